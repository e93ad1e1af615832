"""The ledger as text: one line a card, sorted, words parted by a space, the free text last.

Git may join two branches line by line (``merge=union``): of two lines for one card the later change wins, and the next
release writes it once. What must not live here: files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from studyloop.bank.problems import Problems
from studyloop.ledger.model import LEDGER, Entry, Ledger, NoteTypeEntry, Place, Release

FORMAT = 1
_HEAD = (
    "# What was released, and when it last changed. Written by `make release`; please do not edit it by hand.",
    "# card: first id, kind, guid, hash, time, first release, release of this content, deck, position, cloze, retired, replaced by, page, title",
)
_NONE = "-"
_HINT = "put the line back as it was: `git checkout decks.lock`"
_VERSION = re.compile(r"\d{4}\.\d{1,2}\.\d{1,2}(\.\d+)?\Z")


def write_ledger(ledger: Ledger) -> str:
    """The whole file; ``read_ledger`` gives the same ledger back."""
    return "\n".join([*_HEAD, f"ledger {FORMAT}", *sorted(_rows(ledger))]) + "\n"


def read_ledger(text: str, problems: Problems) -> Ledger:
    """The ledger a text holds; a line that cannot be read is a problem with its number."""
    found = _Rows()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        try:
            found.read[word](rest, number)
        except (KeyError, ValueError, IndexError):
            problems.add(Place(LEDGER, number), "D12", f"This line of the ledger cannot be read: `{line[:60]}`.", _HINT)
    if text.strip() and not found.format and not len(problems):
        problems.add(Place(LEDGER), "D12", "The ledger does not say which format it has.", _HINT)
    return found.ledger()


def _rows(ledger: Ledger) -> Iterator[str]:
    yield from (f"release {release.version} {release.date}" for release in ledger.releases)
    yield f"namespace {ledger.namespace}"
    yield f"site {ledger.site or _NONE}"
    yield f"positions {' '.join(map(str, ledger.positions))}"
    yield from (f"deck {component} {name}" for component, name in ledger.decks.items())
    yield from (f"corrected {ident} {date}" for ident, date in ledger.corrected)
    for kind in ledger.note_types.values():
        yield f"note-type {kind.id} {kind.schema} {kind.content_hash} {kind.modified} {kind.first} {kind.last} {kind.name}"
    for entry in ledger.entries.values():
        cloze = ",".join(f"{number}:{text}" for number, text in entry.cloze) or _NONE
        words = [entry.identity, entry.kind, entry.guid, entry.content_hash, str(entry.modified), entry.first, entry.last]
        words += [entry.deck, str(entry.position), cloze, entry.retired or _NONE, ",".join(entry.replaced_by) or _NONE]
        yield " ".join(["card", *words, entry.page, " ".join(entry.title.split()) or _NONE])


class _Rows:
    """Rows as they are read; ``read`` maps a line's first word to its reader."""

    def __init__(self) -> None:
        self.format = 0
        self._single: dict[str, str] = {}
        self._releases: dict[str, Release] = {}
        self._decks: dict[str, str] = {}
        self._corrected: set[tuple[str, str]] = set()
        self._types: dict[int, NoteTypeEntry] = {}
        self._entries: dict[str, Entry] = {}
        self._lines: dict[str, int] = {}
        self.read: dict[str, Callable[[str, int], None]] = {
            "ledger": self._format,
            "release": self._release,
            "namespace": lambda rest, number: self._one("namespace", rest, number),
            "site": lambda rest, number: self._one("site", rest, number),
            "positions": lambda rest, number: self._one("positions", " ".join(str(int(w)) for w in rest.split()), number),
            "deck": self._deck,
            "corrected": self._correction,
            "note-type": self._note_type,
            "card": self._card,
        }

    def ledger(self) -> Ledger:
        """What was read."""
        return Ledger(
            releases=tuple(sorted(self._releases.values(), key=lambda release: release.sort_key)),
            namespace=self._single.get("namespace", ""),
            site=self._single.get("site", _NONE).removeprefix(_NONE),
            positions=tuple(int(word) for word in self._single.get("positions", "").split()),
            decks=dict(sorted(self._decks.items())),
            note_types=dict(sorted(self._types.items())),
            entries=dict(sorted(self._entries.items())),
            corrected=frozenset(self._corrected),
            lines=self._lines,
        )

    def _format(self, rest: str, number: int) -> None:
        self.format = int(rest)
        if self.format != FORMAT:
            raise ValueError(rest)

    def _release(self, rest: str, number: int) -> None:
        version, date = rest.split(" ")
        if not _VERSION.match(version):
            raise ValueError(version)
        self._releases[version] = Release(version, date)

    def _one(self, word: str, rest: str, number: int) -> None:
        self._single[word] = rest
        self._lines[word] = number

    def _deck(self, rest: str, number: int) -> None:
        component, name = rest.split(" ", 1)
        self._decks[component] = name
        self._lines[f"deck {component}"] = number

    def _correction(self, rest: str, number: int) -> None:
        ident, date = rest.split(" ")
        self._corrected.add((ident, date))

    def _note_type(self, rest: str, number: int) -> None:
        ident, schema, content, modified, first, last, name = rest.split(" ", 6)
        kind = NoteTypeEntry(int(ident), schema, content, int(modified), first, last, name)
        if kind.id not in self._types or kind.modified >= self._types[kind.id].modified:
            self._types[kind.id] = kind
            self._lines[f"note-type {kind.id}"] = number

    def _card(self, rest: str, number: int) -> None:
        words = rest.split(" ", 13)
        cloze = () if words[9] == _NONE else tuple((int(n), text) for n, text in (pair.split(":") for pair in words[9].split(",")))
        entry = Entry(
            *words[:4],
            modified=int(words[4]),
            first=words[5],
            last=words[6],
            deck=words[7],
            position=int(words[8]),
            cloze=cloze,
            page=words[12],
            title=words[13],
            retired=None if words[10] == _NONE else words[10],
            replaced_by=() if words[11] == _NONE else tuple(words[11].split(",")),
        )
        known = self._entries.get(entry.identity)
        if known is None or (entry.modified, bool(entry.retired)) >= (known.modified, bool(known.retired)):
            self._entries[entry.identity] = entry
            self._lines[entry.identity] = number
