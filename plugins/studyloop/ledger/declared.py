"""What an author declares in ``changes.md``: the cards that were corrected, and those that are retired.

Both are lists in its front matter, one line each, so that ids are checked and a release can announce them.
What must not live here: comparing them with what was released (``checks``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from studyloop.bank.front_matter import FrontMatter, read_front_matter
from studyloop.bank.ids import is_id
from studyloop.bank.model import Place
from studyloop.bank.problems import Problems
from studyloop.bank.schema import is_date, nearest

CHANGES = PurePosixPath("changes.md")
_KEYS = ("id", "date", "reason", "replaced_by")


@dataclass(frozen=True, slots=True)
class Correction:
    """A card whose answer was wrong: its id, the ISO date of the correction, what was wrong and what is right."""

    id: str
    date: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Retirement:
    """A card that is asked no more: its id, the ISO date, why, and the ids that are asked instead (possibly none)."""

    id: str
    date: str
    reason: str
    replaced_by: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Declared:
    """Everything ``changes.md`` says; empty without the file."""

    corrections: tuple[Correction, ...] = ()
    retirements: tuple[Retirement, ...] = ()


def read_declared(sources: Mapping[PurePosixPath, tuple[str, ...]], problems: Problems) -> Declared:
    """The lists of ``changes.md``; every fault in them is a problem."""
    if CHANGES not in sources:
        return Declared()
    front = read_front_matter(list(sources[CHANGES]), CHANGES, problems)
    if front is None:
        return Declared()
    for key in front.values:
        if key not in ("title", "corrected", "retired"):
            problems.add(front.place(key), "M06", f"The key `{key}` is unknown.", nearest(key, ("title", "corrected", "retired")))
    corrections = [Correction(i, d, r, place) for i, d, r, _, place in _items(front, "corrected", problems)]
    retirements = [Retirement(*item) for item in _items(front, "retired", problems)]
    return Declared(tuple(corrections), tuple(retirements))


_Item = tuple[str, str, str, tuple[str, ...], Place]


def _items(front: FrontMatter, key: str, problems: Problems) -> list[_Item]:
    values = front.values.get(key) or []
    code = "D10" if key == "retired" else "D11"
    if not isinstance(values, list):
        problems.add(front.place(key), code, f"`{key}` is not a list.", "write one line a card: `- {id: ..., date: ..., reason: \"...\"}`")
        return []
    found: list[_Item] = []
    for index, value in enumerate(values):
        place = front.place(key, index)
        item = _item(value, key, code, place, problems)
        if item and any(other[0] == item[0] and (key == "retired" or other[1] == item[1]) for other in found):
            problems.add(place, code, f"`{item[0]}` stands here twice.", "keep one of the lines")
        elif item:
            found.append(item)
    return found


def _item(value: Any, key: str, code: str, place: Place, problems: Problems) -> _Item | None:
    allowed = _KEYS if key == "retired" else _KEYS[:3]
    shape = "write `- {id: the-id, date: 2026-12-01, reason: \"...\"" + (", replaced_by: new-id}`" if key == "retired" else "}`")
    if not isinstance(value, dict) or not set(value) <= set(allowed) or not set(_KEYS[:3]) <= set(value):
        problems.add(place, code, f"This line of `{key}` needs `id`, `date` and `reason`.", shape)
        return None
    replaced = value.get("replaced_by") or []
    replaced = [replaced] if isinstance(replaced, str) else replaced
    ids = [value["id"], *(replaced if isinstance(replaced, list) else [None])]
    reason = value["reason"]
    if not all(isinstance(ident, str) and is_id(ident) for ident in ids):
        problems.add(place, code, "An id in this line is malformed.", shape)
    elif not isinstance(value["date"], str) or not is_date(value["date"]):
        problems.add(place, code, f"The date `{value['date']}` is none.", "write it as 2026-12-01")
    elif not isinstance(reason, str) or not reason.strip() or len(reason) > 300:
        problems.add(place, code, "The reason is missing or too long.", "say in one sentence what a learner should know")
    else:
        return ids[0], value["date"], reason.strip(), tuple(ids[1:]), place
    return None
