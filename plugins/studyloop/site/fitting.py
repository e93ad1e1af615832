"""Fitting all pages at once: one run of the typesetter for the whole site, links pointed from each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from studyloop.bank.model import Place
from studyloop.bank.problems import Problem, Problems
from studyloop.library import Library
from studyloop.render.fit import box_tables, find_wanted, point_links, set_math
from studyloop.render.typeset import Typeset, typeset
from studyloop.unset import add_diagram, add_formula


@dataclass(frozen=True, slots=True)
class Fitting:
    """What was typeset, where pages are, and what could not be set."""

    typeset: Typeset
    url_of: Callable[[str], str]
    problems: tuple[Problem, ...]
    files: Files
    is_ours: Callable[[str], bool]

    def fit(self, fragment: str) -> str:
        """Neutral HTML for the browser data: links from the site's root."""
        return point_links(set_math(fragment, self.typeset), self.url_of)

    def fit_page(self, page: Page) -> str:
        """A page's content as it is published: links from the page; formulas, diagrams and tables only where the page is ours."""
        content = box_tables(set_math(page.content, self.typeset)) if self.is_ours(page.file.src_uri) else page.content
        return point_links(content, _from_page(page.file, self.files))


def fit_pages(library: Library, files: Files, command: Sequence[str], is_ours: Callable[[str], bool]) -> Fitting:
    """Typeset everything at once: the formulas and diagrams of our pages, and of cards that no page shows as they are."""
    pages = [file.page for file in files.documentation_pages() if file.page and file.page.content and is_ours(file.src_uri)]
    wanted = find_wanted([*(page.content for page in pages), *_card_fragments(library)])
    done = typeset(wanted.formulas, wanted.diagrams, command)
    addresses = {f"/{file.src_uri}": file.url for file in files}

    def from_root(target: str) -> str:
        path, _, anchor = target.partition("#")
        url = addresses.get(path, path.lstrip("/"))
        return ("" if url == "./" else url) + (f"#{anchor}" if anchor else "")

    return Fitting(done, from_root, _problems(done, library), files, is_ours)


def _from_page(origin: File, files: Files) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def url_of(target: str) -> str:
        path, _, anchor = target.partition("#")
        if path not in known:
            file = files.get_file_from_path(path.lstrip("/"))
            known[path] = file.url_relative_to(origin) if file else path
        if anchor and path.lstrip("/") == origin.src_uri:
            return f"#{anchor}"
        return known[path] + (f"#{anchor}" if anchor else "")

    return url_of


def _card_fragments(library: Library) -> Iterator[str]:
    """Pieces that no page shows as they are."""
    for topic in library.rendered.topics:
        for question in topic.questions:
            yield question.title
            for card in question.cards:
                yield card.front
                yield card.back


def _problems(done: Typeset, library: Library) -> tuple[Problem, ...]:
    found = Problems()
    if done.failure:
        found.add(Place(PurePosixPath("index.md")), "X01", done.failure, "run `make site` again; if it stays, report it")
    for formula, why in done.math_errors.items():
        add_formula(found, _find(library, formula.tex), formula.tex, why)
    for source, why in done.diagram_errors.items():
        add_diagram(found, _find(library, source), why)
    return found.sorted()


def _find(library: Library, text: str) -> Place:
    """The first place of the text's first line that says more than how to draw; where the whole text stands, if it does as it is."""
    telling = next((line.strip() for line in text.splitlines() if line.strip() not in ("", "flowchart LR", "flowchart TD")), text)
    places = []
    for path in sorted(library.content.rglob("*.md")):
        source = path.read_text("utf-8-sig")
        whole = source.find(text)
        at = source.find(telling, max(whole, 0)) if telling else -1
        if at >= 0:
            places.append((whole < 0, path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)))
    if not places:
        return Place(PurePosixPath("index.md"))
    _, path, line, col = min(places)
    return Place(PurePosixPath(path.relative_to(library.content).as_posix()), line, col)
