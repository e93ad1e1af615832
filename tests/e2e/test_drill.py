"""The drill in a real browser: from the first card to the end of a week, by keyboard, by thumb, in two tabs, and without a network."""

from __future__ import annotations

import datetime
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from browser_finder import find_chromium, is_root
from e2e_help import run_axe, wait_until
from offline_host import host_copy
from playwright.sync_api import Page, expect

MORNING = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
QUESTIONS = "?topic=metrics&level=junior"
BLOCKED = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('not here', 'SecurityError') } })"
# What the log says, read past the page: event types with their card and rating, in order.
LOG = """async path => {
  const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name === `studyloop ${path}`);
  const opened = await new Promise((done, fail) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); asked.onerror = fail; });
  const stores = [...opened.objectStoreNames];
  const all = await Promise.all(stores.map(store => new Promise(done => { const asked = opened.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result); })));
  opened.close();
  return JSON.stringify(all);
}"""


def begin(open_page, query: str = "", **more: object) -> Page:
    """A learner's first visit, with the first card."""
    page: Page = open_page(f"drill/{query}", timezone_id="UTC", **more)
    page.get_by_role("button", name="Start").click()
    expect(front(page)).to_be_visible()
    return page


def front(page: Page):
    return page.locator(".sl-drill-face, .sl-answer").first


def counts(page: Page) -> str:
    return page.locator(".sl-counts-left").inner_text()


def reveal(page: Page) -> None:
    expect(page.locator(".sl-drill-face")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("[data-rating]").first).to_be_visible()


def rate(page: Page, key: str = "3") -> None:
    reveal(page)
    page.keyboard.press(key)
    page.wait_for_function("() => !document.querySelector('[data-rating]') && document.querySelector('.sl-drill-bar button, .sl-ending')")


def question(page: Page) -> None:
    """Answers until a question is shown."""
    expect(front(page)).to_be_visible()
    for _ in range(8):
        if page.locator(".sl-drill").get_attribute("data-kind") == "question":
            return
        rate(page, "4")


def seconds(page: Page) -> int:
    """What the clock beside an answer given aloud shows."""
    minutes, rest = page.locator(".sl-time").inner_text().split(":")
    return 60 * int(minutes) + int(rest)


def ended(page: Page) -> bool:
    return page.locator(".sl-ending").count() > 0


def reload(page: Page) -> None:
    page.reload()
    expect(page.locator(".sl-drill-face, .sl-ending").first).to_be_visible()
    expect(page.locator("[data-sl-kept]")).to_have_count(0)  # the desk as it was left has given way to today's


_KEPT = """(wanted) => new Promise(async (resolve) => {
  const name = (await indexedDB.databases()).map((one) => one.name).find((one) => one.startsWith("studyloop "));
  const opened = indexedDB.open(name);
  opened.onsuccess = () => {
    const asked = opened.result.transaction("state").objectStore("state").get("state");
    asked.onsuccess = () => { opened.result.close(); resolve(asked.result?.reviews === wanted); };
  };
})"""


def kept(page: Page, reviews: int) -> None:
    """Waits until the device holds so many reviews: they are written in the background."""
    wait_until(page, _KEPT, reviews)


def test_a_first_visit_says_what_this_is_and_a_later_one_shows_the_first_card(open_page) -> None:
    page = open_page("drill/")
    expect(page.locator(".sl-drill-stage")).to_contain_text("no account")
    page.get_by_role("button", name="Start").click()
    assert counts(page) == "15 new"
    rate(page, "4")
    reload(page)
    assert counts(page) == "14 new"
    expect(page.get_by_role("button", name="Start")).to_have_count(0)


