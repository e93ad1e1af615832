"""A plan spread over more weeks keeps every period, in order, and its hours."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyloop.plan import Period, Plan, Task
from studyloop.plan.schedule import stretch_plan


def plan(minutes: list[int]) -> Plan:
    periods = tuple(Period(n, f"Week {n}", f"week-{n:02}", "", "", "", (Task("", m, ()),)) for n, m in enumerate(minutes, 1))
    return Plan("p", PurePosixPath("plans/p.md"), "P", "", 1, "week", (1, 2), (), periods)


@settings(derandomize=True, deadline=None, database=None)
@given(st.lists(st.integers(1, 1200), min_size=1, max_size=16), st.integers(1, 40))
def test_every_period_has_a_span_and_the_spans_cover_every_week_in_order(minutes, weeks):
    spread = stretch_plan(plan(minutes), weeks)
    assert len(spread.spans) == len(minutes)
    assert all(first <= last for first, last in spread.spans)
    assert list(spread.spans) == sorted(spread.spans)
    assert {week for first, last in spread.spans for week in range(first, last + 1)} == set(range(1, weeks + 1))
    assert spread.hours_a_week * weeks * 60 == pytest.approx(sum(minutes))


def test_fewer_than_one_week_is_refused():
    with pytest.raises(ValueError, match="at least one week"):
        stretch_plan(plan([1]), 0)
