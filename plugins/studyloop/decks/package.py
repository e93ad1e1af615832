"""Notes into the bytes of an Anki package: the wrapping of genanki.

genanki stamps everything with one time and leaves the zip's dates to the clock; the subclasses here give each note and
note type its own, each new card its position, and the file fixed dates, modes and order. What must not live here: paths.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import genanki

from studyloop.decks.note_types import BY_NAME, CSS, NoteType
from studyloop.decks.notes import DeckNote

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
# Half the time of the default level for files 3 % larger.
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class DeckContents:
    """A deck's full name, its description (HTML) and its notes."""

    name: str
    description: str
    notes: tuple[DeckNote, ...]


def deck_id(name: str) -> int:
    """A fixed id from the deck's name, between 2**40 and 2**41: never Anki's default deck."""
    return 2**40 + int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")


def pack(
    decks: Sequence[DeckContents],
    media: Mapping[str, bytes],
    *,
    created: int,
    note_type_times: Mapping[str, int],
) -> bytes:
    """The bytes of a package; the same input gives the same bytes (for one SQLite and one zlib).

    ``created`` is whole seconds since 1970: ids of notes new to a learner, so Anki's "added" date. ``note_type_times``
    maps a note type's name to its modification time.
    """
    used = sorted({note.note_type for deck in decks for note in deck.notes})
    models = {name: _Model(BY_NAME[name], note_type_times[name]) for name in used}
    return _Package([_Deck(deck, models) for deck in decks]).to_bytes(media, created)


class _Model(genanki.Model):
    """A note type with its own modification time; its fields and templates carry their fixed ids."""

    def __init__(self, spec: NoteType, modified: int) -> None:
        super().__init__(
            model_id=spec.id,
            name=spec.name,
            fields=[{"name": field.name, "id": field.id} for field in spec.fields],
            templates=[
                {"name": spec.template_name, "id": spec.template_id, "qfmt": spec.front, "afmt": spec.back}
            ],
            css=CSS,
            model_type=self.CLOZE if spec.is_cloze else self.FRONT_BACK,
        )
        self.modified = modified

    def to_json(self, timestamp: float, deck_id: int | None) -> dict[str, object]:
        return super().to_json(self.modified, None)


class _Deck(genanki.Deck):
    """A deck that writes its notes' rows at once: each note with its own modification time, each card with its position."""

    def __init__(self, contents: DeckContents, models: Mapping[str, _Model]) -> None:
        super().__init__(deck_id(contents.name), contents.name, contents.description)
        self.contents = contents.notes
        for name in sorted({note.note_type for note in contents.notes}):
            self.add_model(models[name])

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        notes, cards = [], []
        for note in self.contents:
            note_id, model_id = next(id_gen), BY_NAME[note.note_type].id
            tags, fields = f" {' '.join(note.tags)} ", "\x1f".join(note.fields)
            # Anki computes the sort field and the checksum (here 0) itself when it imports.
            notes.append((note_id, note.guid, model_id, note.modified, -1, tags, fields, note.fields[0], 0, 0, ""))
            for ord_ in note.ords:
                scheduling = (0, 0, note.position, *(0,) * 8)
                cards.append((next(id_gen), note_id, self.deck_id, ord_, note.modified, -1, *scheduling, ""))
        cursor.executemany(f"INSERT INTO notes VALUES ({_marks(11)})", notes)
        cursor.executemany(f"INSERT INTO cards VALUES ({_marks(18)})", cards)


def _marks(columns: int) -> str:
    return ", ".join("?" * columns)


class _Package(genanki.Package):
    """A package written to bytes that depend on nothing but its contents."""

    def to_bytes(self, media: Mapping[str, bytes], created: int) -> bytes:
        entries = {"collection.anki2": self._database(created)}
        names = dict(enumerate(sorted(media)))
        entries["media"] = json.dumps(names).encode()
        entries |= {str(number): media[name] for number, name in names.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in sorted(entries):
                info = zipfile.ZipInfo(name, _ZIP_DATE)
                info.create_system, info.external_attr = _UNIX, 0o644 << 16
                archive.writestr(info, entries[name], zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        return out.getvalue()

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        # genanki repeats a note type's key for every deck that uses it; reading the object once leaves the last.
        models = json.loads(cursor.execute("SELECT models FROM col").fetchone()[0])
        cursor.execute("UPDATE col SET models = ?", (json.dumps(models, sort_keys=True),))

    def _database(self, created: int) -> bytes:
        connection = sqlite3.connect(":memory:")
        try:
            self.write_to_db(connection.cursor(), created, itertools.count(created * 1000))
            connection.commit()
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "collection.anki2"
                connection.execute("VACUUM INTO ?", (str(file),))
                return file.read_bytes()
        finally:
            connection.close()
