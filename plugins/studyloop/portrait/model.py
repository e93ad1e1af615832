"""The nouns of a portrait. Data only; paths are inside the content folder, lines count from 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question, or the prose of a page: its heading, first line and words, code counted."""

    name: str
    line: int
    words: int


@dataclass(frozen=True, slots=True)
class CardRow:
    """A question or a card; ``numbers`` are those of a cloze."""

    id: str
    kind: str
    numbers: tuple[int, ...]
    line: int
    title: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link, a task of a plan, a row of the curriculum or a line of ``changes.md``: where it stands, what it says.

    ``through`` is the id that it names when that only holds this one.
    """

    path: str
    line: int
    what: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a release did: "new", "changed", "corrected" or "retired"."""

    version: str
    change: str
    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """A card's row of the ledger: ``date`` (ISO) is the note's time; ``id`` and ``page`` are those of its last release."""

    identity: str
    id: str
    kind: str
    first: str
    last: str
    date: str
    deck: str
    position: int
    page: str
    title: str
    retired: str
    replaced_by: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything about one id. ``path`` is empty for what is gone; ``anchor`` for a page; ``was`` its first id, if renamed.

    ``is_card`` says that it is, or was, asked by a deck.
    """

    id: str
    noun: str
    title: str
    path: str = ""
    line: int = 0
    last_line: int = 0
    anchor: str = ""
    was: str = ""
    is_card: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    cards: tuple[CardRow, ...] = ()
    leads_to: tuple[Reference, ...] = ()
    led_from: tuple[Reference, ...] = ()
    released: Released | None = None
