"""The HTML report in Chromium: it asks for nothing, can be read by everybody in both schemes, and shows cards as wide as a phone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from project_under_git import commit_all, edit, edit_of_every_kind
from report_cases import make_released
from shipped import ROOT

from studyloop.cli.main import main

AXE = ROOT / "plugins" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="20"><rect width="100%" height="20" fill="teal"/></svg>'
_MORE = """
How long is the code, and how wide the table? {{ #clock-wide }}
:   {} It takes $\\frac{{{}}}{{b}}$, shown here: ![a bar](../images/bar.svg)

    ```python
    for step in range(10): print(step, "is as long as a line may be on a card, and then some more of it")
    ```

    | first | second | third | fourth | fifth | sixth | seventh |
    |---|---|---|---|---|---|---|
    | something | something | something | something | something | something | something |

    $$\\sum_{{i=1}}^n x_i = 1$$

More prose.
"""
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on every kind of change, with formulas, code, a table and an image that changed."""
    root = tmp_path_factory.mktemp("html") / "project"
    with pytest.MonkeyPatch.context() as patch:
        from project_under_git import git_environment

        for name in [name for name in os.environ if name not in git_environment()]:
            patch.delenv(name)
        for name, value in git_environment().items():
            patch.setenv(name, value)
        content = make_released(root)
        (root / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
        (content / "images").mkdir()
        (content / "images/bar.svg").write_text(_PICTURE.format(100), "utf-8")
        edit(content / "guides/clock.md", "\nMore prose.\n", _MORE.format("Long.", "a"))
        commit_all(root, "Wide things")
        (content / "images/bar.svg").write_text(_PICTURE.format(900), "utf-8")
        edit(content / "guides/clock.md", "Long. It", "Very wide. It")
        edit(content / "guides/clock.md", "\\frac{a}{b}", "\\frac{c}{b}")
        edit(content / "questions/metrics.md", "accuracy on a group", "accuracy in a <b>group</b>")
        edit_of_every_kind(content, "2026-12-05")
        patch.chdir(root)
        assert main(["diff", "HEAD", "--html", "report.html"]) == 0
    alone = tmp_path_factory.mktemp("alone") / "report.html"
    shutil.copy(root / "report.html", alone)
    return alone


@pytest.fixture
def open_report(chromium: Browser, report: Path) -> Iterator[Open]:
    """``open_report(width, scheme)``: the report with every fold open; no request and no message may come of it."""
    contexts, troubles = [], []

    def open_it(width: int = 1280, scheme: str = "light") -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(("data:", report.as_uri())) else None)
        page.on("console", lambda message: troubles.append(message.text))
        page.goto(report.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_has_nothing_to_object_to(open_report: Open, width: int, scheme: str) -> None:
    page = open_report(width, scheme)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]}" for rule in found] == []


@pytest.mark.parametrize("width", [360, 420, 1280])
def test_every_card_is_as_wide_as_a_phone_and_nothing_of_it_is_cut_off(open_report: Open, width: int) -> None:
    page = open_report(width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert set(page.evaluate("[...document.querySelectorAll('figure > .card')].map(card => card.getBoundingClientRect().width)")) == {360}
    cut = "[...document.querySelectorAll('figure > .card *')].filter(one => !one.closest('pre, table, .math, del, ins, math')"
    cut += " && one.getBoundingClientRect().right > one.closest('.card').getBoundingClientRect().right + 1).map(one => one.outerHTML)"
    assert page.evaluate(cut) == []


def test_what_is_wider_can_be_scrolled_by_keyboard(open_report: Open) -> None:
    page = open_report(360)
    wide = "[...document.querySelectorAll('.card pre, .card table, .card .math')].filter(one => one.scrollWidth > one.clientWidth)"
    assert page.evaluate(f"{wide}.length") > 0
    assert page.evaluate(f"{wide}.every(one => one.tabIndex === 0)")


def test_cards_follow_the_readers_scheme(open_report: Open) -> None:
    ground = "getComputedStyle(document.querySelector('figure > .card')).backgroundColor"
    assert open_report(scheme="light").evaluate(ground) == "rgb(255, 255, 255)"
    assert open_report(scheme="dark").evaluate(ground) == "rgb(22, 24, 29)"


def test_words_that_differ_are_told_by_a_line_and_by_a_word_as_well_as_by_colour(open_report: Open) -> None:
    page = open_report()
    for element, line, word in (("del", "line-through", "gone"), ("ins", "underline", "new")):
        assert line in page.evaluate(f"getComputedStyle(document.querySelector('{element}')).textDecorationLine")
        assert word in page.evaluate(f"getComputedStyle(document.querySelector('{element}'), '::before').content")


def test_formulas_are_set_and_images_stand_in_the_file(open_report: Open) -> None:
    page = open_report()
    pair = page.locator("article:has-text('clock-wide') figure")
    assert pair.locator("math").count() == 4 and pair.locator("del math").count() == pair.locator("ins math").count() == 1
    assert page.evaluate("[...document.images].map(image => image.naturalWidth)") == [100, 900]
    assert pair.locator("del img").count() == pair.locator("ins img").count() == 1


def test_a_card_shows_what_differs_without_a_click(chromium: Browser, report: Path) -> None:
    page = chromium.new_page()
    page.goto(report.as_uri())
    shown = "[...document.querySelectorAll('del, ins')].every(one => one.getClientRects().length > 0)"
    assert page.evaluate(shown)
    page.close()


def test_without_the_typesetter_formulas_are_shown_as_tex(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from studyloop import mathml

    def missing(*words: object) -> None:
        raise mathml.NodeMissing("no Node here")

    monkeypatch.setattr(mathml, "build_browser", missing)
    edit(content / "guides/clock.md", ":   The decision.", ":   The decision $a < b$.")
    monkeypatch.chdir(content.parent)
    assert main(["diff", "HEAD", "--html", "report.html"]) == 0
    assert "<code>a &lt; b</code>" in (content.parent / "report.html").read_text("utf-8")


def test_text_of_the_content_makes_no_tag_of_the_page(content: Path, monkeypatch: pytest.MonkeyPatch, chromium: Browser) -> None:
    edit(content / "guides/clock.md", "What comes first?", "What <img src=x onerror=alert(1)> comes </title> first?")
    monkeypatch.chdir(content.parent)
    assert main(["diff", "HEAD", "--html", "report.html"]) == 0
    page = chromium.new_page()
    page.goto((content.parent / "report.html").as_uri())
    assert page.locator("img, script").count() == 0 and page.locator("h3").inner_text().startswith("What <img")
    page.close()
