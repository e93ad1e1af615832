"""The calendar the browser makes of a plan, read by an independent reader of RFC 5545: ``icalendar``."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from studyloop import node as tools
from studyloop.export.plans import plans_file
from studyloop.library import open_library

STAMP = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
NAME = "Interview, soon; really"
EVENING = 19 * 60 + 30
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC"]
# Clocks are set in spring and in autumn within these; the third holds a leap day.
STARTS = ["2026-03-02", "2026-10-12", "2028-02-21"]


def milliseconds(when: datetime) -> int:
    return round(when.timestamp() * 1000)


@pytest.fixture(scope="module")
def plans():
    """The site's own plans, and one whose words are hard on a calendar."""
    library = open_library(tools.ROOT / "content", {"SOURCE_DATE_EPOCH": "0"})
    own = plans_file(library, lambda path: path.strip("/"))["plans"]
    words = [
        "Commas, semicolons; back\\slashes: and \"quotes\"",
        "Zeilen\nund noch eine, " + "überlang und voller Wörter → " * 9,
        "👩🏽‍💻 " * 40,
        "BEGIN:VEVENT\r\nUID:stolen",
    ]
    tasks = [
        {"key": f"hard/{at}", "text": text, "minutes": 60 + at, "kind": "own", "links": []} for at, text in enumerate(words)
    ]
    hard = own[0] | {"id": "hard", "unit": "days", "periods": [own[0]["periods"][0] | {"tasks": tasks}]}
    return [*own, hard]


def calendars(cases: list[dict]) -> list[dict]:
    """What the browser makes of each case: its sessions, and the calendar's text."""
    node = tools.find_node()
    tools.install(tools.SOURCE, tools.ROOT / ".cache" / "node", print, node)
    program = [str(node.node), str(tools.SOURCE / "tests" / "calendars.ts")]
    done = subprocess.run(program, input=json.dumps(cases), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def case(plan: dict, start: str = STARTS[0], zone: str | None = None, stamp: datetime = STAMP, resumed: tuple = ()) -> dict:
    return {
        "plan": plan,
        "choice": {
            "start": start,
            "interview": None,
            "hoursPerWeek": 0,
            "daysOff": "0",
            "today": start,
            "resumed": list(resumed),
        },
        "options": {
            "stamp": milliseconds(stamp),
            "name": NAME,
            "uidHost": "example.org",
            "time": zone and {"minutes": EVENING, "zone": zone},
            "url": "https://example.org/prep/plans/?a=1,2;b",
        },
    }


@pytest.fixture(scope="module")
def made(plans):
    """Every plan, start and zone (none: events of a whole day) with the sessions and the calendar as it was read."""
    asked = list(product(plans, STARTS, [None, *ZONES]))
    answers = calendars([case(*each) for each in asked])
    return [
        (*each, answer["sessions"], Calendar.from_ical(answer["calendar"]))
        for each, answer in zip(asked, answers, strict=True)
    ]


def test_the_reader_finds_no_fault_in_any_calendar(made):
    for *_, calendar in made:
        assert calendar.errors == []
        assert all(event.errors == [] for event in calendar.walk("VEVENT"))
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"] == "-//Studyloop//Plan//EN"


def test_there_is_one_event_a_session_each_with_its_own_id(made):
    for *_, sessions, calendar in made:
        ids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
        assert len(ids) == len(set(ids)) == len(sessions) > 0
        assert len(calendar.subcomponents) == len(sessions)


def test_whole_days_are_the_days_of_the_sessions(made):
    for _, _, zone, sessions, calendar in made:
        if zone is None:
            days = [date.fromisoformat(session["day"]) for session in sessions]
            assert [event.decoded("DTSTART") for event in calendar.walk("VEVENT")] == days
            assert [event.decoded("DTEND") for event in calendar.walk("VEVENT")] == [day + timedelta(days=1) for day in days]


def test_timed_events_begin_at_half_past_seven_by_the_clock_there_and_last_as_long_as_their_session(made):
    for _, _, zone, sessions, calendar in made:
        for session, event in zip(sessions, calendar.walk("VEVENT"), strict=True):
            if zone is not None:
                start = event.decoded("DTSTART")
                local = start.astimezone(ZoneInfo(zone))
                assert (local.date().isoformat(), local.hour, local.minute) == (session["day"], 19, 30)
                assert event.decoded("DTEND") - start == timedelta(minutes=session["minutes"])


def test_every_task_is_told_in_full_whatever_its_words(made):
    for *_, sessions, calendar in made:
        for session, event in zip(sessions, calendar.walk("VEVENT"), strict=True):
            text = str(event["DESCRIPTION"])
            assert str(event["SUMMARY"]).startswith(f"{NAME}: ")
            for piece in session["tasks"]:
                assert piece["task"]["text"].replace("\r\n", "\n") in text
            assert event["URL"] == "https://example.org/prep/plans/?a=1,2;b"
            assert event.decoded("DTSTAMP") == STAMP


def test_a_second_export_has_the_ids_of_the_first_also_after_planning_anew(plans):
    later = STAMP + timedelta(days=9)
    moved = [{"at": milliseconds(later), "day": "2026-03-11"}]
    for plan in plans[:2]:
        first, second, anew = (
            [str(event["UID"]) for event in Calendar.from_ical(answer["calendar"]).walk("VEVENT")]
            for answer in calendars([case(plan), case(plan, stamp=later), case(plan, stamp=later, resumed=moved)])
        )
        assert first == second == anew[: len(first)]
        assert len(anew) > len(first), "the days that were missed come at the end"


def test_the_same_plan_and_stamp_give_the_same_bytes(plans):
    once, again = calendars([case(plans[0], zone="Europe/Berlin")] * 2)
    assert once == again
