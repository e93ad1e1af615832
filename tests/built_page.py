"""A built page as tests read it: its references and anchors."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Page:
    """``links`` are the addresses of ``a``; ``loads`` what the browser fetches by itself; ``anchors`` every id."""

    path: Path
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.page.anchors.add(given["id"])
        if tag in ("a", "area") and "href" in given:
            self.page.links.append(given["href"])
        if tag == "link" and "href" in given and given.get("rel") not in ("canonical", "prev", "next"):
            self.page.loads.append(given["href"])
        if "src" in given:
            self.page.loads.append(given["src"])
        if "srcset" in given:
            self.page.loads += [part.split()[0] for part in given["srcset"].split(",")]


def read_pages(folder: Path) -> dict[str, Page]:
    """Every page by its path below ``folder``, such as ``questions/index.html``."""
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        page = Page(path)
        _Reader(page).feed(path.read_text("utf-8"))
        pages[path.relative_to(folder).as_posix()] = page
    return pages
