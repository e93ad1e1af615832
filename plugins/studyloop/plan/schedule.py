"""How a plan is spread over more weeks than it has. Pure arithmetic; dates come with the browser's plan tool."""

from __future__ import annotations

from dataclasses import dataclass

from studyloop.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Stretch:
    """A plan spread over ``weeks``: hours a week, and for each period the first and last calendar week."""

    weeks: int
    hours_a_week: float
    spans: tuple[tuple[int, int], ...]


def stretch_plan(plan: Plan, weeks: int) -> Stretch:
    """Spread the plan's periods evenly over ``weeks``. ``ValueError`` for fewer than one week."""
    if weeks < 1:
        raise ValueError("a plan needs at least one week")
    count = len(plan.periods)
    spans = []
    for index in range(count):
        first = index * weeks // count + 1
        last = max(first, -(-(index + 1) * weeks // count))
        spans.append((first, last))
    return Stretch(weeks, plan.minutes / 60 / weeks, tuple(spans))
