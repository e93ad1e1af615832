"""Search: from the home page to an answer, without giving answers away on the way."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

QUESTION = "roc-auc-high-precision-low"
TITLE = "Your pump-failure alarm has ROC-AUC 0.96, yet nine alarms in ten are false. Is the metric wrong?"


def _search(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching")


def _result(page: Page, question: str):
    return page.locator(f'.md-search-result__link[href*="#{question}"]')


def test_from_home_through_search_to_a_question_and_its_answer(open_page) -> None:
    page = open_page(under=True)
    _search(page, "pump failure alarm")
    _result(page, QUESTION).first.click()
    expect(page).to_have_url(re.compile(rf"/name/questions/metrics/.*#{QUESTION}$"))
    expect(page.locator(f"#{QUESTION}")).to_be_in_viewport()
    short = page.locator(f"#{QUESTION} ~ .sl-question").first.locator(".sl-part-short")
    expect(short.locator(".sl-body")).to_be_hidden()
    short.locator("summary").click()
    expect(short.locator(".sl-body")).to_contain_text("ROC-AUC asks whether a failing pump outranks a healthy one")


def test_words_of_a_strong_answer_find_the_question(open_page) -> None:
    page = open_page()
    _search(page, "recall 72 flagged overhaul")
    expect(_result(page, QUESTION).first).to_be_attached()


def test_results_show_the_question_and_no_answer(open_page) -> None:
    page = open_page()
    _search(page, "pump failure alarm")
    result = _result(page, QUESTION).first
    shown = re.sub(r"\s+", " ", result.inner_text()).strip()
    assert shown == TITLE
    everything = re.sub(r"\s+", " ", page.locator(".md-search-result__list").inner_text())
    assert "outranks a healthy one" not in everything
    assert "Short answer" not in everything


def test_no_result_of_a_common_word_shows_an_answer_or_a_card(open_page) -> None:
    page = open_page()
    _search(page, "precision")
    everything = page.locator(".md-search-result__list").inner_text()
    assert "true plus false positives" not in everything
    answers = page.locator('.md-search-result__link[href*="/questions/"] .md-search-result__article > :not(h1, h2, .md-search-result__icon)')
    assert answers.count() > 0, "search lost the answers' text: they can no longer be found by their words"
    assert [answer for answer in answers.all() if answer.is_visible()] == []
