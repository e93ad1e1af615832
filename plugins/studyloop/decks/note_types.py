"""The three note types, frozen: their ids, fields, templates and one stylesheet.

A learner's cards hang on this schema: fields and templates may be renamed (their ``id`` stays), spare fields may be
put to use, templates and CSS may change; nothing is ever added, removed or reordered. What must not live here: notes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

CSS = files("studyloop.decks").joinpath("card.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class NoteField:
    """A field's fixed integer id and its present name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """One note type with its one template. ``id`` and ``template_id`` are fixed; the first field sorts."""

    id: int
    name: str
    is_cloze: bool
    fields: tuple[NoteField, ...]
    template_id: int
    template_name: str
    front: str
    back: str

    @property
    def schema(self) -> str:
        """What Anki compares before it updates a note: the order of fields by id, the template's id, the kind."""
        kind = "cloze" if self.is_cloze else "basic"
        return f"{kind}:{self.template_id}:{','.join(str(field.id) for field in self.fields)}"

    @property
    def place_fields(self) -> tuple[int, ...]:
        """The numbers of the fields that say where a card stands, not what it asks."""
        return tuple(number for number, field in enumerate(self.fields) if field.name in ("Link", "Id"))

    @property
    def content_hash(self) -> str:
        """The first 16 hex digits of SHA-256 over everything an update may bring."""
        parts = [self.name, *(f"{f.id} {f.name}" for f in self.fields)]
        parts += [str(self.template_id), self.template_name, self.front, self.back, CSS]
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:16]

    @property
    def ledger_key(self) -> str:
        """What stands for a guid where the note type's own modification time is asked for."""
        return f"note-type:{self.id}"


def _fields(first_id: int, *names: str) -> tuple[NoteField, ...]:
    return tuple(NoteField(first_id + number, name) for number, name in enumerate(names))


SPARES = ("Spare 1", "Spare 2", "Spare 3")

# `answer` is the id Anki scrolls to when it turns the card.
_ANSWER = '<hr id="answer">'
_PLACE = '{{#Link}}<p class="place"><a href="{{Link}}">Open on the site</a></p>{{/Link}}'
_SOURCE = '{{#Context}}<p class="context">From: {{Context}}</p>{{/Context}}'


def _folded(field: str, title: str) -> str:
    """A part of the answer, folded; absent when its field is empty."""
    return (
        f'{{{{#{field}}}}}<details class="{field.lower()}"><summary>{title}</summary>'
        f'<div class="part">{{{{{field}}}}}</div></details>{{{{/{field}}}}}'
    )


_QUESTION_FRONT = (
    '{{#Level}}<div class="level">{{Level}}</div>{{/Level}}<div class="question">{{Question}}</div>'
)

QUESTION = NoteType(
    id=1787340516201,
    name="Studyloop Question",
    is_cloze=False,
    fields=_fields(
        6120417583010, "Question", "Level", "Short", "Strong", "Weak", "Tests", "Link", "Id", *SPARES
    ),
    template_id=6120417583910,
    template_name="Question",
    front=f'<article class="sl">{_QUESTION_FRONT}</article>',
    back=(
        f'<article class="sl">{_QUESTION_FRONT}{_ANSWER}<div class="answer">{{{{Short}}}}</div>'
        + _folded("Strong", "Strong answer")
        + _folded("Weak", "Weak answer")
        + _folded("Tests", "What it tests")
        + f"{_PLACE}</article>"
    ),
)

RECALL = NoteType(
    id=1787340516202,
    name="Studyloop Recall",
    is_cloze=False,
    fields=_fields(6120417584010, "Front", "Back", "Context", "Link", "Id", *SPARES),
    template_id=6120417584910,
    template_name="Recall",
    front='<article class="sl"><div class="question">{{Front}}</div></article>',
    back=(
        '<article class="sl"><div class="question">{{Front}}</div>'
        f'{_ANSWER}<div class="answer">{{{{Back}}}}</div>{_SOURCE}{_PLACE}</article>'
    ),
)

CLOZE = NoteType(
    id=1787340516203,
    name="Studyloop Cloze",
    is_cloze=True,
    fields=_fields(6120417585010, "Text", "Extra", "Context", "Link", "Id", *SPARES),
    template_id=6120417585910,
    template_name="Cloze",
    front='<article class="sl"><div class="sentence">{{cloze:Text}}</div></article>',
    back=(
        '<article class="sl"><div class="sentence">{{cloze:Text}}</div>'
        '{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}'
        f"{_SOURCE}{_PLACE}</article>"
    ),
)

NOTE_TYPES: tuple[NoteType, ...] = (QUESTION, RECALL, CLOZE)
BY_NAME = {note_type.name: note_type for note_type in NOTE_TYPES}
