"""Each kind of page with all folds open: axe-core finds nothing, nothing scrolls sideways, screenshots are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e_help import open_details, run_axe

KINDS = ("home", "index", "topic", "math", "guide", "plan", "decks", "releases", "changes", "curriculum", "offline")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, kinds: dict[str, str], kind: str, scheme: str) -> None:
    page = open_page(kinds[kind], scheme=scheme)
    assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
    open_details(page)
    assert run_axe(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_phone(open_page, kinds: dict[str, str], kind: str) -> None:
    page = open_page(kinds[kind], width=360, height=640)
    open_details(page)
    assert run_axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways_at_any_width(open_page, kinds: dict[str, str], shots: Path, kind: str, scheme: str) -> None:
    page = open_page(kinds[kind], width=360, height=640, scheme=scheme)
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 640 if width == 360 else 900})
        page.evaluate("document.querySelectorAll('article details').forEach(fold => fold.open = false)")
        page.screenshot(path=shots / f"{kind}-{width}-{scheme}.png")
        open_details(page)
        page.screenshot(path=shots / f"{kind}-{width}-{scheme}-open.png")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_no_question_page_scrolls_sideways_on_a_phone(open_page, built_site) -> None:
    page = open_page(width=360, height=640)
    wide = []
    for file in sorted(built_site.folder.rglob("index.html")):
        path = file.parent.relative_to(built_site.folder).as_posix()
        page.goto(built_site.url + (f"{path}/" if path != "." else ""))
        open_details(page)
        if page.evaluate("document.scrollingElement.scrollWidth") > 360:
            wide.append(path)
    assert wide == []
