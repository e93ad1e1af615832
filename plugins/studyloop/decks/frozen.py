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
            sentence = f"The note type `{kind.name}` {_difference(kind.schema, entry.schema)}; Anki would update none of its notes."
            problems.add(place, "D07", sentence, "put it back in plugins/studyloop/decks/note_types.py; to use a spare field, rename it")
    return problems.sorted()


def _difference(now: str, before: str) -> str:
    """What differs between two schemas (``NoteType.schema``)."""
    (kind, template, fields), (old_kind, old_template, old_fields) = (schema.split(":") for schema in (now, before))
    if kind != old_kind:
        return f"was released as {old_kind} and is {kind}"
    if template != old_template:
        return f"was released with the template {old_template} and has {template}"
    added, gone = (sorted(set(a.split(",")) - set(b.split(","))) for a, b in ((fields, old_fields), (old_fields, fields)))
    if added or gone:
        return " and ".join([f"has the new field {number}" for number in added] + [f"has lost the field {number}" for number in gone])
    return "has its fields in another order"
