"""From an open library to notes and packages: what the site's plugin, ``build_decks.py`` and a release call."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from studyloop.clock import iso_date
from studyloop.decks.build import BuiltPackage, Progress, build_packages
from studyloop.decks.errors import DeckError
from studyloop.decks.fields import Targets
from studyloop.decks.frozen import check_frozen, note_type_rows
from studyloop.decks.media import MediaShelf
from studyloop.decks.note_types import NOTE_TYPES
from studyloop.decks.notes import DeckNote, make_notes
from studyloop.decks.retired import retired_notes
from studyloop.ledger.identity import deck_name
from studyloop.ledger.model import Entry, NoteTypeEntry, Times
from studyloop.ledger.shipped import shipped_cards
from studyloop.library import Library

PageUrl = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class LibraryNotes:
    """A library's notes, the retired ones last, their images, and the note types with their times."""

    notes: tuple[DeckNote, ...]
    shelf: MediaShelf
    note_types: tuple[NoteTypeEntry, ...]


def notes_of(library: Library, page_url: PageUrl) -> LibraryNotes:
    """Every note with its own time. Raises ``DeckError``. ``page_url`` takes ``/path.md#anchor``, ``/`` for the site."""
    if frozen := check_frozen(library.ledger):
        raise DeckError("\n".join(map(str, frozen)))
    ledger = library.ledger
    site = page_url("/") or ""
    times = Times(ledger, library.time, moved=bool(site and ledger.site and site != ledger.site))
    shelf = MediaShelf(lambda path: (library.content / path.lstrip("/")).read_bytes())
    targets = Targets(page_url, shelf.name_of)
    homes = {entry.identity: entry.deck for entry in ledger.entries.values()}
    notes = make_notes(
        library.bank, library.rendered, targets=targets, modified=times.modified, plan_tags=library.plan_tags, homes=homes
    )
    notes += retired_notes(library.bank, library.declared, ledger, targets, times.modified)
    modified = {kind.id: times.modified(kind.ledger_key, kind.content_hash) for kind in NOTE_TYPES}
    return LibraryNotes(notes, shelf, note_type_rows(modified))


def ledger_rows(library: Library, notes: tuple[DeckNote, ...]) -> tuple[Entry, ...]:
    """The notes as rows of the ledger; a release fills in its version."""
    shipped = shipped_cards(library.bank)
    retirements = {entry.identity: r for r in library.declared.retirements if (entry := library.ledger.find(r.id))}
    rows = []
    for note in notes:
        facts = (note.content_hash, note.modified)
        if note.identity in retirements:
            gone, known = retirements[note.identity], library.ledger.entries[note.identity]
            row = replace(known, content_hash=facts[0], modified=facts[1], retired=gone.date, replaced_by=gone.replaced_by)
        else:
            card = shipped[note.identity]
            row = Entry(
                note.identity, note.kind, note.guid, *facts, "", "", note.deck, note.position, card.cloze_hashes, card.page, card.title
            )
        rows.append(row)
    return tuple(rows)


def build_from_library(
    library: Library,
    out: Path,
    page_url: PageUrl,
    only: Collection[str] = (),
    progress: Progress = lambda done, total, file: None,
) -> list[BuiltPackage]:
    """Build the packages of a library into ``out``. Raises ``DeckError``; ``out`` is then as it was.

    The version is that of the latest release if the cards are as it left them, else the content's date.
    """
    made = notes_of(library, page_url)
    version, date = _version(library, made)
    times = {kind.name: kind.modified for kind in made.note_types}
    return build_packages(
        library.bank, library.rendered, out, made.notes, made.shelf, times, version=version, date=date, only=only, progress=progress
    )


def _version(library: Library, made: LibraryNotes) -> tuple[str, str]:
    ledger, date = library.ledger, iso_date(library.time)
    latest = ledger.latest
    if latest is None:
        return date.replace("-", "."), date
    # By time, not by hash alone: after a move of the site's address every link is another one.
    known = {(entry.guid, entry.content_hash, entry.modified) for entry in ledger.entries.values()}
    types = {(kind.id, kind.modified) for kind in ledger.note_types.values()}
    as_released = {(n.guid, n.content_hash, n.modified) for n in made.notes} == known and {(k.id, k.modified) for k in made.note_types} == types
    return (latest.version, latest.date) if as_released else (f"{latest.version} with later changes", date)


def released_decks(library: Library) -> dict[str, str]:
    """Component to deck name, for every component that has a deck."""
    filled = {entry.deck for entry in library.ledger.entries.values()}
    filled |= {card.component for card in shipped_cards(library.bank).values()}
    subject = library.bank.subject
    return {term.id: deck_name(subject, term.id) for term in subject.components if term.id in filled}
