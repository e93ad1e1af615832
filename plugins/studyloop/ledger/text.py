"""The ledger as text: one line a card, sorted, words parted by a space, the free text last.

Git may join two branches line by line (``merge=union``): of two lines for one card the later change wins, and the next
release writes it once. What must not live here: files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from studyloop.bank.ids import is_id
from studyloop.bank.problems import Problems
from studyloop.bank.schema import is_date
from studyloop.ledger.model import LEDGER, Entry, Ledger, NoteTypeEntry, Place, Release

FORMAT = 1
_HEAD = (
    "# What was released, and when it last changed. Written by `make release`; please do not edit it by hand.",
    "# card: first id, kind, guid, hash, time, first release, release of this content, deck, position, cloze, retired, replaced by, page, title",
)
_NONE = "-"
_HINT = "put the line back as it was: `git checkout decks.lock`"
_OLDER = "put the file back as it was: `git checkout decks.lock`"
_NEEDED = ("release", "namespace", "positions")
_KINDS = ("question", "recall", "cloze")
_VERSION = re.compile(r"[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}(\.[0-9]{1,6})?\Z")
_NUMBER = re.compile(r"[0-9]{1,15}\Z")
_SCHEMA = re.compile(r"(basic|cloze):[0-9]+:[0-9]+(,[0-9]+)*\Z")
_HASH = re.compile(r"[0-9a-f]{16}\.[0-9a-f]{8}\.[0-9a-f]{8}\Z")


def write_ledger(ledger: Ledger) -> str:
    """The whole file; ``read_ledger`` gives the same ledger back."""
    return "\n".join([*_HEAD, f"ledger {FORMAT}", *sorted(_rows(ledger))]) + "\n"


def read_ledger(text: str, problems: Problems) -> Ledger:
    """The ledger a text holds; a line that cannot be read is a problem with its number, and so is one that is missing."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    number, word = next(((number, line[7:]) for number, line in lines if line.startswith("ledger ")), (1, ""))
    if word != str(FORMAT):
        sentence = f"The ledger has format `{word[:20]}`, and only {FORMAT} can be read." if word else "The ledger does not say its format."
        problems.add(Place(LEDGER, number), "D12", sentence, _OLDER)
        return Ledger()
    found, broken = _Rows(), False
    for number, line in lines:
        word, _, rest = line.partition(" ")
        try:
            found.read[word](rest, number)
        except (KeyError, ValueError, IndexError):
            problems.add(Place(LEDGER, number), "D12", f"This line of the ledger cannot be read: `{line[:60]}`.", _HINT)
            broken = True
    for word in _NEEDED:
        if not broken and word not in found.lines:
            problems.add(Place(LEDGER), "D12", f"The ledger has no line `{word} ...`.", _OLDER)
    return found.ledger()


def _whole(word: str) -> int:
    """``ValueError`` for what ``write_ledger`` would never write; so are the three below."""
    return int(_matching(word, _NUMBER))


def _matching(word: str, pattern: re.Pattern[str]) -> str:
    if not pattern.match(word):
        raise ValueError(word)
    return word


def _id(word: str) -> str:
    if not is_id(word):
        raise ValueError(word)
    return word


def _date(word: str) -> str:
    if not is_date(word):
        raise ValueError(word)
    return word


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
        self._single: dict[str, str] = {}
        self._releases: dict[str, Release] = {}
        self._decks: dict[str, str] = {}
        self._corrected: set[tuple[str, str]] = set()
        self._types: dict[int, NoteTypeEntry] = {}
        self._entries: dict[str, Entry] = {}
        self.lines: dict[str, int] = {}
        self.read: dict[str, Callable[[str, int], None]] = {
            "ledger": lambda rest, number: None,
            "release": self._release,
            "namespace": lambda rest, number: self._one("namespace", _id(rest), number),
            "site": lambda rest, number: self._one("site", rest, number),
            "positions": lambda rest, number: self._one("positions", " ".join(str(_whole(w)) for w in rest.split()), number),
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
            site="" if (site := self._single.get("site", _NONE)) == _NONE else site,
            positions=tuple(int(word) for word in self._single.get("positions", "").split()),
            decks=dict(sorted(self._decks.items())),
            note_types=dict(sorted(self._types.items())),
            entries=dict(sorted(self._entries.items())),
            corrected=frozenset(self._corrected),
            lines=self.lines,
        )

    def _release(self, rest: str, number: int) -> None:
        version, date = rest.split(" ")
        self._releases[version] = Release(_matching(version, _VERSION), _date(date))
        self.lines["release"] = number

    def _one(self, word: str, rest: str, number: int) -> None:
        self._single[word] = rest
        self.lines[word] = number

    def _deck(self, rest: str, number: int) -> None:
        component, name = rest.split(" ", 1)
        self._decks[_id(component)] = name
        self.lines[f"deck {component}"] = number

    def _correction(self, rest: str, number: int) -> None:
        ident, date = rest.split(" ")
        self._corrected.add((_id(ident), _date(date)))

    def _note_type(self, rest: str, number: int) -> None:
        ident, schema, content, modified, first, last, name = rest.split(" ", 6)
        first, last = (_matching(version, _VERSION) for version in (first, last))
        kind = NoteTypeEntry(_whole(ident), _matching(schema, _SCHEMA), content, _whole(modified), first, last, name)
        if kind.id not in self._types or kind.modified >= self._types[kind.id].modified:
            self._types[kind.id] = kind
            self.lines[f"note-type {kind.id}"] = number

    def _card(self, rest: str, number: int) -> None:
        words = rest.split(" ", 13)
        pairs = [] if words[9] == _NONE else [pair.split(":") for pair in words[9].split(",")]
        entry = Entry(
            identity=_id(words[0]),
            kind=_KINDS[_KINDS.index(words[1])],
            guid=words[2],
            content_hash=_matching(words[3], _HASH),
            modified=_whole(words[4]),
            first=_matching(words[5], _VERSION),
            last=_matching(words[6], _VERSION),
            deck=_id(words[7]),
            position=_whole(words[8]),
            cloze=tuple((_whole(n), text) for n, text in pairs),
            page=words[12],
            title=words[13],
            retired=None if words[10] == _NONE else _date(words[10]),
            replaced_by=() if words[11] == _NONE else tuple(map(_id, words[11].split(","))),
        )
        _id(entry.id)
        known = self._entries.get(entry.identity)
        if known is None or (entry.modified, bool(entry.retired)) >= (known.modified, bool(known.retired)):
            self._entries[entry.identity] = entry
            self.lines[f"card {entry.identity}"] = number