def test_a_sitting_needs_nothing_but_the_keyboard(open_page) -> None:
    page = begin(open_page, "?topic=coding-steps")
    seen = []
    for key in ("1", "2", "3", "4"):
        seen.append(front(page).inner_text())
        rate(page, key)
    assert len(set(seen)) == 4
    assert counts(page) == "3 again, 4 new"
    while not ended(page):
        rate(page, "4")
    expect(page.locator(".sl-ending h2")).to_be_focused()
    expect(page.locator(".sl-drill-facts")).to_contain_text("11")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_the_focus_goes_where_the_reading_goes_on_and_can_leave(open_page) -> None:
    page = begin(open_page)
    page.get_by_role("button", name="Show answer").click()
    expect(page.locator(".sl-answer")).to_be_focused()
    page.get_by_role("button", name="Good").click()
    expect(page.locator(".sl-drill-stage")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("!document.activeElement.closest('.sl-drill')"):
            return
    pytest.fail("the focus never leaves the drill")


def test_keys_are_the_drills_only_while_nothing_else_has_the_focus(open_page) -> None:
    page = begin(open_page)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("m1u s")
    expect(page.locator(".sl-marked")).to_have_count(0)
    expect(page.get_by_role("button", name="Show answer")).to_be_attached()


def test_every_rating_says_when_the_card_comes_again_and_holds_to_it(open_page) -> None:
    page = begin(open_page)
    reveal(page)
    assert [made.inner_text().split("\n") for made in page.locator("[data-rating]").all()] == [["Again", "1 min"], ["Hard", "6 min"], ["Good", "10 min"], ["Easy", "8 d"]]
    page.keyboard.press("4")
    expect(page.locator(".sl-drill-said")).to_contain_text("Easy: comes again in 8 d.")


def test_the_next_card_and_what_was_done_are_announced(open_page) -> None:
    page = begin(open_page)
    rate(page)
    status = page.locator(".sl-drill-said[role=status]")
    expect(status).to_contain_text("Good: comes again in 10 min.")
    expect(status).to_contain_text(re.compile("Next card: .{10}"))


def test_two_buttons_are_again_and_good(open_page) -> None:
    page = begin(open_page)
    page.locator("summary", has_text="Filters and settings").click()
    page.get_by_label("Two buttons").check()
    page.locator("summary", has_text="Filters and settings").click()
    page.locator(".sl-drill-stage").focus()
    reveal(page)
    assert [made.get_attribute("data-rating") for made in page.locator("[data-rating]").all()] == ["1", "3"]
    page.keyboard.press("2")
    expect(page.locator("[data-rating]").first).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".sl-drill-said")).to_contain_text("Again")
    reload(page)
    reveal(page)
    expect(page.locator("[data-rating]")).to_have_count(2)


def test_an_answer_can_be_taken_back_as_often_as_there_are_answers(open_page) -> None:
    page = begin(open_page)
    first = front(page).inner_text()
    rate(page, "4")
    second = front(page).inner_text()
    rate(page, "1")
    page.keyboard.press("u")
    expect(front(page)).to_have_text(second)
    page.get_by_role("button", name="Undo").click()
    expect(front(page)).to_have_text(first)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    assert counts(page) == "15 new"
    page.reload()
    expect(page.get_by_role("button", name="Start")).to_be_visible()  # as if there had been no answer


def test_a_suspended_card_is_not_asked_until_that_is_undone(open_page) -> None:
    page = begin(open_page)
    first = front(page).inner_text()
    page.keyboard.press("s")
    expect(front(page)).not_to_have_text(first)
    page.keyboard.press("u")
    expect(front(page)).to_have_text(first)
    page.keyboard.press("s")
    rate(page, "4")
    reload(page)
    expect(front(page)).not_to_have_text(first)


def test_marked_cards_can_be_drilled_alone(open_page) -> None:
    page = begin(open_page)
    rate(page, "4")
    first = front(page).inner_text()
    page.keyboard.press("m")
    expect(page.locator(".sl-marked")).to_be_visible()
    page.locator("summary", has_text="Filters and settings").click()
    page.get_by_label("Only").select_option("marked")
    expect(front(page)).to_have_text(first)
    assert counts(page) == "1 new" and page.url.endswith("drill/?only=marked")
    page.locator(".sl-drill-stage").focus()
    page.keyboard.press("m")
    expect(page.locator(".sl-marked")).to_have_count(0)


