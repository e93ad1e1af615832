"""A ledger for a measured bank, as its first release would write it. What must not live here: measuring."""

from __future__ import annotations

import os
from pathlib import Path

from studyloop.decks import ledger_rows, notes_of, released_decks
from studyloop.ledger import write_ledger
from studyloop.ledger.compare import advance, compare
from studyloop.ledger.model import LEDGER, Release
from studyloop.library import CARD_PARTS, open_library

FIRST = Release("2026.11.21", "2026-11-21")


def release_bank(content: Path) -> None:
    """Write ``decks.lock`` beside a content folder."""
    library = open_library(content, os.environ, parts=CARD_PARTS)
    made = notes_of(library, lambda target: None)
    ledger = advance(
        library.ledger,
        compare(library.ledger, ledger_rows(library, made.notes), library.declared, FIRST.version),
        release=FIRST,
        namespace=library.bank.subject.namespace,
        site="",
        decks=released_decks(library),
        note_types=made.note_types,
        declared=library.declared,
    )
    (content / LEDGER).write_text(write_ledger(ledger), "utf-8")
