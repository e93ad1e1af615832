"""A series of releases: edited content to packages and the ledger, each with what it ships. No git here, and no Anki."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workshop import Workshop

from studyloop.decks import DeckNote, build_from_library, ledger_rows, notes_of, released_decks
from studyloop.ledger import Ledger, write_ledger
from studyloop.ledger.compare import Change, advance, compare
from studyloop.ledger.model import LEDGER, Release
from studyloop.library import CARD_PARTS, Library, open_library

START = datetime(2025, 1, 6, tzinfo=UTC)
NAMESPACE = "studyloop-aiml"


@dataclass(frozen=True)
class Shipment:
    """One release: its number from 1, the folder of its packages, its notes in study order, what changed, the ledger after it."""

    number: int
    folder: Path
    notes: tuple[DeckNote, ...]
    changes: tuple[Change, ...]
    ledger: Ledger

    @property
    def whole(self) -> Path:
        """The package of everything."""
        return self.folder / f"{NAMESPACE}-all.apkg"

    def component(self, ident: str) -> Path:
        """A component's package."""
        return self.folder / f"{NAMESPACE}-{ident}.apkg"


def page_url(path: str) -> str:
    """The site of the series."""
    return f"https://study.example{path}"


def time_of(number: int) -> int:
    """When the content of a release was committed: a week after the one before, in whole seconds."""
    return int((START + timedelta(weeks=number)).timestamp())


def ship(shop: Workshop, number: int, out: Path) -> Shipment:
    """Release the workshop's content: check, build, advance the ledger beside the content."""
    library = open_library(shop.content, {"SOURCE_DATE_EPOCH": str(time_of(number))}, parts=CARD_PARTS)
    made = notes_of(library, page_url)
    date = (START + timedelta(weeks=number)).date().isoformat()
    release = Release(date.replace("-", "."), date)
    changes = compare(library.ledger, ledger_rows(library, made.notes), library.declared, release.version)
    ledger = _advance(library, made.note_types, changes, release)
    build_from_library(library, out, page_url)
    (shop.content / LEDGER).write_text(write_ledger(ledger), "utf-8")
    shop.released()
    return Shipment(number, out, made.notes, changes, ledger)


def _advance(library: Library, note_types: tuple, changes: tuple[Change, ...], release: Release) -> Ledger:
    return advance(
        library.ledger,
        changes,
        release=release,
        namespace=library.bank.subject.namespace,
        site=page_url("/"),
        decks=released_decks(library),
        note_types=note_types,
        declared=library.declared,
    )
