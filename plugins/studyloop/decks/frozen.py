"""The note types against the ledger: what Anki could not update without leaving a learner's notes behind."""

from __future__ import annotations

from studyloop.bank.problems import Problem, Problems
from studyloop.decks.note_types import NOTE_TYPES
from studyloop.ledger.model import Ledger, NoteTypeEntry


def note_type_rows(modified: dict[int, int]) -> tuple[NoteTypeEntry, ...]:
    """The note types as rows of the ledger; ``modified`` maps an id to whole seconds."""
    return tuple(NoteTypeEntry(k.id, k.schema, k.content_hash, modified[k.id], "", "", k.name) for k in NOTE_TYPES)


def check_frozen(ledger: Ledger) -> tuple[Problem, ...]:
    """A problem for each released note type that is gone or has other fields or another template."""
    problems = Problems()
    known = {kind.id: kind for kind in NOTE_TYPES}
    for entry in ledger.note_types.values():
        place = ledger.place(f"note-type {entry.id}")
        kind = known.get(entry.id)
        if kind is None:
            sentence = f"The note type `{entry.name}` ({entry.id}) was released and is gone."
            problems.add(place, "D07", sentence, "put it back in plugins/studyloop/decks/note_types.py")
        elif kind.schema != entry.schema:
            sentence = f"The fields or the template of `{kind.name}` are {kind.schema}; released were {entry.schema}."
            problems.add(place, "D07", sentence, "put fields and ids back in plugins/studyloop/decks/note_types.py; a spare field may be renamed and used")
    return problems.sorted()