def test_filters_are_kept_in_the_address(open_page) -> None:
    page = begin(open_page)
    rate(page, "4")
    page.locator("summary", has_text="Filters and settings").click()
    page.get_by_label("Component").select_option(label="Generative AI")
    expect(page.locator(".sl-origin")).to_contain_text("Generative AI")
    page.locator("select[name=level]").select_option(label="Senior")
    page.get_by_label("Part of a plan").select_option("8-week/week-01")
    page.wait_for_url(re.compile(r"\?component=genai&level=senior&slice=8-week/week-01$"))
    page.get_by_label("Part of a plan").select_option("")
    shown = front(page).inner_text()
    reload(page)
    expect(front(page)).to_have_text(shown)
    expect(page.locator(".sl-origin")).to_contain_text("Senior")


def test_a_page_is_drilled_from_its_end(open_page) -> None:
    page = open_page("questions/metrics/")
    page.get_by_role("link", name="Drill this page").click()
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".sl-origin")).to_contain_text("Metrics")
    page.locator("summary", has_text="Filters and settings").click()
    expect(page.locator("select[name=page]")).to_have_value("questions/metrics/")


def test_the_cards_of_a_page_are_added_and_taken_out_again(open_page) -> None:
    page = open_page("guides/design-clock/")
    page.get_by_role("button", name="Add to my drill").click()
    expect(page.locator("[data-sl-collected]")).to_contain_text(re.compile(r"Added: \d+ cards"))
    added = re.search(r"\d+", page.locator("[data-sl-collected]").inner_text())
    assert added
    drill = page.context.new_page()
    drill.goto(page.url.replace("guides/design-clock/", "drill/?only=added"))
    drill.get_by_role("button", name="Start").click()
    assert counts(drill) == f"{added[0]} new"
    page.get_by_role("button", name="Take out of my drill").click()
    expect(page.locator("[data-sl-collected]")).to_contain_text("Taken out")
    expect(drill.locator(".sl-counts-left")).to_have_text("1 new")  # what is shown stays


def test_an_answer_given_aloud_is_timed_ticked_and_a_rating_suggested(open_page) -> None:
    page = open_page("notices/")
    address = page.url.replace("notices/", f"drill/{QUESTIONS}")
    page.goto("about:blank")  # a clock that is put into a page at work leaves it timers that it cannot stop
    page.clock.install(time=MORNING)
    page.goto(address)
    page.get_by_role("button", name="Start").click()
    question(page)
    page.clock.run_for(2000)
    page.wait_for_function("() => 'document$' in globalThis")  # the theme comes when there is time, and the clock below makes that jump
    assert seconds(page) < 60
    page.clock.run_for(61_000)
    page.get_by_role("button", name="Pause").click()
    before = seconds(page)
    assert before >= 61
    page.clock.run_for(60_000)
    assert seconds(page) == before
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(2000)
    assert before < seconds(page) < before + 30
    page.get_by_role("button", name="Done").click()
    boxes = page.locator(".sl-points input")
    assert boxes.count() >= 4
    expect(page.locator(".sl-suggested")).to_have_count(0)
    boxes.first.check()
    expect(page.locator(".sl-suggested")).to_have_attribute("data-rating", "1")
    for box in boxes.all():
        box.check()
    expect(page.locator(".sl-suggested")).to_have_attribute("data-rating", "4")
    expect(page.locator(".sl-drill-said")).to_contain_text("Easy is suggested")
    page.keyboard.press("2")
    expect(page.locator(".sl-drill-said")).to_contain_text("Hard")
    kept(page, 1)
    took = re.search(r'"took":(\d+)', page.evaluate(LOG, "/"))
    assert took and 62_000 <= int(took[1]) < 62_000 + 60_000  # the pause is no part of it


def test_blanks_are_named_and_filled_in_their_place(open_page) -> None:
    page = begin(open_page, "?topic=coding-steps")
    assert page.locator(".sl-drill-face [aria-label=blank]").count() == 3
    reveal(page)
    expect(page.locator(".sl-answer mark")).to_have_count(3)
    expect(page.locator(".sl-drill-face")).to_have_count(0)


