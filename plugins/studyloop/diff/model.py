"""The nouns of a card report: the two sides that are compared, and what was found. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studyloop.bank.model import Place
from studyloop.bank.problems import Problem
from studyloop.ledger.declared import Declared
from studyloop.ledger.model import Ledger
from studyloop.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Face:
    """A card as it would ship: ``fields`` are (name, HTML as Anki holds it) of all that is seen, in order.

    ``kind`` is "question", "recall" or "cloze"; ``page`` is ``questions/x.md#id``; ``content_hash`` is
    ``text.place.tags`` as in the ledger; ``cloze`` the numbers and what each hides; ``retired`` its ISO date, if it is.
    """

    identity: str
    id: str
    kind: str
    note_type: str
    title: str
    page: str
    place: Place
    fields: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    content_hash: str
    cloze: tuple[tuple[int, str], ...] = ()
    retired: str = ""

    @property
    def path(self) -> str:
        """The page without the anchor."""
        return self.page.rpartition("#")[0]


@dataclass(frozen=True, slots=True)
class Side:
    """A state of the content. ``label`` names it in a sentence; ``faces`` are its cards by identity, in study order.

    ``images`` maps a media name to its bytes; ``unshown`` an identity to why its card cannot be made. ``readable`` is
    false when nothing could be read at all.
    """

    label: str
    faces: Mapping[str, Face] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    unshown: Mapping[str, str] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    declared: Declared = field(default_factory=Declared)
    problems: tuple[Problem, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, as HTML; empty where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CardChange:
    """What happens to one card.

    ``kind`` is one of ``history.KINDS``, ``also`` further ones of them; ``was`` its id before a renaming; ``notes``
    sentences about its history and form; ``reason`` is what its author declared.
    """

    kind: str
    id: str
    title: str
    place: str
    also: tuple[str, ...] = ()
    was: str = ""
    notes: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    tags_added: tuple[str, ...] = ()
    tags_removed: tuple[str, ...] = ()
    reason: str = ""
    replaced_by: tuple[str, ...] = ()
    before: Face | None = None
    after: Face | None = None


@dataclass(frozen=True, slots=True)
class PeriodMinutes:
    """A period of a plan: its minutes before and after; ``None`` where it was or is not there."""

    plan: str
    period: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that differs. ``since`` names what it is compared with; ``notes`` say what could not be compared.

    ``periods`` holds every period of every plan, changed or not; ``images`` those of both sides.
    """

    since: str
    cards: tuple[CardChange, ...]
    periods: tuple[PeriodMinutes, ...] = ()
    introduced: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)

    def of_kind(self, kind: str) -> tuple[CardChange, ...]:
        """The cards to which this happens, in study order."""
        return tuple(card for card in self.cards if card.kind == kind)

    @property
    def changed_periods(self) -> tuple[PeriodMinutes, ...]:
        """The periods whose minutes differ."""
        return tuple(row for row in self.periods if row.before != row.after)
