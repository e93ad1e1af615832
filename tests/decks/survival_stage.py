"""A learner, our releases and the days on which they happen: the stage for ``survival``, on any Anki from 23.12 on.

Day 0 is today, when the learner does things: Anki itself takes the time from the clock, so a release is dated by its
distance from now. What must not live here: what happens in a situation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from conftest import Content, Learner, Ledger, fill

from studyloop.decks import note_types, package

ALWAYS = 1  # ImportAnkiPackageUpdateCondition; its name moved between versions
CARD = "leak"  # the card that most situations change
KIND = "Studyloop Question"
_SCHEDULING = "select id, type, queue, due, ivl, factor, reps, lapses, left, odue, flags, data from cards order by id"


class Stage:
    """A learner who imported, today, the release of 60 days ago, with FSRS on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.today = int(time.time())
        self.content = fill(Content())
        self.ledger = Ledger()
        self.learner = Learner(folder / "learner")
        self.col = self.learner.col
        self.col.set_config("fsrs", True)
        self.first = self.build(day=-60)
        self.imports(self.first)

    def build(self, day: int, **options: object) -> Path:
        """The whole package, built ``day`` days from today."""
        self.ledger.now = self.today + day * 86_400
        out = self.folder / f"release-{len(list(self.folder.glob('release-*')))}"
        self.content.build(out, self.ledger, **options)
        return out / "prep-all.apkg"

    def imports(self, file: Path, **settings: object):
        """Import with the dialog's first options but for ``settings``; the log of the import."""
        options: ImportAnkiPackageOptions = self.col._backend.get_import_anki_package_presets()
        for name, value in settings.items():
            setattr(options, name, value)
        log = self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log
        self.col.models._clear_cache()
        return log

    def update(self, day: int, text: str = "<p>Ours, changed.</p>", **options: object) -> Path:
        """Reword our card, build on ``day``, import; the package."""
        self.reword(text)
        file = self.build(day, **options)
        self.imports(file)
        return file

    def reword(self, text: str) -> None:
        """Change the short answer of our card in the source."""
        for number, topic in enumerate(self.content.topics):
            if topic.questions[0].question.id == CARD:
                changed = replace(topic.questions[0], short=text)
                self.content.topics[number] = replace(topic, questions=(changed, *topic.questions[1:]))

    def add_question(self, id: str, component: str = "data", order: int = 20) -> None:
        """Add a topic with one question to the source."""
        self.content.topic(id, component, self.content.question(id, "New?", "<p>Yes.</p>"), order=order)

    def short(self, id: str = CARD) -> str:
        """The short answer in the learner's collection."""
        return self.learner.note(id)["Short"]

    def study(self, *ids: str) -> None:
        """Answer every card of these notes twice."""
        for card in (card for id in ids for card in self.learner.note(id).cards()):
            for ease in (3, 3):
                card.load()
                card.start_timer()
                self.col.sched.answerCard(card, ease)

    def scheduling(self) -> list[object]:
        """Everything Anki knows about when cards are asked, and the review log."""
        return [self.col.db.all(_SCHEDULING), self.col.db.all("select * from revlog order by id")]

    def edit(self, change: Callable[[object], None], id: str = CARD) -> None:
        """Let the learner change a note."""
        note = self.learner.note(id)
        change(note)
        self.col.update_note(note)

    def edit_note_type(self, change: Callable[[dict], None]) -> None:
        """Let the learner change the note type of questions."""
        kind = self.kind()
        change(kind)
        self.col.models.update_dict(kind)
        self.col.models._clear_cache()

    def kind(self) -> dict:
        """The note type of questions in the learner's collection."""
        return self.col.models.by_name(KIND)

    def deck_of(self, id: str = CARD) -> str:
        """The name of the deck a note's first card is in."""
        return self.col.decks.name(self.learner.note(id).cards()[0].did)


@contextmanager
def our_style(css: str) -> Iterator[None]:
    """Our note types with further style rules."""
    new = note_types.CSS + css
    with patch.object(note_types, "CSS", new), patch.object(package, "CSS", new):
        yield