def test_links_of_a_card_lead_where_they_lead_on_its_page(open_page, built_site) -> None:
    page = begin(open_page, "?topic=project-deep-dive", under=True)
    for _ in range(60):
        if page.locator(".sl-answer a[href*='#proj-data-problem']").count():
            break
        if page.locator("[data-rating]").count():
            page.keyboard.press("4")
            page.wait_for_function("() => !document.querySelector('[data-rating]')")
        if ended(page):
            page.get_by_role("button", name="more new").click()
        reveal(page)
    link = page.locator(".sl-answer a[href*='#proj-data-problem']").first
    assert link.get_attribute("href") == f"{built_site.under}questions/project-deep-dive/#proj-data-problem"


def test_what_another_tab_answered_does_not_come_again_and_nothing_is_lost(open_page) -> None:
    page = begin(open_page)
    other = page.context.new_page()
    rate(page, "4")
    other.goto(page.url)
    shown = front(other).inner_text()
    rate(page, "4")
    rate(page, "4")
    expect(other.locator(".sl-counts-left")).to_have_text("1 due, 12 new")  # the shown card, and those that nobody answered
    expect(front(other)).to_have_text(shown)
    rate(other, "1")
    expect(front(other)).to_have_text(front(page).inner_text())
    reload(page)
    assert page.evaluate(LOG, "/").count('"type":"review"') == 4


def test_an_erased_log_in_another_tab_begins_anew(open_page) -> None:
    page = begin(open_page)
    rate(page, "4")
    rate(page, "4")
    page.evaluate("path => { const c = new BroadcastChannel(`studyloop ${path}`); c.postMessage({ changed: null }); c.close(); }", "/")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_nothing_that_was_rated_is_lost_when_the_browser_is_closed_in_mid_review(chromium, built_site, tmp_path: Path) -> None:
    flags = ["--disable-gpu", *(["--no-sandbox"] if is_root() else [])]

    def launch():
        return chromium.browser_type.launch_persistent_context(tmp_path / "profile", executable_path=str(find_chromium(os.environ)), args=flags, reduced_motion="reduce")

    context = launch()
    page = context.pages[0]
    page.goto(f"{built_site.url}drill/")
    page.get_by_role("button", name="Start").click()
    for _ in range(3):
        rate(page, "4")
    reveal(page)
    context.close()
    context = launch()
    page = context.pages[0]
    page.goto(f"{built_site.url}drill/")
    expect(front(page)).to_be_visible()
    expect(page.locator("[data-sl-kept]")).to_have_count(0)
    assert counts(page) == "12 new"
    context.close()


def test_cards_are_drilled_without_a_network(chromium, site_folder, tmp_path: Path) -> None:
    with host_copy(site_folder, tmp_path / "site") as host:
        context = chromium.new_context(reduced_motion="reduce")
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(f"{host.under}offline/")
        page.get_by_role("button", name="Keep everything").click()
        expect(page.locator("[data-sl-offline] [role=status]")).to_contain_text("Everything is kept on this device", timeout=30_000)
        host.down = True
        page.goto(f"{host.under}drill/")
        page.get_by_role("button", name="Start").click()
        for _ in range(4):
            rate(page, "4")
        reload(page)
        assert counts(page) == "11 new"
        context.close()


def test_a_first_week_keeps_to_its_cap_and_brings_back_what_is_due(open_page) -> None:
    page = open_page("drill/", timezone_id="UTC")
    page.clock.set_fixed_time(MORNING)
    page.reload()
    page.locator("summary", has_text="Filters and settings").click()
    page.get_by_label("new cards a day").fill("4")
    page.get_by_label("new cards a day").press("Enter")
    page.get_by_role("button", name="Start").click()
    fresh, due, reviews = [], [], 0
    for day in range(7):
        now = MORNING + datetime.timedelta(days=day)
        page.clock.set_fixed_time(now)
        if day:
            reload(page)
        told = Counter({kind: int(number) for number, kind in re.findall(r"(\d+) (\w+)", counts(page))})
        fresh.append(told["new"])
        due.append(told["due"])
        while not ended(page):
            now += datetime.timedelta(seconds=20)
            page.clock.set_fixed_time(now)
            rate(page)
            reviews += 1
        kept(page, reviews)
        expect(page.locator(".sl-ending")).to_contain_text("New cards wait for tomorrow.")
    assert fresh == [4] * 7
    assert due[0] == due[1] == 0 and sum(due) >= 8
    tomorrow = re.search(r"Tomorrow (\d+) cards? come", page.locator(".sl-next, .sl-drill-next").inner_text())
    assert tomorrow
    page.clock.set_fixed_time(MORNING + datetime.timedelta(days=7))
    reload(page)
    assert f"{tomorrow[1]} due" in counts(page)


