"""Reading a topic: keyboard, addresses, no script, print, math and diagrams."""

from __future__ import annotations

import re

import pytest
from shipped import BuiltSite
from e2e_help import CONTRAST, open_details
from playwright.sync_api import Page, expect

DIAGRAM_PAGES = ("questions/design-ranking/", "questions/rag/", "guides/design-clock/", "questions/coding-algorithms/")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_the_keyboard_reaches_a_part_opens_it_and_shows_where_it_is(open_page) -> None:
    page = open_page("questions/metrics/")
    _tab_to(page, ".sl-part-short > summary")
    style = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)] }"
    )
    assert style[0] != "none" and style[1] >= 2
    page.keyboard.press("Enter")
    expect(page.locator(".sl-part-short .sl-body").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".sl-part-short .sl-body").first).to_be_hidden()


def test_an_address_of_a_card_opens_the_folds_around_it(open_page) -> None:
    page = open_page("questions/metrics/#metrics-recall-number", under=True)
    card = page.locator("#metrics-recall-number")
    expect(card).to_be_in_viewport()
    expect(card.locator("summary")).to_be_visible()
    expect(card.locator(".sl-back")).to_be_hidden()


def test_one_button_opens_and_closes_all_parts_of_its_question_only(open_page) -> None:
    page = open_page("questions/metrics/")
    question = page.locator(".sl-question").first
    button = question.locator(".sl-open-all")
    expect(button).to_have_text("Open all parts")
    button.click()
    assert question.locator("details.sl-part:not([open])").count() == 0
    assert page.locator(".sl-question").nth(1).locator("details[open]").count() == 0
    button.click()
    assert question.locator("details.sl-part[open]").count() == 0


def test_without_script_questions_open_plans_are_whole_and_decks_download(open_page) -> None:
    page = open_page("questions/metrics/", java_script_enabled=False)
    short = page.locator(".sl-part-short").first
    short.locator("summary").click()
    expect(short.locator(".sl-body")).to_be_visible()
    expect(page.locator(".sl-open-all").first).to_be_hidden()
    page = open_page("questions/", java_script_enabled=False)
    expect(page.locator("[data-sl-filter]")).to_be_hidden()
    assert page.locator("[data-sl-item]:visible").count() > 60
    page = open_page("plans/8-week/", java_script_enabled=False)
    assert page.locator(".sl-period:visible").count() == 8
    page = open_page("decks/", java_script_enabled=False)
    with page.expect_download() as caught:
        page.locator("a.sl-download").first.click()
    assert caught.value.suggested_filename.endswith(".apkg")


def test_formulas_are_whole_without_any_script(open_page) -> None:
    page = open_page("questions/metrics/", java_script_enabled=False)
    fold = page.locator(".sl-part-depth").first
    fold.locator("summary").click()
    formula = fold.locator(".sl-math .katex").first
    expect(formula).to_be_visible()
    box = formula.bounding_box()
    assert box and box["width"] > 5 and box["height"] > 5
    assert "KaTeX" in formula.evaluate("node => getComputedStyle(node).fontFamily")


def test_every_page_takes_everything_from_its_own_host_and_without_error(open_page, built_site: BuiltSite) -> None:
    page = open_page(under=True)
    for file in sorted(built_site.folder.rglob("index.html")):
        path = file.parent.relative_to(built_site.folder).as_posix()
        page.goto(built_site.under + (f"{path}/" if path != "." else ""))
        open_details(page)
        expect(page.locator("h1").first).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", DIAGRAM_PAGES)
def test_diagrams_have_a_name_and_legible_text(open_page, path: str, scheme: str) -> None:
    page = open_page(path, scheme=scheme)
    open_details(page)
    found = page.evaluate(CONTRAST)
    assert found, f"{path} has no diagram"
    for diagram in found:
        assert re.search(r"\w{3}", diagram["name"])
        assert diagram["ratios"], diagram["name"]
        assert min(diagram["ratios"]) >= 4.5, diagram["name"]


def test_print_shows_the_questions_and_leaves_the_controls_out(open_page) -> None:
    page = open_page("questions/metrics/")
    page.emulate_media(media="print")
    expect(page.locator(".sl-heading").first).to_be_visible()
    for control in (".sl-foot", ".headerlink", ".md-header", ".md-sidebar"):
        assert page.locator(f"{control}:visible").count() == 0, control
    page = open_page("plans/8-week/")
    page.emulate_media(media="print")
    assert page.locator(".sl-period:visible").count() == 8
