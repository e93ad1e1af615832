"""Ledgers for tests: small ones by hand, and any that a release could write. What must not live here: tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from studyloop.bank.positions import SCHEME
from studyloop.ledger.compare import Change, advance
from studyloop.ledger.declared import Declared
from studyloop.ledger.identity import note_guid
from studyloop.ledger.model import Entry, Ledger, NoteTypeEntry, Release
from studyloop.ledger.shipped import text_hash

FIRST = Release("2026.11.21", "2026-11-21")
TIME = 1_790_000_000


def fingerprint(text: str = "text", place: str = "place", tags: str = "tags") -> str:
    """The form of a note's content hash."""
    return f"{text_hash(text) * 2}.{text_hash(place)}.{text_hash(tags)}"


def entry(identity: str, **other: object) -> Entry:
    """A released recall card, with what is ``other``."""
    row = Entry(
        identity=identity,
        kind="recall",
        guid=note_guid("prep", identity),
        content_hash=fingerprint(),
        modified=TIME,
        first=FIRST.version,
        last=FIRST.version,
        deck="concepts",
        position=210_010,
        cloze=(),
        page=f"questions/metrics.md#{identity}",
        title=f"What is {identity}?",
    )
    return replace(row, **other)


def note_type(**other: object) -> NoteTypeEntry:
    """A released note type."""
    row = NoteTypeEntry(1787340516201, "basic:61:10,11,12", "0" * 16, TIME, FIRST.version, FIRST.version, "Studyloop Question")
    return replace(row, **other)


def ledger(*entries: Entry, **other: object) -> Ledger:
    """A ledger after the first release."""
    whole = Ledger(
        releases=(FIRST,),
        namespace="prep",
        positions=SCHEME,
        decks={"concepts": "Interview preparation::02 Concepts"},
        note_types={1787340516201: note_type()},
        entries={one.identity: one for one in sorted(entries, key=lambda one: one.identity)},
    )
    return replace(whole, **other)


def released(before: Ledger, version: str, *after: Entry) -> Ledger:
    """The ledger after another release that changed or added these cards, each stamped with its version."""
    changes = [Change("changed", replace(one, last=version), before.entries.get(one.identity)) for one in after]
    date = "-".join(version.split(".")[:3])
    return advance(
        before, changes, release=Release(version, date), namespace="prep", site="", decks={}, note_types=(), declared=Declared()
    )


ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
dates = st.dates().map(str)
releases = st.builds(
    lambda date, number: Release(date.replace("-", ".") + (f".{number}" if number else ""), date), dates, st.integers(0, 12)
)
versions = releases.map(lambda release: release.version)
# A title is one line of words; so is a deck's name.
lines = st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
_hashes = st.builds(fingerprint, st.text(), st.text(), st.text())
_whole = st.integers(0, 10**12)
_cloze = st.dictionaries(st.integers(1, 9), st.text().map(text_hash)).map(lambda found: tuple(sorted(found.items())))


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    ident = draw(ids)
    return Entry(
        identity=ident,
        kind=draw(st.sampled_from(["question", "recall", "cloze"])),
        guid=note_guid(draw(ids), ident),
        content_hash=draw(_hashes),
        modified=draw(_whole),
        first=draw(versions),
        last=draw(versions),
        deck=draw(ids),
        position=draw(_whole),
        cloze=draw(_cloze),
        page=f"{draw(st.sampled_from(['questions/metrics.md', 'guides/clock.md']))}#{draw(ids)}",
        title=draw(lines),
        retired=draw(st.none() | dates),
        replaced_by=tuple(draw(st.lists(ids, max_size=3))),
    )


_note_types = st.builds(
    NoteTypeEntry, _whole, st.just("cloze:6120417585910:6120417585010,6120417585011"), st.just("0123456789abcdef"), _whole, versions, versions, lines
)
ledgers = st.builds(
    Ledger,
    releases=st.lists(releases, min_size=1, max_size=4, unique_by=lambda one: one.version).map(
        lambda found: tuple(sorted(found, key=lambda one: one.sort_key))
    ),
    namespace=ids,
    site=st.sampled_from(["", "https://study.example/"]),
    positions=st.lists(_whole, min_size=1, max_size=4).map(tuple),
    decks=st.dictionaries(ids, lines, max_size=3).map(lambda found: dict(sorted(found.items()))),
    note_types=st.lists(_note_types, max_size=3).map(lambda found: {one.id: one for one in sorted(found, key=lambda one: one.id)}),
    entries=st.lists(_entries(), max_size=5).map(lambda found: {one.identity: one for one in sorted(found, key=lambda one: one.identity)}),
    corrected=st.frozensets(st.tuples(ids, dates), max_size=3),
)
