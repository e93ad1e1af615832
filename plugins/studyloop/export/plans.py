"""The plans as the browser's planner needs them: tasks with keys that ticks hang on, and the cards of each period. Pure.

What must not live here: dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from studyloop.bank.positions import study_positions
from studyloop.bank.titles import plain_title
from studyloop.library import Library
from studyloop.plan.keys import task_keys
from studyloop.plan.model import Plan, Task
from studyloop.plan.targets import Targets

VERSION = 1


def slices_of_cards(library: Library) -> dict[str, tuple[str, ...]]:
    """For each card's identity the plan slices it belongs to, such as ``8-week/week-01``, sorted."""
    slices = {plan.tag(period): f"{plan.id}/{period.slug}" for plan in library.plans.plans for period in plan.periods}
    return {identity: tuple(sorted(slices[tag] for tag in tags)) for identity, tags in library.plan_tags.items()}


def plans_file(library: Library, page_url: Callable[[str], str]) -> dict[str, Any]:
    """What ``plans.schema.json`` describes; plans in their order, a period's cards in study order."""
    positions = study_positions(library.bank)
    cards: dict[str, list[str]] = {}
    for identity in sorted(library.plan_tags, key=positions.__getitem__):
        for tag in library.plan_tags[identity]:
            cards.setdefault(tag, []).append(identity)
    plans = [
        {
            "id": plan.id,
            "title": plan.title,
            "summary": plan.summary,
            "page": page_url(f"/{plan.path}"),
            "unit": plan.unit,
            "hours": list(plan.hours),
            "stretch": list(plan.stretch),
            "periods": _periods(plan, cards, library.targets, page_url),
        }
        for plan in library.plans.plans
    ]
    return {"version": VERSION, "plans": plans}


def _periods(
    plan: Plan, cards: dict[str, list[str]], targets: Targets, page_url: Callable[[str], str]
) -> list[dict[str, Any]]:
    keys = task_keys(plan, targets)
    return [
        {
            "slug": period.slug,
            "name": period.name,
            "title": period.title,
            "focus": period.focus,
            "output": period.output,
            "tasks": [_task(task, keys[period.slug, at], targets, page_url) for at, task in enumerate(period.tasks)],
            "cards": cards.get(plan.tag(period), []),
        }
        for period in plan.periods
    ]


def _task(task: Task, key: str, targets: Targets, page_url: Callable[[str], str]) -> dict[str, Any]:
    linked = [targets[link] for link in task.links]
    links = [
        {"title": plain_title(target.title), "page": page_url(target.href.removeprefix("sl:"))} for target in linked
    ]
    kind = "kept" if task.keep else _kind(target.noun for target in linked)
    return {"key": key, "text": task.do, "minutes": task.minutes, "kind": kind, "links": links}


def _kind(nouns: Iterable[str]) -> str:
    """``cards`` with a question, topic or card among the links, ``reading`` with only guides, ``own`` with none."""
    found = set(nouns)
    if not found:
        return "own"
    return "reading" if found <= {"guide", "section"} else "cards"
