"""What plans and the curriculum say once they are read: order, names, sums, tags, targets."""

from __future__ import annotations

from pathlib import Path

from studyloop.library import check_content
from studyloop.plan.targets import find_targets, plan_tags

GOOD = Path(__file__).parents[1] / "bank" / "good"
BANK, PLANS = check_content(GOOD).bank, check_content(GOOD).plans
REAL_CHECKED = check_content(Path(__file__).parents[2] / "content")
REAL_BANK, REAL = REAL_CHECKED.bank, REAL_CHECKED.plans


def test_a_period_is_named_and_its_minutes_are_the_sum_of_its_tasks():
    (plan,) = PLANS.plans
    (week,) = plan.periods
    assert (week.name, week.slug, week.minutes, plan.minutes) == ("Week 1", "week-01", 60, 60)


def test_pairs_of_days_are_named_by_both_days():
    (days,) = [plan for plan in REAL.plans if plan.unit == "days"]
    assert [(period.name, period.slug) for period in days.periods][:2] == [("Days 1-2", "days-01-02"), ("Days 3-4", "days-03-04")]


def test_a_task_tags_the_cards_of_what_it_links_to():
    tags = plan_tags(PLANS.plans, find_targets(BANK))
    assert set(tags) == {"recall-gap", "recall-denominator", "recall-ratio", "recall-everything", "clock-first-card"}
    assert set(tags.values()) == {("plan::short::week-01",)}


def test_a_row_without_points_is_open():
    assert [row.id for row in PLANS.curriculum.open_rows] == ["row-open"]


def test_every_plan_keeps_the_hours_it_promises():
    for plan in REAL.plans:
        for period in plan.periods:
            assert plan.hours[0] * 60 <= period.minutes <= plan.hours[1] * 60, f"{plan.id}: {period.name}"


def test_every_id_has_one_target_with_an_address():
    targets = find_targets(REAL_BANK)
    assert len(targets.ids) == len(set(targets.ids))
    assert all(targets[ident].href.startswith("sl:/") and targets[ident].title for ident in targets.ids)


def test_an_author_says_which_tasks_go_last_when_time_is_short():
    for plan in REAL.plans:
        tasks = [task for period in plan.periods for task in period.tasks]
        kept = sum(task.minutes for task in tasks if task.keep)
        assert 0 < kept < sum(task.minutes for task in tasks) / 2, f"{plan.id}: if most is kept, nothing is"
