"""The statistics as tables of words: which columns, in which order. What must not live here: a format."""

from __future__ import annotations

from dataclasses import dataclass

from studyloop.stats.count import AS_OF_DAYS, REVIEW_DAYS
from studyloop.stats.model import Group, Stats

_NOTES = {"role": "A question may be for several roles.", "component": "Cards are notes, those of guides among them."}


@dataclass(frozen=True, slots=True)
class Table:
    """A title, one word a column's head, rows of words, a sentence below; ``align`` has "l" or "r" for each column."""

    title: str
    head: tuple[str, ...]
    align: str
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def tables_of(stats: Stats) -> tuple[Table, ...]:
    """Every table, in reading order; one without rows says so in its note."""
    groups = [_group(name, groups) for name, groups in stats.groups.items()]
    return (_whole(stats), *groups, _due(stats), _open(stats), _sizes(stats))


def _number(number: int) -> str:
    return f"{number:,}"


def _percent(part: float) -> str:
    return f"{100 * part:.0f} %"


def _of(count: int, whole: int) -> str:
    return _percent(count / whole if whole else 0.0)


def _whole(stats: Stats) -> Table:
    total = sum(stats.cards.values())
    rows = [
        ("topics", _number(stats.topics), ""),
        ("guides", _number(stats.guides), ""),
        ("questions", _number(stats.questions), ""),
        ("  with a source one can open", _number(stats.sourced), _of(stats.sourced, stats.questions)),
        ("  with code that runs in the tests", _number(stats.run), _of(stats.run, stats.questions)),
        ("cards", _number(total), ""),
        *((f"  {kind}", _number(count), _of(count, total)) for kind, count in stats.cards.items()),
        ("minutes, spoken", _number(stats.minutes), ""),
        ("words", _number(stats.words), ""),
    ]
    return Table("The whole bank", ("", "number", "share"), "lrr", tuple(rows))


def _group(name: str, groups: tuple[Group, ...]) -> Table:
    aimed = any(group.target is not None for group in groups)
    head = (name, "questions", "share", *(("target", "off") if aimed else ()), "cards", "minutes", "words")
    rows = []
    for group in groups:
        target = ()
        if aimed:
            target = ("", "") if group.target is None else (_percent(group.target), f"{100 * (group.share - group.target):+.0f}")
        rows.append((group.id, _number(group.questions), _percent(group.share), *target, *map(_number, (group.cards, group.minutes, group.words))))
    return Table(f"By {name}", head, "l" + "r" * (len(head) - 1), tuple(rows), _NOTES.get(name, ""))


def _due(stats: Stats) -> Table:
    rows = tuple((due.id, due.noun, due.since, _number(due.days), due.place) for due in stats.due)
    rule = f"Pages are due {REVIEW_DAYS} days after `reviewed`, questions {AS_OF_DAYS} days after the month of `as-of`."
    nothing = "" if rows else f"Nothing is due on {stats.today}. "
    oldest = f" The oldest review is of {stats.oldest}." if stats.oldest else ""
    return Table("Due for review", ("id", "what", "of", "days", "place"), "lllrl", rows, f"{nothing}{rule}{oldest}")


def _open(stats: Stats) -> Table:
    rows = tuple((row.id, row.title) for row in stats.open_rows)
    said = f"{len(rows)} of {stats.curriculum} rows are open." if stats.curriculum else "There is no curriculum."
    return Table("Open rows of the curriculum", ("row", "title"), "ll", rows, said)


def _sizes(stats: Stats) -> Table:
    rows = []
    for sizes in stats.sizes:
        rows.append((sizes.part, "middle", "", _number(sizes.median)))
        rows += [(sizes.part, "longest", answer.id, _number(answer.words)) for answer in sizes.longest]
        rows += [(sizes.part, "shortest", answer.id, _number(answer.words)) for answer in sizes.shortest]
    return Table("Sizes of answers", ("part", "", "question", "words"), "lllr", tuple(rows))
