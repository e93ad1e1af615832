"""The Anki decks: the only importer of genanki.

``fields``, ``guid``, ``tags`` and ``notes`` are pure and know no files; ``note_types`` holds the
frozen schema; ``package`` turns notes into the bytes of a package; ``build`` is the shell that writes them.
What must not live here: anything that reads Markdown, and any clock.
"""

from studyloop.decks.build import BuiltPackage, build_decks
from studyloop.decks.from_library import build_from_library
from studyloop.decks.errors import DeckError, DuplicateGuidError, FieldError, NotesError
from studyloop.decks.notes import DeckNote, make_notes

__all__ = [
    "BuiltPackage",
    "DeckError",
    "DeckNote",
    "DuplicateGuidError",
    "FieldError",
    "NotesError",
    "build_decks",
    "build_from_library",
    "make_notes",
]
