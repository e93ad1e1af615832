"""What leads where: links of pages, tasks of plans, rows of the curriculum, lines of ``changes.md``. Finding only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

from studyloop.bank.front_matter import FrontMatter, read_front_matter, split_front_matter
from studyloop.bank.lines import classify
from studyloop.bank.links import Link, find_links, resolve
from studyloop.bank.loader import CURRICULUM
from studyloop.bank.problems import Problems
from studyloop.ledger import Declared
from studyloop.plan import Plans
from studyloop.portrait.model import Reference

Sources = Mapping[PurePosixPath, Sequence[str]]


def leads_to(sources: Sources, path: PurePosixPath, first: int, last: int) -> tuple[Reference, ...]:
    """The links and images between two lines, both included, as written."""
    return tuple(Reference(str(path), link.place.line, link.target) for link in _links(sources, path) if first <= link.place.line <= last)


def linked_from(sources: Sources, path: PurePosixPath, anchor: str) -> Iterator[Reference]:
    """Links anywhere in the content to a page, or to one id of it."""
    for page in sorted(sources):
        for link in _links(sources, page):
            if not link.is_external and resolve(link.target, page) == (path, anchor):
                yield Reference(str(page), link.place.line, "link")


def planned_from(sources: Sources, plans: Plans, ident: str, holders: Collection[str]) -> Iterator[Reference]:
    """Tasks and rows that name an id, or one of the ``holders`` of it (its question, its page)."""
    for plan in plans.plans:
        front = _front(sources, plan.path)
        for period in plan.periods:
            for at, task in enumerate(period.tasks):
                if named := _named(task.links, ident, holders):
                    place = front.place("periods", period.number - 1, "tasks", at) if front else None
                    yield Reference(str(plan.path), place.line if place else 1, f"plan {plan.id}, {period.name}: {task.do}", *named)
    front = _front(sources, CURRICULUM)
    lines = _row_lines(front) if front and plans.curriculum.rows else {}
    for row in plans.curriculum.rows:
        if named := _named(row.points, ident, holders):
            yield Reference(str(CURRICULUM), lines.get(row.id, 1), f"curriculum {row.id}: {row.title}", *named)


def declared_for(declared: Declared, idents: Collection[str]) -> Iterator[Reference]:
    """Corrections and retirements of these ids, and retirements that they replace."""
    for correction in declared.corrections:
        if correction.id in idents:
            yield Reference(str(correction.place.path), correction.place.line, f"corrected on {correction.date}: {correction.reason}")
    for retirement in declared.retirements:
        if retirement.id in idents:
            yield Reference(str(retirement.place.path), retirement.place.line, f"retired on {retirement.date}: {retirement.reason}")
        elif set(retirement.replaced_by) & set(idents):
            yield Reference(str(retirement.place.path), retirement.place.line, f"replaces {retirement.id}, retired on {retirement.date}")


def _links(sources: Sources, path: PurePosixPath) -> tuple[Link, ...]:
    return _links_of(path, tuple(sources.get(path, ())))


# Who asks for one id after the other reads each file once.
@cache
def _links_of(path: PurePosixPath, lines: tuple[str, ...]) -> tuple[Link, ...]:
    bounds = split_front_matter(list(lines))
    start = bounds[1] + 1 if bounds and bounds[1] > 0 else 0
    return tuple(find_links(classify(list(lines[start:]), start + 1, path, Problems()), path)[0])


def _front(sources: Sources, path: PurePosixPath) -> FrontMatter | None:
    return _front_of(path, tuple(sources.get(path, ())))


@cache
def _front_of(path: PurePosixPath, lines: tuple[str, ...]) -> FrontMatter | None:
    return read_front_matter(list(lines), path, Problems())


def _named(links: Collection[str], ident: str, holders: Collection[str]) -> tuple[str, ...] | None:
    """Nothing more to say of a direct mention; of the others, through what."""
    if ident in links:
        return ("",)
    return next(((holder,) for holder in holders if holder in links), None)


def _row_lines(front: FrontMatter) -> dict[str, int]:
    """Lines of the curriculum's rows by id."""
    return {
        row["id"]: front.place("groups", number, "rows", at).line
        for number, group in enumerate(front.values["groups"])
        if isinstance(group, dict) and isinstance(group.get("rows"), list)
        for at, row in enumerate(group["rows"])
        if isinstance(row, dict) and isinstance(row.get("id"), str)
    }
