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
LONGEST_REASON = 300
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
    """Everything ``changes.md`` says; empty without the file. ``whole`` is false when some of it could not be read."""

    corrections: tuple[Correction, ...] = ()
    retirements: tuple[Retirement, ...] = ()
    whole: bool = True


def read_declared(sources: Mapping[PurePosixPath, tuple[str, ...]], problems: Problems) -> Declared:
    """The lists of ``changes.md``; every fault in them is a problem."""
    if CHANGES not in sources:
        return Declared()
    front = read_front_matter(list(sources[CHANGES]), CHANGES, problems)
    if front is None:
        return Declared(whole=False)
    for key in front.values:
        if key not in ("title", "corrected", "retired"):
            problems.add(front.place(key), "M06", f"The key `{key}` is unknown.", nearest(key, ("title", "corrected", "retired")))
    corrections = [Correction(i, d, r, place) for i, d, r, _, place in _items(front, "corrected", problems)]
    before = len(problems)
    retirements = [Retirement(*item) for item in _items(front, "retired", problems)]
    return Declared(tuple(corrections), tuple(retirements), whole=len(problems) == before)


_Item = tuple[str, str, str, tuple[str, ...], Place]


def _items(front: FrontMatter, key: str, problems: Problems) -> list[_Item]:
    values = front.values.get(key) or []
    code = "D10" if key == "retired" else "D11"
    if not isinstance(values, list):
        problems.add(front.place(key), code, f"`{key}` is no list.", _shape(key))
        return []
    found: list[_Item] = []
    for index, value in enumerate(values):
        place = front.place(key, index)
        item = _item(value, key, code, place, problems)
        if item and any(other[0] == item[0] and (key == "retired" or other[1] == item[1]) for other in found):
            problems.add(place, code, f"`{item[0]}` stands twice in `{key}`.", "keep one of the lines")
        elif item:
            found.append(item)
    return found


def _shape(key: str) -> str:
    return 'write one line a card: `- {id: the-id, date: 2026-12-01, reason: "..."' + (", replaced_by: new-id}`" if key == "retired" else "}`")


def _item(value: Any, key: str, code: str, place: Place, problems: Problems) -> _Item | None:
    allowed = _KEYS if key == "retired" else _KEYS[:3]
    if not isinstance(value, dict) or not set(_KEYS[:3]) <= set(value):
        problems.add(place, code, f"This line of `{key}` needs `id`, `date` and `reason`.", _shape(key))
        return None
    if unknown := [word for word in value if word not in allowed]:
        problems.add(place, code, f"The key `{unknown[0]}` is unknown in `{key}`.", nearest(unknown[0], allowed))
        return None
    replaced = value.get("replaced_by") or []
    replaced = [replaced] if isinstance(replaced, str) else replaced
    ids = [value["id"], *(replaced if isinstance(replaced, list) else [replaced])]
    reason = value["reason"]
    if wrong := [ident for ident in ids if not isinstance(ident, str) or not is_id(ident)]:
        problems.add(place, code, f"The id `{wrong[0]}` is malformed.", "use a-z, 0-9 and -; an id of digits only needs quotes")
    elif not isinstance(value["date"], str) or not is_date(value["date"]):
        problems.add(place, code, f"`{value['date']}` is no date.", "write it as 2026-12-01")
    elif not isinstance(reason, str) or not any(sign.isalnum() for sign in reason):
        problems.add(place, code, f"The line of `{ids[0]}` gives no reason.", "say in one sentence what a learner should know")
    elif len(reason) > LONGEST_REASON:
        sentence = f"The reason of `{ids[0]}` has {len(reason)} characters."
        problems.add(place, code, sentence, f"say it in one sentence of at most {LONGEST_REASON}")
    else:
        return ids[0], value["date"], reason.strip(), tuple(ids[1:]), place
    return None
