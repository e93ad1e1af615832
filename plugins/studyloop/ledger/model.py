"""The ledger's nouns: what was released, under which identity, and when its content last changed.

What lives here: data and the one question every build asks of it, a note's time. What must not: text, files, clocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from studyloop.bank.model import Place

LEDGER = PurePosixPath("../decks.lock")
"""Where the ledger lies, seen from the content folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A released card. ``identity`` is the id it was first released under.

    ``kind`` is "question", "recall" or "cloze"; ``content_hash`` is that of ``decks.notes``; ``modified`` whole seconds
    since 1970; ``first`` and ``last`` the releases that brought the card and its present content; ``deck`` the component
    whose deck holds it; ``cloze`` pairs of a number and the hash of the text it hides; ``page`` is
    ``questions/x.md#id`` with its present id; ``retired`` the ISO date it was retired on, if it was.
    """

    identity: str
    kind: str
    guid: str
    content_hash: str
    modified: int
    first: str
    last: str
    deck: str
    position: int
    cloze: tuple[tuple[int, str], ...]
    page: str
    title: str
    retired: str | None = None
    replaced_by: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id it had at its last release."""
        return self.page.rpartition("#")[2]

    @property
    def path(self) -> PurePosixPath:
        """The page it stood on, inside the content folder."""
        return PurePosixPath(self.page.rpartition("#")[0])


@dataclass(frozen=True, slots=True)
class NoteTypeEntry:
    """A released note type: ``schema`` is what Anki compares, ``content_hash`` covers templates and style too."""

    id: int
    schema: str
    content_hash: str
    modified: int
    first: str
    last: str
    name: str


@dataclass(frozen=True, slots=True)
class Release:
    """A version and its date (ISO)."""

    version: str
    date: str

    @property
    def sort_key(self) -> tuple[int, ...]:
        """Versions are dates with an optional running number: ``2026.11.21``, ``2026.11.21.2``."""
        return tuple(int(part) for part in self.version.split("."))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything released so far; empty before the first release.

    ``positions`` are the numbers of the position scheme; ``decks`` maps a component to its deck's name; ``corrected``
    holds the corrections already announced, as (id, date); ``lines`` the line of each row, by its key.
    """

    releases: tuple[Release, ...] = ()
    namespace: str = ""
    site: str = ""
    positions: tuple[int, ...] = ()
    decks: Mapping[str, str] = field(default_factory=dict)
    note_types: Mapping[int, NoteTypeEntry] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    corrected: frozenset[tuple[str, str]] = frozenset()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def latest(self) -> Release | None:
        """The newest release."""
        return max(self.releases, key=lambda release: release.sort_key, default=None)

    def place(self, key: str = "") -> Place:
        """Where a row stands; the key is ``card <identity>``, ``deck <component>``, ``positions``, ..."""
        return Place(LEDGER, self.lines.get(key, 1))

    def find(self, ident: str) -> Entry | None:
        """The card released under an id, be it its first or its present one."""
        if ident in self.entries:
            return self.entries[ident]
        return next((entry for entry in self.entries.values() if entry.id == ident), None)


class Times:
    """The modification time of every note and note type, in whole seconds since 1970.

    Equal content keeps its time, so that an update never overwrites what we did not change; changed content gets the
    build's time, and in any case a later one than before, so that it always arrives. ``moved`` says that the site's
    address is another one: then every link is a change.
    """

    def __init__(self, ledger: Ledger, build_time: int, *, moved: bool = False) -> None:
        self._build_time = build_time
        self._moved = moved
        self._known = {entry.guid: (entry.content_hash, entry.modified) for entry in ledger.entries.values()}
        self._known |= {f"note-type:{kind.id}": (kind.content_hash, kind.modified) for kind in ledger.note_types.values()}

    def modified(self, key: str, content_hash: str) -> int:
        """``key`` is a note's guid or ``note-type:<id>``."""
        if key not in self._known:
            return self._build_time
        known, time = self._known[key]
        same = known == content_hash and not (self._moved and not key.startswith("note-type:"))
        return time if same else max(self._build_time, time + 1)
