"""The plans in the browser's data: ticks hang on a task's key, so the key must outlive edits of the plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from packed_index import cards_of

from studyloop.addresses import site_path
from studyloop.export import make_data_files
from studyloop.plan.keys import task_keys
from studyloop.library import open_library
from studyloop.plan.model import Period, Plan, Task
from studyloop.plan.targets import Target, Targets

ROOT = Path(__file__).parents[2]
READ = Task("Read the clock again and again.", 60, ("clock",))
ASK = Task("Answer both aloud.", 90, ("renamed", "metrics"))
MATHS = Task("Weekly maths: derivatives, on paper.", 60, ())
CARDS = Task("Daily cards, and a debrief.", 30, ())
TARGETS = Targets(
    {
        "clock": Target("clock", "The clock", "guide", PurePosixPath("guides/clock.md"), "", ("clock-card",)),
        "renamed": Target("renamed", "Why?", "question", PurePosixPath("questions/a.md"), "renamed", ("first-id", "its-card")),
        "first-id": Target("first-id", "Why?", "question", PurePosixPath("questions/a.md"), "first-id", ("first-id", "its-card")),
        "metrics": Target("metrics", "Metrics", "topic", PurePosixPath("questions/metrics.md")),
    }
)


def plan(*weeks: tuple[Task, ...]) -> Plan:
    periods = tuple(Period(n, f"Week {n}", f"week-{n:02}", "Title", "Focus", "Output", tasks) for n, tasks in enumerate(weeks, 1))
    return Plan("short", PurePosixPath("plans/short.md"), "Short", "One.", 1, "week", (1, 2), (), periods)


def keys(*weeks: tuple[Task, ...]) -> dict[Task, str]:
    made = task_keys(plan(*weeks), TARGETS)
    return {task: made[f"week-{n:02}", at] for n, tasks in enumerate(weeks, 1) for at, task in enumerate(tasks)}


BEFORE = keys((READ, MATHS, CARDS), (ASK,))


def test_a_key_names_the_plan_and_what_is_done():
    assert BEFORE == {READ: "short/clock", MATHS: "short/week-01/weekly-maths", CARDS: "short/week-01/daily-cards", ASK: "short/first-id"}


def test_a_task_keeps_its_key_in_another_order_and_beside_new_ones():
    new = Task("Rest a day.", 60, ())
    after = keys((new, CARDS, READ, MATHS), (ASK,))
    assert {task: after[task] for task in BEFORE} == BEFORE


def test_a_task_with_links_keeps_its_key_in_another_week():
    assert keys((MATHS, CARDS), (), (READ, ASK))[READ] == BEFORE[READ]


@pytest.mark.parametrize(
    ("task", "edited"),
    [
        (READ, replace(READ, do="Something else altogether.", minutes=90)),
        (READ, replace(READ, links=("clock", "metrics"))),
        (ASK, replace(ASK, links=("first-id", "metrics"))),
        (MATHS, replace(MATHS, do="Weekly maths, with a pencil: integrals.", minutes=30)),
    ],
)
def test_a_task_keeps_its_key_when_it_is_reworded_and_when_what_it_links_to_is_renamed(task, edited):
    weeks = (READ, MATHS, CARDS), (ASK,)
    after = keys(*(tuple(edited if one is task else one for one in tasks) for tasks in weeks))
    assert after[edited] == BEFORE[task]


def test_no_two_tasks_of_a_plan_share_a_key_and_the_first_keeps_its_own():
    again = replace(READ, minutes=10)
    after = keys((READ, MATHS, replace(MATHS, minutes=5)), (again, replace(again, minutes=20)))
    assert list(after.values()) == ["short/clock", "short/week-01/weekly-maths", "short/week-01/weekly-maths~2", "short/clock~2", "short/clock~3"]


@pytest.fixture(scope="module")
def shipped():
    library = open_library(ROOT / "content", {"SOURCE_DATE_EPOCH": "0"})
    made = make_data_files(library, lambda fragment: fragment, site_path, None)
    return library, *(json.loads(file.text) for file in made[:2])


def test_the_shipped_plans_are_told_whole(shipped):
    library, _, file = shipped
    told = [[[(task["text"], task["minutes"]) for task in period["tasks"]] for period in plan["periods"]] for plan in file["plans"]]
    assert told == [[[(task.do, task.minutes) for task in period.tasks] for period in plan.periods] for plan in library.plans.plans]


def test_the_slices_of_the_index_and_the_cards_of_the_plans_say_the_same(shipped):
    _, index, file = shipped
    sliced = {f"{plan['id']}/{period['slug']}": period["cards"] for plan in file["plans"] for period in plan["periods"]}
    for name, cards in sliced.items():
        assert cards == [card["key"] for card in cards_of(index) if name in card["slices"]]
    assert {name for card in cards_of(index) for name in card["slices"]} == {name for name, cards in sliced.items() if cards}


def test_every_link_of_a_task_leads_to_what_it_names(shipped):
    library, _, file = shipped
    for plan, told in zip(library.plans.plans, file["plans"], strict=True):
        for period, shown in zip(plan.periods, told["periods"], strict=True):
            for task, entry in zip(period.tasks, shown["tasks"], strict=True):
                assert [link["page"] for link in entry["links"]] == [site_path(library.targets[i].href.removeprefix("sl:")) for i in task.links]


def test_a_task_is_kept_if_its_author_says_so_else_reading_with_guides_only_cards_with_any_question_and_own_without_links(shipped):
    library, _, file = shipped
    for plan, told in zip(library.plans.plans, file["plans"], strict=True):
        for task, entry in ((t, e) for p, s in zip(plan.periods, told["periods"], strict=True) for t, e in zip(p.tasks, s["tasks"], strict=True)):
            asks = any(library.targets[link].noun in ("question", "topic", "card") for link in task.links)
            assert entry["kind"] == ("kept" if task.keep else "cards" if asks else "reading" if task.links else "own")
