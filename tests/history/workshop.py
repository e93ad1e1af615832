"""The workshop: a copied content folder, a seeded chance, and what is common to all edits made there.

What must not live here: any one edit, Anki, the ledger. Nothing is kept in memory of what the files say: every edit reads them anew.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from studyloop.bank import load_bank
from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.groups import group_lines
from studyloop.bank.lines import Line, classify
from studyloop.bank.missing_ids import make_id
from studyloop.bank.model import Bank, Card, Question
from studyloop.bank.problems import Problems, has_errors

CHANGES = PurePosixPath("changes.md")
CURRICULUM = PurePosixPath("curriculum.md")
T = TypeVar("T")
R = TypeVar("R")
_WORD = re.compile(r"[a-z0-9][a-z0-9-]*")


class NoVictim(Exception):
    """The folder holds nothing this edit could be done to; the files are as they were."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an edit did, by identity (the id a card was first released under).

    ``changed`` have another content hash than before, ``added`` are new, ``retired`` are gone and stand in ``changes.md``;
    every other live note is as it was. ``may_follow`` are cards retired earlier whose text may have changed with their replacement.
    """

    name: str
    changed: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()
    may_follow: frozenset[str] = frozenset()


@dataclass
class Workshop:
    """A copy of a content folder and the chance that picks what is edited; ``today`` dates retirements.

    ``touched`` and ``fresh`` are the identities changed and added since ``released``: what is fresh was never released, so it is
    neither retired nor renamed, and nothing touched is edited in a way that could undo the first edit.
    """

    content: Path
    rng: random.Random
    today: str = "2026-12-01"
    touched: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in self.pages():
            self._taken.update(_WORD.findall("\n".join(self.lines(path))))

    def released(self) -> None:
        """A release was made of what the folder holds."""
        self.touched.clear()
        self.fresh.clear()

    def bank(self) -> Bank:
        """What the folder holds now."""
        loaded = load_bank(self.content)
        if loaded.bank is None or has_errors(loaded.problems):
            raise ValueError("\n".join(map(str, loaded.problems)))
        return loaded.bank

    def pages(self) -> list[PurePosixPath]:
        """Every Markdown file, relative to the folder, sorted."""
        return sorted(PurePosixPath(path.relative_to(self.content).as_posix()) for path in self.content.rglob("*.md"))

    def lines(self, path: PurePosixPath) -> list[str]:
        """A file's lines."""
        return (self.content / path).read_text(encoding="utf-8").split("\n")

    def text(self, path: PurePosixPath, first: int, last: int) -> str:
        """Lines ``first`` to ``last`` of a file (from 1)."""
        return "\n".join(self.lines(path)[first - 1 : last])

    def write(self, path: PurePosixPath, lines: Sequence[str]) -> None:
        """Write a file, with one line end at its end."""
        (self.content / path).write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8", newline="\n")

    def replace(self, path: PurePosixPath, first: int, last: int, new: Sequence[str]) -> None:
        """Put ``new`` in place of lines ``first`` to ``last`` (from 1; with ``last`` before ``first``, before it)."""
        lines = self.lines(path)
        self.write(path, [*lines[: first - 1], *new, *lines[last:]])

    def pick(self, candidates: Iterable[T]) -> T:
        """One of them. Raises ``NoVictim`` when there is none."""
        listed = list(candidates)
        if not listed:
            raise NoVictim
        return self.rng.choice(listed)

    def pick_fit(self, candidates: Iterable[T], fit: Callable[[T], R | None]) -> tuple[T, R]:
        """One of those for which ``fit`` gives something, and what it gives."""
        listed = list(candidates)
        self.rng.shuffle(listed)
        for candidate in listed:
            if (found := fit(candidate)) is not None:
                return candidate, found
        raise NoVictim

    def new_id(self) -> str:
        """An id that no page has ever held since the workshop was opened."""
        return make_id(self.rng.choice, self._taken)

    def record(
        self, name: str, bank: Bank, *, changed: Iterable[str] = (), added: Iterable[str] = (), retired: Iterable[str] = ()
    ) -> Edit:
        """The edit just made to what was ``bank``, remembered until the next release."""
        gone, new = frozenset(retired), frozenset(added)
        other = frozenset(changed) - gone - new
        named = {old: ids for old, ids in replacements(self).items() if ids and old not in gone}
        follow = frozenset(old for old, ids in named.items() if other & _identities(bank, ids))
        self.touched |= other
        self.fresh |= new
        return Edit(name, other, new, gone, follow)


def cards_of(bank: Bank) -> list[Card]:
    """Every hand-written card, in study order."""
    return [card for page in (*bank.guides, *bank.topics) for card in page.cards]


def all_of(question: Question) -> set[str]:
    """The identities of a question and of its cards."""
    return {question.identity, *(card.identity for card in question.cards)}


def card_lines(shop: Workshop, bank: Bank, card: Card) -> tuple[int, int]:
    """First and last line of a card of ``bank``, with its attributes (from 1)."""
    path = card.place.path
    lines = classify(shop.lines(path), 1, path, Problems())
    group = next(group for group in group_lines(lines) if any(line.number == card.place.line for line in group.lines))
    starts = {other.place.line for other in cards_of(bank) if other.place.path == path}
    own = list(_until(group.lines, card.place.line, starts))
    while own[-1].blank:
        own.pop()
    return own[0].number, own[-1].number


def _until(lines: Iterable[Line], first: int, starts: set[int]) -> Iterator[Line]:
    for line in lines:
        if line.number < first:
            continue
        if line.number > first and (line.number in starts or line.heading):
            return
        yield line


def replacements(shop: Workshop) -> dict[str, tuple[str, ...]]:
    """Each retired identity and the ids that ``changes.md`` names in its place."""
    if CHANGES not in shop.pages():
        return {}
    front = read_front_matter(shop.lines(CHANGES), CHANGES, Problems())
    found: dict[str, tuple[str, ...]] = {}
    for item in (front.values.get("retired") or []) if front else []:
        named = item.get("replaced_by", [])
        found[item["id"]] = (named,) if isinstance(named, str) else tuple(named)
    return found


def lasting(shop: Workshop) -> set[str]:
    """Ids that must stay, as something retired points to them."""
    return {ident for ids in replacements(shop).values() for ident in ids}


def _identities(bank: Bank, ids: Iterable[str]) -> frozenset[str]:
    wanted = set(ids)
    return frozenset(one.identity for one in (*bank.questions, *cards_of(bank)) if one.id in wanted)
