"""The Anki decks: the only importer of genanki.

``fields``, ``tags``, ``notes`` and ``retired`` are pure and know no files; ``note_types`` holds the frozen schema,
``frozen`` compares it with the ledger; ``package`` turns notes into the bytes of a package; ``build`` is the shell that writes them.
What must not live here: anything that reads Markdown, and any clock.
"""

from studyloop.decks.build import build_packages
from studyloop.decks.from_library import build_from_library, ledger_rows, notes_of, released_decks
from studyloop.decks.frozen import check_frozen
from studyloop.decks.errors import DeckError, DuplicateGuidError, FieldError, NotesError
from studyloop.decks.manifest import BuiltPackage, read_packages
from studyloop.decks.notes import DeckNote, make_notes

__all__ = [
    "BuiltPackage",
    "DeckError",
    "DeckNote",
    "DuplicateGuidError",
    "FieldError",
    "NotesError",
    "build_from_library",
    "build_packages",
    "check_frozen",
    "ledger_rows",
    "make_notes",
    "notes_of",
    "read_packages",
    "released_decks",
]
