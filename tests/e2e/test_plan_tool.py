"""A plan on dates, as a learner follows it: start, ticks, days off, missed days, calendar."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from e2e_help import open_details, run_axe
from learner_help import TODAY, come_back, plans, said, visit
from playwright.sync_api import Page, expect

PLAN = "plans/8-week/"
MONDAY = dt.date(2026, 11, 23)
THREE_DAYS = dt.timedelta(days=3)
DATABASES = "indexedDB.databases().then(found => found.map(({ name }) => name))"


def _open_form(page: Page) -> None:
    page.locator("#sl-follow > summary").click()


def _follow(page: Page, *, start: dt.date | None = None, interview: dt.date | None = None, hours: int | None = None, off: str = "") -> None:
    _open_form(page)
    if start:
        page.locator("#sl-start").fill(str(start))
    if interview:
        page.locator("#sl-interview").fill(str(interview))
    if hours:
        page.locator("#sl-hours").fill(str(hours))
    for weekday in off:
        page.locator(f"#sl-off-{weekday}").check()
    page.get_by_role("button", name="Follow this plan").click()
    expect(page.locator("#sl-today")).to_be_visible()


def _calendar(page: Page) -> list[icalendar.Event]:
    page.locator("#sl-calendar").evaluate("fold => fold.open = true")
    with page.expect_download() as caught:
        page.locator("#sl-ics").click()
    assert caught.value.suggested_filename == "8-week.ics"
    calendar = icalendar.Calendar.from_ical(caught.value.path().read_bytes())
    assert calendar.errors == []
    return list(calendar.walk("VEVENT"))


def _days(page: Page) -> list[dt.date]:
    return [event.decoded("DTSTART") for event in _calendar(page)]


def _minutes(plan: dict) -> int:
    return sum(task["minutes"] for period in plan["periods"] for task in period["tasks"])


def _texts(plan: dict) -> list[str]:
    return [task["text"] for period in plan["periods"] for task in period["tasks"]]


def test_a_plan_followed_from_a_day_leaves_out_the_days_off_and_holds_every_task(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PLAN)
    _follow(page, start=MONDAY, off="0")
    days = _days(page)
    assert days[0] == MONDAY
    assert not [day for day in days if day.weekday() == 6]
    assert len(days) == len(set(days)) == 48
    plan = plans(built_site.folder)["8-week"]
    shown = page.locator('[id^="sl-week-"] .sl-ticked label').all_text_contents()
    assert set(shown) == set(_texts(plan))
    today = page.locator("#sl-today")
    expect(today).to_contain_text("25 November 2026")
    expect(said(page)).to_contain_text("From 23 November 2026")


def test_worked_back_from_an_interview_the_last_day_of_study_is_the_day_before(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PLAN)
    _follow(page, interview=dt.date(2027, 2, 10), off="06")
    days = _days(page)
    assert days[-1] == dt.date(2027, 2, 9)
    assert days[0] > TODAY
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}
    come_back(page, TODAY + THREE_DAYS)
    assert _days(page) == days  # the start does not move on with the days


@pytest.mark.parametrize(("hours", "weeks"), [(17, 12), (13, 16)])
def test_fewer_hours_a_week_stretch_eight_weeks(open_page, built_site, hours: int, weeks: int) -> None:
    page = visit(open_page, built_site.url, PLAN)
    _open_form(page)
    expect(page.locator("#sl-hours-hint")).to_contain_text(f"{weeks} weeks need {hours} hours a week")
    page.locator("#sl-follow > summary").click()
    _follow(page, start=MONDAY, hours=hours)
    days = _days(page)
    assert weeks - 1 < ((days[-1] - MONDAY).days + 1) / 7 <= weeks


def test_a_tick_stays_counts_and_shows_in_another_tab_and_at_home(open_page, built_site) -> None:
    page = visit(open_page, built_site.under, PLAN)
    _follow(page, start=TODAY)
    other = page.context.new_page()
    other.goto(built_site.under + PLAN)
    task = plans(built_site.folder)["8-week"]["periods"][0]["tasks"][0]
    own = page.locator(f'[data-sl-task="{task["key"]}"] input')
    there = other.locator(f'[data-sl-task="{task["key"]}"] input')
    expect(there).not_to_be_checked()
    page.locator(f'[id="sl-today-{task["key"]}"]').check()
    expect(own).to_be_checked()
    expect(there).to_be_checked()
    expect(page.locator(".sl-bars")).to_contain_text("Done: 2 h, 1 task")
    page.reload()
    expect(own).to_be_checked()
    own.uncheck()
    expect(there).not_to_be_checked()
    expect(page.locator(".sl-bars")).to_contain_text("Done: 0 min, 0 tasks")
    page.goto(built_site.under)
    box = page.locator('[data-sl-today]')
    expect(box).to_contain_text(task["text"])
    box.get_by_role("checkbox").first.check()
    expect(there).to_be_checked()


def test_missed_days_show_what_moves_and_what_is_left_out_before_they_are_kept_and_can_be_taken_back(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PLAN, MONDAY)
    _follow(page, interview=dt.date(2027, 1, 18), hours=25)
    expect(page.locator("#sl-dropped")).to_have_count(0)
    before = _days(page)
    missed = [day for day in before if day < dt.date(2026, 11, 26)]
    assert missed

    come_back(page, MONDAY + THREE_DAYS)
    expect(page.locator("#sl-today")).to_contain_text("26 November 2026")
    expect(page.locator("#sl-late summary")).to_contain_text("of earlier days are open")
    page.get_by_role("button", name="I missed days").click()
    panel = page.locator("#sl-missed")
    expect(panel).to_contain_text("to leave out")
    promised = panel.locator("> p").inner_text().replace("to leave out", "left out").replace("to move", "moved")
    assert _days(page) == before  # nothing is kept yet
    panel.get_by_role("button", name="Leave it").click()
    expect(panel).to_have_count(0)

    page.get_by_role("button", name="I missed days").click()
    panel.get_by_role("button", name="Move them").click()
    expect(said(page)).to_have_text(promised)
    after = _days(page)
    assert [day for day in after if day < dt.date(2026, 11, 26)] == missed
    assert after[-1] < dt.date(2027, 1, 18)
    plan = plans(built_site.folder)["8-week"]
    left_out = page.locator("#sl-dropped li").evaluate_all("items => items.map(item => item.firstChild.textContent.trim())")
    assert left_out
    tasks = {task["text"]: task for period in plan["periods"] for task in period["tasks"]}
    assert all(text in promised for text in left_out)
    # No more is left out than the missed days held, up to one task.
    assert 0 < sum(tasks[text]["minutes"] for text in left_out) <= len(missed) * 25 * 60 / 7 + 60
    expect(page.locator("#sl-late")).to_have_count(0)

    page.get_by_role("button", name="Take the last move back").click()
    expect(said(page)).to_contain_text("as they were")
    assert _days(page) == before


def test_the_calendar_file_has_an_event_a_day_with_its_tasks_and_keeps_its_names_when_dates_change(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PLAN)
    _follow(page, start=MONDAY, off="0")
    events = _calendar(page)
    names = [str(event["UID"]) for event in events]
    assert len(set(names)) == len(names)
    plan = plans(built_site.folder)["8-week"]
    described = "\n".join(str(event["DESCRIPTION"]) for event in events)
    assert all(text in described for text in _texts(plan))
    assert str(events[0]["URL"]) == built_site.url + PLAN
    page.locator("#sl-time").fill("18:30")
    timed = _calendar(page)
    assert [str(event["UID"]) for event in timed] == names
    begin = timed[0].decoded("DTSTART")
    assert begin == dt.datetime(2026, 11, 23, 17, 30, tzinfo=dt.UTC)  # half past six in the learner's zone
    assert sum((event.decoded("DTEND") - event.decoded("DTSTART")).total_seconds() for event in timed) == 60 * _minutes(plan)


def test_who_stops_following_keeps_the_ticks(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PLAN)
    _follow(page, start=TODAY)
    page.locator(".sl-tasks input").first.check()
    page.locator("#sl-dates").evaluate("fold => fold.open = true")
    page.get_by_role("button", name="Stop following").click()
    expect(said(page)).to_contain_text("no longer follow")
    expect(page.locator("#sl-today")).to_have_count(0)
    expect(page.locator(".sl-tasks input").first).to_be_checked()
    page.goto(built_site.url + "plans/2-week/")
    expect(page.locator("#sl-follow")).not_to_contain_text("another plan")


def test_without_a_script_the_whole_plan_stands_there(open_page, built_site) -> None:
    page = open_page(PLAN, java_script_enabled=False)
    plan = plans(built_site.folder)["8-week"]
    assert page.locator(".sl-tasks > li > span:first-child").all_text_contents() == _texts(plan)
    assert page.locator(".sl-tasks input").count() == 0
    assert page.locator('[data-sl-tool="plan"]').bounding_box()["height"] == 0


def test_the_boxes_of_a_plan_move_nothing_when_they_come(open_page, built_site) -> None:
    bare = open_page(PLAN, width=360, java_script_enabled=False)
    page = open_page(PLAN, width=360)
    expect(page.locator(".sl-tasks input").first).to_be_visible()
    heights = "lists => lists.map(list => list.getBoundingClientRect().height)"
    assert page.locator(".sl-tasks").evaluate_all(heights) == bare.locator(".sl-tasks").evaluate_all(heights)


def test_a_newcomers_home_page_has_no_box_and_keeps_nothing(open_page, built_site) -> None:
    page = open_page()
    page.wait_for_load_state("networkidle")
    box = page.locator('[data-sl-today]')
    assert box.bounding_box()["height"] == 0
    assert page.evaluate(DATABASES) == []


def tab_to(page: Page, kind: str) -> None:
    """Tab on to the next control of a kind; no more than thirty stops."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == kind:
            return
    pytest.fail(f"no {kind} within thirty stops")


def test_a_plan_is_followed_and_ticked_by_keyboard_alone(open_page, built_site) -> None:
    page = visit(open_page, built_site.url, PLAN)
    page.locator("#sl-follow > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#sl-from-start")).to_be_focused()
    tab_to(page, "submit")
    page.keyboard.press("Enter")
    expect(page.locator("#sl-today")).to_be_visible()
    tab_to(page, "checkbox")
    page.keyboard.press("Space")
    expect(page.locator(":focus")).to_be_checked()
    expect(page.locator(".sl-bars")).to_contain_text("1 task")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_phone(open_page, built_site, scheme: str) -> None:
    page = visit(open_page, built_site.url, PLAN, scheme=scheme, width=360, height=640)
    _follow(page, start=MONDAY, interview=dt.date(2026, 12, 20))
    page.get_by_role("button", name="I missed days").click()
    open_details(page)
    assert run_axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    page.goto(built_site.url)
    expect(page.locator("#sl-today")).to_be_visible()
    assert run_axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
