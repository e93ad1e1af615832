"""Keys of tasks: what a learner's ticks hang on. The page and the browser's data name the same."""

from __future__ import annotations

import re
from collections import Counter

from studyloop.plan.model import Period, Plan, Task
from studyloop.plan.targets import Targets

_WORD = re.compile(r"\w+")


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
