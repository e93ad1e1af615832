"""Plan pages add up, and a deck that is downloaded is the deck that was announced."""

from __future__ import annotations

import hashlib
import re

import pytest
from shipped import ROOT
from playwright.sync_api import expect

from studyloop.library import check_content


def _minutes(text: str) -> int:
    hours = re.search(r"(\d+) h", text)
    minutes = re.search(r"(\d+) min", text)
    return (int(hours[1]) * 60 if hours else 0) + (int(minutes[1]) if minutes else 0)


@pytest.mark.parametrize("ident", ["8-week", "2-week"])
def test_a_plan_shows_each_part_whole_and_its_sums_are_right(open_page, ident: str) -> None:
    plans = check_content(ROOT / "content").plans
    assert plans is not None
    plan = next(plan for plan in plans.plans if plan.id == ident)
    page = open_page(f"plans/{ident}/")
    parts = page.locator(".sl-period")
    assert parts.count() == len(plan.periods)
    total = 0
    for index, period in enumerate(plan.periods):
        part = parts.nth(index)
        tasks = [_minutes(text) for text in part.locator("li > .sl-tiny").all_inner_texts()]
        assert len(tasks) == len(period.tasks)
        said = _minutes(part.locator(".sl-sum").inner_text())
        assert said == sum(tasks)
        total += said
        expect(part).to_contain_text(period.focus)
        expect(part).to_contain_text(period.output)
        expect(part).to_contain_text(f"tag:plan::{ident}::{period.slug}")
    assert _minutes(page.locator("article tfoot").inner_text()) == total


def test_the_links_of_a_plan_lead_to_their_questions(open_page) -> None:
    page = open_page("plans/8-week/", under=True)
    link = page.locator('.sl-period a[href*="questions/"][href*="#"]').first
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f'[id="{anchor}"]')).to_be_in_viewport()


def test_a_downloaded_deck_has_the_checksum_shown_beside_it(open_page, tmp_path) -> None:
    page = open_page("decks/", under=True)
    items = page.locator(".sl-decks > li")
    assert items.count() == 8  # everything, and one for each component
    for index in range(items.count()):
        item = items.nth(index)
        with page.expect_download() as caught:
            item.locator("a.sl-download").click()
        assert caught.value.suggested_filename.endswith(".apkg")
        file = tmp_path / caught.value.suggested_filename
        caught.value.save_as(file)
        item.locator("summary").click()
        assert hashlib.sha256(file.read_bytes()).hexdigest() == item.locator("code").inner_text().strip()
