"""Released note types against those of the code: what Anki could not update is refused, what it can is not."""

from dataclasses import replace

import pytest

from studyloop.decks import frozen
from studyloop.decks.frozen import check_frozen, note_type_rows
from studyloop.decks.note_types import CLOZE, NOTE_TYPES, QUESTION, RECALL, NoteField
from studyloop.ledger.model import Ledger

TIMES = {kind.id: 1_790_000_000 for kind in NOTE_TYPES}
WAY_OUT = "(put it back in plugins/studyloop/decks/note_types.py; to use a spare field, rename it)"


@pytest.fixture
def released() -> Ledger:
    rows = {row.id: row for row in note_type_rows(TIMES)}
    return Ledger(note_types=rows, lines={f"note-type {RECALL.id}": 7})


def said(monkeypatch, released, *kinds) -> list[str]:
    monkeypatch.setattr(frozen, "NOTE_TYPES", kinds)
    return [str(problem) for problem in check_frozen(released)]


def test_the_rows_of_the_ledger_are_those_of_the_code():
    rows = note_type_rows(TIMES)
    assert [(row.id, row.schema, row.content_hash, row.name) for row in rows] == [
        (kind.id, kind.schema, kind.content_hash, kind.name) for kind in NOTE_TYPES
    ]
    assert {row.modified for row in rows} == {1_790_000_000}


def test_note_types_as_they_were_released_are_no_problem(released):
    assert check_frozen(released) == ()


def test_before_the_first_release_everything_may_change(monkeypatch):
    assert said(monkeypatch, Ledger(), replace(QUESTION, template_id=1)) == []


FIELDS = RECALL.fields
BROKEN = {
    "a field added": (replace(RECALL, fields=(*FIELDS, NoteField(99, "Hint"))), "has the new field 99"),
    "a field removed": (replace(RECALL, fields=FIELDS[:-1]), f"has lost the field {FIELDS[-1].id}"),
    "a field in place of another": (
        replace(RECALL, fields=(*FIELDS[:-1], NoteField(99, "Hint"))),
        f"has the new field 99 and has lost the field {FIELDS[-1].id}",
    ),
    "fields reordered": (replace(RECALL, fields=(FIELDS[1], FIELDS[0], *FIELDS[2:])), "has its fields in another order"),
    "another template": (replace(RECALL, template_id=98), f"was released with the template {RECALL.template_id} and has 98"),
    "another kind": (replace(RECALL, is_cloze=True), "was released as basic and is cloze"),
}


@pytest.mark.parametrize("change", BROKEN)
def test_what_anki_could_not_update_is_refused_with_its_row(change, monkeypatch, released):
    kind, what = BROKEN[change]
    sentence = f"../decks.lock:7:1: D07 The note type `Studyloop Recall` {what}; Anki would update none of its notes. {WAY_OUT}"
    assert said(monkeypatch, released, QUESTION, kind, CLOZE) == [sentence]


@pytest.mark.parametrize("kinds", [(QUESTION, CLOZE), (QUESTION, replace(RECALL, id=97), CLOZE)], ids=["gone", "another id"])
def test_a_released_note_type_that_is_gone_is_refused(kinds, monkeypatch, released):
    sentence = f"D07 The note type `Studyloop Recall` ({RECALL.id}) was released and is gone."
    assert said(monkeypatch, released, *kinds) == [f"../decks.lock:7:1: {sentence} (put it back in plugins/studyloop/decks/note_types.py)"]


RENAMED = tuple(replace(field, name="Hint") if field.name == "Spare 1" else field for field in FIELDS)


@pytest.mark.parametrize(
    "change",
    [{"fields": RENAMED}, {"name": "Studyloop Card"}, {"template_name": "Ask"}, {"front": "{{Front}}!", "back": "{{Back}}!"}],
    ids=lambda change: " ".join(change),
)
def test_a_spare_field_put_to_use_and_a_new_look_are_fine(change, monkeypatch, released):
    assert said(monkeypatch, released, QUESTION, replace(RECALL, **change), CLOZE) == []


def test_a_new_note_type_is_fine(monkeypatch, released):
    assert said(monkeypatch, released, *NOTE_TYPES, replace(RECALL, id=96, name="Studyloop Code")) == []
