"""The filter of the question index: words, selects, count, address, reset."""

from __future__ import annotations

import re

from shipped import ROOT
from playwright.sync_api import Page, expect

from studyloop.library import check_content


def _bank():
    bank = check_content(ROOT / "content").bank
    assert bank is not None
    return bank


def _shown(page: Page) -> int:
    return page.locator("[data-sl-item]:visible").count()


def test_without_a_filter_every_question_is_listed(open_page) -> None:
    page = open_page("questions/")
    total = len(_bank().questions)
    assert _shown(page) == total
    expect(page.locator("[data-sl-count]")).to_have_text(f"{total} questions")


def test_words_and_selects_narrow_the_list_and_the_count_says_so(open_page) -> None:
    bank = _bank()
    page = open_page("questions/")
    page.locator("select[name=level]").select_option("senior")
    seniors = [question for question in bank.questions if question.level == "senior"]
    assert _shown(page) == len(seniors)
    page.get_by_label("Component").select_option("concepts")
    both = [q for topic in bank.topics if topic.component == "concepts" for q in topic.questions if q.level == "senior"]
    assert _shown(page) == len(both)
    count = page.locator("[data-sl-count]")
    expect(count).to_have_text(f"{len(both)} of {len(bank.questions)} questions")
    expect(count).to_have_attribute("aria-live", "polite")


def test_the_address_keeps_the_filter_over_a_reload_and_reset_clears_it(open_page) -> None:
    page = open_page("questions/", under=True)
    page.get_by_label("Words").fill("pump ALARM")
    expect(page).to_have_url(re.compile(r"/name/questions/\?words=pump\+ALARM$"))
    assert _shown(page) == 1
    page.reload()
    expect(page.get_by_label("Words")).to_have_value("pump ALARM")
    assert _shown(page) == 1
    page.locator("[data-sl-filter]").get_by_role("button", name="Clear").click()
    expect(page).to_have_url(re.compile(r"/name/questions/$"))
    assert _shown(page) == len(_bank().questions)
    expect(page.get_by_label("Words")).to_be_focused()


def test_topics_without_a_match_disappear(open_page) -> None:
    page = open_page("questions/?words=pump+alarm")
    assert page.locator("[data-sl-group]:visible").count() == 1