def test_more_new_cards_than_the_cap_come_only_when_asked_for(open_page) -> None:
    page = begin(open_page, "?topic=metrics")
    page.locator("summary", has_text="Filters and settings").click()
    page.get_by_label("new cards a day").fill("1")
    page.get_by_label("new cards a day").press("Enter")
    page.locator(".sl-drill-stage").focus()
    while not ended(page):
        rate(page, "4")
    more = page.get_by_role("button", name="more new card")
    number = int(re.search(r"\d+", more.inner_text())[0])  # type: ignore[index]
    more.click()
    assert counts(page) == f"{number} new"


def test_a_backup_is_recalled_after_two_hundred_reviews(open_page) -> None:
    page = begin(open_page)
    reviews = [{"type": "review", "id": f"r{n}", "at": 1_700_000_000_000 + n * 60_000, "card": "not-there-any-more", "rating": 3, "took": 1000} for n in range(200)]
    page.evaluate("([path, keep]) => { const c = new BroadcastChannel(`studyloop ${path}`); c.postMessage({ keep }); c.close(); }", ["/", reviews])
    rate(page, "4")
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="End here").click()
    expect(page.locator(".sl-remind")).to_contain_text("201 reviews")
    assert page.get_by_role("link", name="Back them up").get_attribute("href").endswith("/progress/")  # type: ignore[union-attr]
    page.get_by_role("button", name="Go on").click()
    expect(front(page)).to_be_visible()


def test_where_storage_is_blocked_the_drill_works_and_says_what_that_means(open_page) -> None:
    page = open_page("drill/")
    page.add_init_script(BLOCKED)
    page.reload()
    expect(page.locator(".sl-trouble")).to_have_text("Your progress is kept only until you close this page, because this browser does not let the site keep anything.")
    page.get_by_role("button", name="Start").click()
    rate(page, "4")
    assert counts(page) == "14 new"


def test_cards_that_cannot_be_had_are_said_to_be_missing_and_passed_over(open_page) -> None:
    page = open_page("drill/?component=people")
    page.context.route("**/topics/*.json", lambda route: route.fulfill(json={"version": 1, "topic": "none", "cards": []}))
    page.reload()
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".sl-drill-stage")).to_contain_text("cannot be read now")
    before = page.locator(".sl-drill-stage").inner_text()
    page.get_by_role("button", name="Next card").click()
    expect(page.locator(".sl-drill-stage")).not_to_have_text(before)
    page.context.unroute("**/topics/*.json")


def test_a_card_its_answer_and_the_buttons_fit_a_small_phone(open_page) -> None:
    page = begin(open_page, width=360, height=640)
    tops = set()
    for _ in range(5):
        look = "() => { const box = document.querySelector('.sl-drill-bar-row').getBoundingClientRect(); return [scrollY, Math.round(box.top), box.bottom <= 640, box.height]; }"
        stage = "document.querySelector('.sl-drill-stage').getBoundingClientRect().bottom <= 560"
        scrolled, top, fits, height = page.evaluate(look)
        assert scrolled == 0 and fits and height >= 48 and page.evaluate(stage)
        tops.add(top)
        reveal(page)
        scrolled, top, fits, height = page.evaluate(look)
        assert scrolled == 0 and fits and height >= 48
        assert all(made.bounding_box()["height"] >= 48 for made in page.locator("[data-rating]").all())  # type: ignore[index]
        tops.add(top)
        page.keyboard.press("4")
        page.wait_for_function("() => !document.querySelector('[data-rating]')")
    assert len(tops) == 1  # nothing jumps under the thumb
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_no_wake_lock_outlasts_the_sitting(open_page) -> None:
    page = open_page("drill/?topic=coding-steps")
    page.add_init_script(
        """window.held = 0; Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => { held++;
        const lock = new EventTarget(); lock.release = async () => { held--; lock.dispatchEvent(new Event('release')); }; return lock; } } });"""
    )
    page.reload()
    page.get_by_role("button", name="Start").click()
    page.wait_for_function("() => held === 1")
    rate(page, "4")
    assert page.evaluate("held") == 1
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="End here").click()
    page.wait_for_function("() => held === 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_any_step(open_page, scheme: str) -> None:
    page = open_page(f"drill/{QUESTIONS}", scheme=scheme, width=360, height=640)
    found = {"start": run_axe(page)}
    page.get_by_role("button", name="Start").click()
    question(page)
    page.locator("summary", has_text="More").click()
    found["front"] = run_axe(page)
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="Done").click()
    page.locator(".sl-points input").first.check()
    page.evaluate("document.querySelectorAll('.sl-answer details, .sl-drill-panel').forEach(fold => fold.open = true)")
    found["answer"] = run_axe(page)
    page.get_by_role("button", name="Again").click()
    page.keyboard.press("?")
    found["keys"] = run_axe(page)
    page.keyboard.press("Escape")
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="End here").click()
    found["end"] = run_axe(page)
    assert found == {step: [] for step in found}


