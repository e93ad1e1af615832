"""Exercises on the site: found by a newcomer, downloaded without a script, answers folded; the mark of checked code leads to the code."""

from __future__ import annotations

import json
import re

import pytest
from e2e_help import open_details, run_axe
from playwright.sync_api import expect

TOPIC = "questions/data-notebooks/"
LEAK = "nb-find-planted-leak"


def test_from_the_questions_a_newcomer_reaches_all_exercises_and_filters_them(open_page) -> None:
    page = open_page("questions/")
    page.get_by_role("link", name="exercises to download").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Exercises")
    items = page.locator("[data-sl-item]")
    assert items.count() >= 16
    page.get_by_label("Component").select_option("data")
    expect(page.locator("[data-sl-item]:visible").first).to_contain_text("min")
    assert 0 < page.locator("[data-sl-item]:visible").count() < items.count()


@pytest.mark.parametrize("path", ["exercises/", f"{TOPIC}#exercise_{LEAK}"])
def test_without_script_both_files_are_downloaded_under_the_questions_id(open_page, path: str) -> None:
    page = open_page(path, java_script_enabled=False, under=True)
    for fold in page.locator(".sl-part-depth").all():
        if fold.locator(f"#exercise_{LEAK}").count() and fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
    for ending in ("py", "ipynb"):
        with page.expect_download() as caught:
            page.locator(f'a[href$="{LEAK}.{ending}"]').click()
        assert caught.value.suggested_filename == f"{LEAK}.{ending}"
        text = caught.value.path().read_text("utf-8")
        assert "churn" in text and (ending == "py" or json.loads(text)["nbformat"] == 4)


def test_starter_and_tests_are_in_sight_and_the_answers_folded_with_their_reasons(open_page) -> None:
    page = open_page(f"{TOPIC}#code_{LEAK}", java_script_enabled=False)
    depth = page.locator(f".sl-part-depth:has(#exercise_{LEAK})")
    if depth.get_attribute("open") is None:
        depth.locator("summary").first.click()
    for name in ("Starter", "Tests"):
        expect(depth.locator(".sl-exercise-name", has_text=re.compile(f"^{name}$"))).to_be_visible()
    answers = depth.locator(".sl-answer")
    assert answers.locator("> summary").all_inner_texts() == ["Solution", "Wrong solution 1", "Wrong solution 2"]
    for answer in answers.all():
        expect(answer.locator("pre")).to_be_hidden()
        answer.locator("summary").click()
        expect(answer.locator("pre")).to_be_visible()
    assert depth.locator("text=Why this one fails:").count() == 2


def test_the_mark_of_checked_code_opens_the_part_that_holds_it(open_page) -> None:
    page = open_page(TOPIC)
    mark = page.locator(f'.sl-checked a[href="#code_{LEAK}"]')
    expect(mark).to_have_accessible_name(re.compile(r"Checked by code \(it runs in the tests"))
    mark.click()
    expect(page.locator(f"#code_{LEAK} pre").first).to_be_visible()
    assert page.locator(".sl-question").count() == page.locator(".sl-checked").count()


def test_a_question_without_code_has_no_mark(open_page) -> None:
    page = open_page("questions/behavioural/")
    assert page.locator(".sl-question:not(:has(.sl-checked))").count() >= 5
    assert not page.locator(".sl-question:has(.sl-checked):not(:has(pre))").count() and not page.locator(".sl-try").count()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["exercises/", TOPIC])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, path: str, scheme: str, width: int) -> None:
    page = open_page(path, width=width, height=900, scheme=scheme)
    open_details(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert run_axe(page) == []
