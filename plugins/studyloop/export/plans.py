"""The plans as the browser's planner needs them: tasks with keys that ticks hang on, and the cards of each period. Pure.

What must not live here: dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from studyloop.bank.positions import study_positions
from studyloop.bank.titles import plain_title
from studyloop.library import Library
from studyloop.plan.model import Period, Plan, Task
from studyloop.plan.targets import Targets

VERSION = 1
_WORD = re.compile(r"\w+")


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


def task_keys(plan: Plan, targets: Targets) -> dict[tuple[str, int], str]:
    """A key for each task, by its period's slug and its place in it from 0; unique within the plan.

    A task is known by the first thing it links to, under that thing's first id, wherever in the plan it stands; without
    links, by its period and its first two words. So rewording, reordering and other minutes leave it alone. Of tasks that
    share all this, the later ones are numbered.
    """
    seen: Counter[str] = Counter()
    keys: dict[tuple[str, int], str] = {}
    for period in plan.periods:
        for at, task in enumerate(period.tasks):
            name = _name(period, task, targets)
            seen[name] += 1
            # No id, slug or word holds a tilde: a numbered key is never another task's own.
            keys[period.slug, at] = f"{plan.id}/{name}" + (f"~{seen[name]}" if seen[name] > 1 else "")
    return keys


def _name(period: Period, task: Task, targets: Targets) -> str:
    if task.links:
        target = targets[task.links[0]]
        return target.identities[0] if target.noun in ("question", "card") else target.id
    words = _WORD.findall(task.do.casefold())
    return f"{period.slug}/{'-'.join(words[:2])}"


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
    return {"key": key, "text": task.do, "minutes": task.minutes, "kind": _kind(t.noun for t in linked), "links": links}


def _kind(nouns: Iterable[str]) -> str:
    """``cards`` with a question, topic or card among the links, ``reading`` with only guides, ``own`` with none."""
    found = set(nouns)
    if not found:
        return "own"
    return "reading" if found <= {"guide", "section"} else "cards"