def test_without_a_script_the_page_says_where_the_cards_are(chromium, built_site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.url}drill/")
    expect(page.get_by_role("link", name="Anki decks").last).to_be_visible()
    page.goto(f"{built_site.url}questions/metrics/")
    expect(page.get_by_role("link", name="Drill this page")).to_be_visible()
    expect(page.get_by_role("button", name="Add to my drill")).to_be_hidden()
    context.close()


# What the worker answers cannot be held back.
_WITHOUT_WORKER = "async () => { for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister() }"


def test_the_card_that_was_left_stands_there_before_anything_else_is_read(open_page) -> None:
    page = open_page("drill/")
    page.get_by_role("button", name="Start").click()
    rate(page)
    expect(page.locator(".sl-drill-face")).to_be_visible()
    front = page.locator(".sl-drill-face").inner_text()
    kept(page, 1)
    page.evaluate(_WITHOUT_WORKER)
    # Neither the cards nor the drill's own code can be had: what is shown was kept.
    page.route("**/assets/data/**", lambda route: None)
    page.goto("about:blank")
    page.go_back(wait_until="commit")
    expect(page.locator("[data-sl-kept]").first).to_be_attached()
    expect(page.locator(".sl-drill-face")).to_have_text(front)
    page.get_by_role("button", name="Show answer").click()  # pressed too early is not pressed in vain
    page.unroute_all()
    page.reload()
    expect(page.locator("[data-sl-kept]")).to_have_count(0)
    expect(page.locator(".sl-drill-face")).to_have_text(front)


def test_what_is_pressed_before_the_drill_is_there_is_done_when_it_is(open_page) -> None:
    page = open_page("drill/")
    page.get_by_role("button", name="Start").click()
    rate(page)
    kept(page, 1)
    page.evaluate(_WITHOUT_WORKER)
    held = []
    page.route("**/assets/data/index.json", lambda route: held.append(route))
    page.reload(wait_until="commit")
    expect(page.locator("[data-sl-kept]").first).to_be_attached()
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('[data-sl-kept]').dataset.pressed === ''")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator("[data-rating]").first).to_be_visible()


def test_an_answer_is_not_lost_when_the_page_is_torn_down_at_once(open_page) -> None:
    page = open_page("drill/")
    page.get_by_role("button", name="Start").click()
    reveal(page)
    # The rating and the end of the page in one turn: the database never hears of it from this page.
    page.evaluate("() => { document.querySelector('[data-rating=\"3\"]').click(); location.href = 'about:blank'; }")
    page.wait_for_url("about:blank")
    page.go_back()
    kept(page, 1)


def test_erasing_takes_along_the_desk_that_was_left(open_page) -> None:
    page = open_page("drill/")
    page.get_by_role("button", name="Start").click()
    rate(page)
    kept(page, 1)
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.endsWith(' desk'))")
    page.goto(page.url.replace("/drill/", "/progress/"))
    page.locator("#sl-erase > summary").click()
    page.get_by_label("Type the word").fill("erase")
    page.locator("#sl-erase").get_by_role("button", name="Erase everything").click()
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('studyloop '))")
