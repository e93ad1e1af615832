"""The progress page: statistics that can be counted again, settings, backups that lose nothing, and the way back for cards."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from typing import Any

import pytest
from e2e_help import open_details, run_axe
from fsrs import Scheduler
from learner_help import BLOCKED, TODAY, at, backup_file, cards, choose_file, restore, review, said, visit
from playwright.sync_api import Page, expect

PROGRESS = "progress/"
DAY = dt.timedelta(days=1)
EASY = round(Scheduler().parameters[3])  # days until a card comes again that was easy at first sight
ENOUGH = 20
# The log as it lies in the browser's database, in order of time.
LOG = """async () => {
  const { name } = (await indexedDB.databases())[0];
  const wait = request => new Promise((good, bad) => { request.onsuccess = () => good(request.result); request.onerror = bad; });
  const base = await wait(indexedDB.open(name));
  const found = {};
  for (const store of base.objectStoreNames) found[store] = await wait(base.transaction(store).objectStore(store).getAll());
  base.close();
  return JSON.stringify(found);
}"""


def _columns(page: Page, caption: str) -> list[int]:
    cells = page.get_by_role("table", name=caption).get_by_role("cell").all_text_contents()
    return [int(cell) for cell in cells]


def _row(page: Page, region: str, name: str) -> list[str]:
    table = page.get_by_role("region", name=region)
    return table.locator("tr", has=page.locator("th", has_text=name)).locator("td").all_text_contents()


def _seed(site: Any) -> list[dict[str, Any]]:
    """Two reviews each of forty cards of two components on days of last month, the second after eight or thirty days."""
    chance = random.Random(4)
    by_component: dict[str, list[str]] = {}
    for card in cards(site.folder):
        by_component.setdefault(card["component"], []).append(card["key"])
    events = []
    for component, wanted in (("coding", 30), ("genai", 10)):
        for key in by_component[component][:wanted]:
            first = TODAY - DAY * chance.randrange(31, 50)
            second = first + DAY * chance.choice([8, 30])
            events.append(review(key, at(first), 4, 5000))
            # At two in the morning it is still the day before for a learner.
            events.append(review(key, at(second + DAY, 2), chance.choice([1, 3, 3, 3]), 12_000))
    return events


def test_statistics_are_what_a_count_of_the_reviews_gives(open_page, built_site) -> None:
    events = _seed(built_site)
    recent = [card["key"] for card in cards(built_site.folder) if card["component"] == "people"][:25]
    for place, key in enumerate(recent):
        events.append(review(key, at(TODAY - DAY * (1 + place % 5)), 4, 3000))
    page = visit(open_page, built_site.url, PROGRESS)
    restore(page, events)

    shown = _columns(page, "Reviews in the last 30 days")
    day_of = [dt.datetime.fromtimestamp(event["at"] / 1000 - 4 * 3600, dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=1))).date() for event in events]
    counted = Counter(day_of)
    assert shown == [counted[TODAY - DAY * back] for back in range(29, -1, -1)]

    # Cards that were easy at first sight come again after a known number of days; all others are from last month.
    due = _columns(page, "Cards due in the next 14 days")
    easy = Counter(TODAY - DAY * (1 + place % 5) + DAY * EASY for place in range(len(recent)))
    for ahead in range(14):
        assert due[ahead] >= easy[TODAY + DAY * ahead]
    late = page.locator(".sl-tiny", has_text="in these days").inner_text()
    of = len({event["card"] for event in events})
    assert late.startswith(f"{sum(due)} of {of} cards")

    seconds = [event for event in events if event["took"] == 12_000]
    firsts = {event["card"]: event["at"] for event in events if event["took"] == 5000}
    components = {card["key"]: card["component"] for card in cards(built_site.folder)}
    for name, wanted in (("All cards", {"coding", "genai"}), ("Coding", {"coding"}), ("Generative AI", {"genai"})):
        cells = []
        for mature in (False, True):
            those = [event for event in seconds if components[event["card"]] in wanted and (event["at"] - firsts[event["card"]] > 21 * 86_400_000) == mature]
            recalled = sum(event["rating"] > 1 for event in those)
            share = int(100 * recalled / len(those) + 0.5) if those else 0
            cells.append(f"{share} % ({recalled} of {len(those)})" if len(those) >= ENOUGH else f"not enough data ({len(those)})")
        assert _row(page, "Remembered when asked", name) == cells
    everything = Counter(components.values())
    assert [int(cell) for cell in _row(page, "Where the cards stand", "People and projects")][1:] == [25, everything["people"] - 25, 0]


def test_with_an_interview_the_page_says_what_would_be_forgotten(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    coding = [card["key"] for card in cards(built_site.folder) if card["component"] == "coding"]
    restore(page, [review(key, at(TODAY - DAY), 4 if place < 4 else 1) for place, key in enumerate(coding[:9])])
    page.locator("#sl-day").fill(str(TODAY + 5 * DAY))
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("the interview is on 30 November 2026")
    # Easy ones are recalled better than nine in ten for eight days, forgotten ones are not.
    assert [int(cell) for cell in _row(page, "Forecast for the interview", "Coding")] == [5, len(coding) - 9, len(coding)]
    page.reload()
    expect(page.locator("#sl-day")).to_have_value("2026-11-30")
    page.goto(built_site.url)
    expect(page.locator('[data-sl-today]')).to_contain_text("5 days to the interview")
    expect(page.locator('[data-sl-today]')).to_contain_text("5 cards are due")
    page.goto(built_site.url + PROGRESS)
    page.get_by_role("button", name="No date").click()
    expect(said(page)).to_contain_text("no interview")
    expect(page.get_by_role("region", name="Forecast for the interview")).to_have_count(0)


def test_a_day_that_has_passed_is_no_interview(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    page.locator("#sl-day").fill(str(TODAY))
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("must lie ahead")
    page.reload()
    expect(page.locator("#sl-day")).to_have_value("")


def test_each_setting_is_kept_at_once_and_a_wrong_one_is_not(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    fresh, recall = page.get_by_label("New cards a day"), page.get_by_label("Recall you want")
    for field, value, words in ((fresh, "20", "20 new cards a day"), (recall, "85", "85 per cent")):
        field.fill(value)
        field.press("Tab")
        expect(said(page)).to_contain_text(f"Saved: {words}" if field is fresh else words)
    page.get_by_label("Two buttons").check()
    expect(said(page)).to_contain_text("two buttons is on")
    page.get_by_label("Speak first").uncheck()
    expect(said(page)).to_contain_text("speak first is off")
    for field, value in ((fresh, "1000"), (recall, "99"), (recall, "85.5"), (fresh, "")):
        field.fill(value)
        field.press("Tab")
        expect(said(page)).to_contain_text("Not saved")
    page.reload()
    expect(fresh).to_have_value("20")
    expect(recall).to_have_value("85")
    expect(page.get_by_label("Two buttons")).to_be_checked()
    expect(page.get_by_label("Speak first")).not_to_be_checked()


def test_a_backup_gives_another_browser_the_same_state_and_a_second_time_changes_nothing(open_page, built_site, tmp_path) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    keys = [card["key"] for card in cards(built_site.folder)]
    restore(page, [*_seed(built_site), {"type": "mark", "id": "m", "at": at(TODAY), "card": keys[0], "on": True}])
    page.get_by_label("New cards a day").fill("7")
    page.get_by_label("New cards a day").press("Tab")
    expect(said(page)).to_contain_text("Saved")
    page.goto(built_site.url + "plans/8-week/")
    page.locator(".sl-tasks input").first.check()
    page.goto(built_site.url + PROGRESS)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Back up", exact=True).click()
    assert caught.value.suggested_filename == "studyloop-backup-2026-11-25.json"
    expect(page.locator("#sl-last-backup")).to_have_text("Last backup on 2026-11-25; 0 reviews since.")
    kept = caught.value.path().read_bytes()

    other = visit(open_page, built_site.under, PROGRESS)
    choose_file(other, kept)
    expect(other.locator("#sl-found")).to_contain_text("83 entries, 80 reviews among them; 83 entries of it are not here yet")
    other.locator("#sl-add").click()
    expect(said(other)).to_contain_text("Added: 83 entries, 80 reviews")
    once = other.evaluate(LOG)
    ours, theirs = json.loads(page.evaluate(LOG)), json.loads(once)
    log = [store for store in ours if store != "notes"]
    assert log and {store: ours[store] for store in log} == {store: theirs[store] for store in log}
    expect(other.get_by_label("New cards a day")).to_have_value("7")

    choose_file(other, kept)
    expect(other.locator("#sl-found")).to_contain_text("0 entries of it are not here yet")
    expect(other.locator("#sl-add")).to_have_count(0)
    assert other.evaluate(LOG) == once
    other.goto(built_site.under + "plans/8-week/")
    expect(other.locator(".sl-tasks input").first).to_be_checked()


def test_a_damaged_or_foreign_file_is_refused_with_its_reason_and_changes_nothing(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    restore(page, _seed(built_site))
    before = page.evaluate(LOG)
    sound = backup_file([review("card", 1000)])
    for content, reason in (
        (b"{}", "This file is not a backup."),
        (b"\x89PNG\r\n", "This file is not a backup."),
        (sound[:-9], "damaged"),
        (sound.replace(b'"rating": 4', b'"rating": 3'), "changed after it was made"),
        (sound.replace(b'"version": 1', b'"version": 99'), "newer version"),
    ):
        choose_file(page, content, "holiday.json")
        expect(said(page)).to_contain_text("holiday.json was not taken, and nothing is changed.")
        expect(said(page)).to_contain_text(reason)
        assert page.evaluate(LOG) == before


def test_erasing_asks_for_a_word_and_leaves_nothing(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    expect(page.locator("#sl-yours")).to_be_visible()
    empty = page.evaluate(LOG)
    restore(page, _seed(built_site))
    page.locator("#sl-erase > summary").click()
    erase = page.locator("#sl-erase").get_by_role("button", name="Erase everything")
    erase.click()
    expect(said(page)).to_contain_text("Nothing is erased")
    with page.expect_download():
        page.get_by_role("button", name="Back up first").click()
    expect(said(page)).to_contain_text("Backed up")
    page.get_by_label("Type the word").fill("erase")
    erase.click()
    expect(said(page)).to_have_text("Everything is erased.")
    expect(page.locator("#sl-last-backup")).to_contain_text("No backup yet; 0 reviews")
    assert page.evaluate(LOG) == empty
    page.reload()
    expect(page.locator("#sl-last-backup")).to_contain_text("No backup yet; 0 reviews")


def test_cards_put_away_or_marked_have_a_way_back(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    away, marked, added = cards(built_site.folder)[:3]
    flags = (("suspend", away), ("mark", marked), ("add", added))
    restore(page, [{"type": kind, "id": kind, "at": at(TODAY, 8), "card": card["key"], "on": True} for kind, card in flags])
    for fold, card, undo, none in (("suspended", away, "Take back", "put away"), ("marked", marked, "Unmark", "is marked"), ("added", added, "Remove", "was added")):
        page.locator(f"#sl-{fold} > summary").click()
        expect(page.locator(f"#sl-{fold} a")).to_have_attribute("href", built_site.url + card["page"])
        page.get_by_role("button", name=f"{undo}: {card['title']}").click()
        expect(said(page)).to_contain_text("done")
        expect(page.locator("section", has_text="Your cards")).to_contain_text(f"No card {'is ' if none == 'put away' else ''}{none}")


def test_a_retired_card_says_why_and_what_took_its_place(open_page, built_site) -> None:
    there = cards(built_site.folder)[0]
    index = json.loads((built_site.folder / "assets/data/index.json").read_text("utf-8"))
    index["retired"] = [{"key": "gone-1", "date": "2026-10-01", "reason": "Nobody asks it.", "replacedBy": [there["id"]]}, {"key": "gone-2", "date": "2026-10-01", "reason": "", "replacedBy": []}]
    published = f"const ask = fetch; window.fetch = (address, ...more) => String(address).endsWith('/index.json') ? Promise.resolve(Response.json({json.dumps(index)})) : ask(address, ...more)"
    page = visit(open_page, built_site.url, PROGRESS, before=published)
    restore(page, [review("gone-1", at(TODAY - DAY)), review(there["key"], at(TODAY - DAY))])
    fold = page.locator("#sl-retired")
    expect(fold).to_contain_text("Retired: 1 card you knew")
    fold.locator("summary").click()
    expect(fold).to_contain_text("Nobody asks it.")
    expect(fold.get_by_role("link")).to_have_attribute("href", built_site.url + there["page"])
    expect(page.locator(".sl-tiny", has_text="in these days")).to_contain_text("of 1 card ")


def test_where_nothing_can_be_kept_the_page_says_so_and_works(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS, before=BLOCKED)
    expect(page.locator(".sl-trouble")).to_contain_text("does not let the site keep anything")
    restore(page, _seed(built_site))
    expect(page.locator("#sl-last-backup")).to_contain_text("80 reviews")


def test_the_page_says_what_the_browser_answers_about_keeping_and_how_much_is_used(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS, before="if (globalThis.StorageManager) StorageManager.prototype.persist = async () => false")
    expect(page.locator("#sl-yours ~ p", has_text="uses")).to_contain_text("on this device")
    page.get_by_role("button", name="Ask the browser").click()
    expect(said(page)).to_contain_text("Refused")


def test_the_page_works_by_keyboard_alone(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PROGRESS)
    page.locator("#sl-day").focus()
    reached = []
    for _ in range(25):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
        if reached[-1] == "sl-set-twoButtons":
            page.keyboard.press("Space")
            expect(said(page)).to_contain_text("two buttons is on")
            expect(page.get_by_label("Two buttons")).to_be_focused()
    for wanted in ("sl-set-new", "sl-set-twoButtons", "sl-set-speakFirst", "sl-back-up", "sl-file", "sl-keep"):
        assert wanted in reached


def test_without_a_script_the_page_says_what_it_needs(open_page) -> None:
    page = open_page(PROGRESS, java_script_enabled=False)
    assert "needs JavaScript" in (page.locator("article noscript").text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_phone(open_page, built_site, scheme: str) -> None:
    page = visit(open_page, built_site.url, PROGRESS, scheme=scheme, width=360, height=640)
    expect(page.locator("#sl-yours")).to_be_visible()
    open_details(page)
    assert run_axe(page) == []
    keys = [card["key"] for card in cards(built_site.folder)]
    flags = [{"type": kind, "id": kind, "at": at(TODAY, 8), "card": keys[place], "on": True} for place, kind in enumerate(("suspend", "mark", "add"))]
    restore(page, [*_seed(built_site), *flags])
    page.locator("#sl-day").fill("2027-01-20")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Forecast")).to_be_visible()
    open_details(page)
    assert run_axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
