"""Reads plans and the curriculum from front matter; every id they name must exist."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from studyloop.bank.front_matter import FrontMatter, read_front_matter
from studyloop.bank.ids import is_id
from studyloop.bank.loader import CURRICULUM
from studyloop.bank.model import Bank, Place
from studyloop.bank.problems import Problem, Problems
from studyloop.bank.schema import Reader, closest
from studyloop.plan.model import Curriculum, CurriculumRow, Period, Plan, Plans, Task
from studyloop.plan.targets import Targets, find_targets


def load_plans(bank: Bank, sources: dict[PurePosixPath, tuple[str, ...]]) -> tuple[Plans, tuple[Problem, ...]]:
    """Every plan of the content folder in order, the curriculum, and all problems found in them."""
    problems = Problems()
    targets = find_targets(bank)
    plans = []
    for path in sorted(sources):
        if path.parts[0] == "plans" and len(path.parts) > 1:
            front = read_front_matter(list(sources[path]), path, problems)
            if front and (plan := _read_plan(path, front, targets, problems)):
                plans.append(plan)
    targets = targets.with_plans(plans)
    curriculum = Curriculum()
    if CURRICULUM in sources:
        front = read_front_matter(list(sources[CURRICULUM]), CURRICULUM, problems)
        if front:
            curriculum = _read_curriculum(front, targets, problems)
    plans.sort(key=lambda plan: (plan.order, plan.id))
    return Plans(tuple(plans), curriculum), problems.sorted()


def _read_plan(path: PurePosixPath, front: FrontMatter, targets: Targets, problems: Problems) -> Plan | None:
    reader = Reader(front, problems)
    reader.keys(("title", "summary", "order", "unit", "hours", "periods"), ("stretch", "description"))
    unit = reader.text("unit")
    if unit not in ("week", "days"):
        problems.add(front.place("unit"), "M08", "`unit` has a wrong value.", "it must be week or days")
        return None
    hours = _two_numbers(front, "hours", problems)
    stretch = front.values.get("stretch", [])
    if not isinstance(stretch, list) or not all(type(n) is int and 1 <= n <= 52 for n in stretch):
        problems.add(front.place("stretch"), "M08", "`stretch` has a wrong value.", "it must be a list of weeks such as [12, 16]")
        stretch = []
    items = front.values.get("periods")
    if not isinstance(items, list) or not items:
        problems.add(front.place("periods"), "M08", "`periods` lists nothing.", "list the weeks, or pairs of days")
        return None
    periods = []
    for index, item in enumerate(items):
        period = _read_period(index, item, unit, front, targets, problems)
        if period:
            _check_minutes(period, hours, front.place("periods", index), problems)
            periods.append(period)
    return Plan(
        id=path.stem,
        path=path,
        title=reader.text("title"),
        summary=reader.text("summary", 300),
        order=reader.number("order", 0, 99),
        unit=unit,
        hours=hours,
        stretch=tuple(stretch),
        periods=tuple(periods),
    )


def _two_numbers(front: FrontMatter, key: str, problems: Problems) -> tuple[int, int]:
    value = front.values.get(key)
    if isinstance(value, list) and len(value) == 2 and all(type(n) is int and 0 < n < 200 for n in value) and value[0] <= value[1]:
        return value[0], value[1]
    problems.add(front.place(key), "M08", f"`{key}` has a wrong value.", "it must be two numbers such as [20, 30]")
    return 0, 0


def _read_period(
    index: int, item: Any, unit: str, front: FrontMatter, targets: Targets, problems: Problems
) -> Period | None:
    place = front.place("periods", index)
    for key in sorted(set(item) - {"title", "focus", "output", "tasks"}) if isinstance(item, dict) else ():
        problems.add(front.place("periods", index, key), "M06", f"The key `{key}` is unknown.", "one of: title, focus, output, tasks")
    texts = {key: item.get(key) for key in ("title", "focus", "output")} if isinstance(item, dict) else {}
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts.values()):
        problems.add(place, "M07", "This period lacks a title, focus or output.", "give all three as text")
        return None
    tasks = item.get("tasks")
    if not isinstance(tasks, list) or not tasks:
        problems.add(place, "M07", "This period has no tasks.", "list `{do: ..., minutes: ..., links: [...]}`")
        return None
    number = index + 1
    first, last = 2 * number - 1, 2 * number
    name, slug = (
        (f"Week {number}", f"week-{number:02}") if unit == "week" else (f"Days {first}-{last}", f"days-{first:02}-{last:02}")
    )
    read = [_read_task(task, front, ("periods", index, "tasks", at), targets, problems) for at, task in enumerate(tasks)]
    return Period(number, name, slug, texts["title"], texts["focus"], texts["output"], tuple(task for task in read if task))


def _read_task(
    item: Any, front: FrontMatter, at: tuple[Any, ...], targets: Targets, problems: Problems
) -> Task | None:
    place = front.place(*at)
    do, minutes, links, keep = (item.get(key) for key in ("do", "minutes", "links", "keep")) if isinstance(item, dict) else (None,) * 4
    if not isinstance(do, str) or not do.strip() or type(minutes) is not int or not 1 <= minutes <= 1200 or set(item) - {"do", "minutes", "links", "keep"} or keep not in (None, True, False):
        problems.add(place, "M08", "This task has a wrong value.", "write {do: text, minutes: number, links: [ids]}; keep: true for what goes last when time is short")
        return None
    return Task(do, minutes, _read_links(links or [], front, (*at, "links"), targets, problems), keep=bool(keep))


def _read_links(
    links: Any, front: FrontMatter, at: tuple[Any, ...], targets: Targets, problems: Problems
) -> tuple[str, ...]:
    if not isinstance(links, list):
        problems.add(front.place(*at), "M08", "`links` has a wrong value.", "write a list of ids such as [metrics, star-c]")
        return ()
    good = []
    for index, link in enumerate(links):
        if isinstance(link, str) and link in targets:
            good.append(link)
        else:
            hint = closest(str(link), targets.ids, "name a guide, topic, question or anchor")
            problems.add(front.place(*at, index), "L01", f"The id `{link}` does not exist.", hint)
    return tuple(good)


def _check_minutes(period: Period, hours: tuple[int, int], place: Place, problems: Problems) -> None:
    if hours[1] and not hours[0] * 60 <= period.minutes <= hours[1] * 60:
        sentence = f"{period.name} has tasks of {period.minutes} minutes, {period.minutes / 60:.1f} hours."
        problems.add(place, "P01", sentence, f"the plan promises {hours[0]}-{hours[1]} hours")


def _read_curriculum(front: FrontMatter, targets: Targets, problems: Problems) -> Curriculum:
    reader = Reader(front, problems)
    reader.keys(("title", "groups"), ("description",))
    groups = front.values.get("groups")
    rows: list[CurriculumRow] = []
    for at, group in enumerate(groups if isinstance(groups, list) else []):
        items = group.get("rows") if isinstance(group, dict) and set(group) == {"title", "rows"} else None
        if not isinstance(items, list):
            problems.add(front.place("groups", at), "T01", "This group has a wrong value.", "write {title: ..., rows: [...]}")
            continue
        for index, item in enumerate(items):
            path = ("groups", at, "rows", index)
            ident = item.get("id") if isinstance(item, dict) else None
            title = item.get("title") if isinstance(item, dict) else None
            if not isinstance(ident, str) or not is_id(ident) or not isinstance(title, str) or set(item) - {"id", "title", "points"}:
                problems.add(front.place(*path), "T01", "This row has a wrong value.", "write {id: ..., title: ..., points: [ids]}")
            elif any(row.id == ident for row in rows):
                problems.add(front.place(*path), "T01", f"The row `{ident}` stands twice.", "merge the two")
            else:
                points = _read_links(item.get("points") or [], front, (*path, "points"), targets, problems)
                rows.append(CurriculumRow(ident, title, str(group.get("title", "")), points))
    if not rows:
        problems.add(front.place("groups"), "T01", "The curriculum has no rows.", "list groups with rows")
    return Curriculum(tuple(rows))
