"""A learner, our releases and the days on which they happen: the stage for ``survival``, on any Anki from 23.12 on.

Day 0 is today, when the learner does things: Anki itself takes the time from the clock, so a release is dated by its
distance from now. What must not live here: what happens in a situation.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from studyloop.decks import note_types, package


def _neighbour(file: str, name: str) -> ModuleType:
    """The module in ``file`` beside this one: in a run over several folders, ``conftest`` may name another's."""
    spec = spec_from_file_location(name, Path(__file__).with_name(file))
    sys.modules[name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_made = _neighbour("conftest.py", "deck_conftest")

ALWAYS = 1  # of the import dialog's "If newer, Always, Never"
CARD, OTHER, LAST = "leak", "tree-depth", "auc-ignores"  # two questions and a recall card; most situations change the first
KIND = "Studyloop Question"
OUR_TEXT, NEW_TEXT = "<p>In joins.</p>", "<p>In joins, and in time.</p>"
_OWN_LOOK = "<!--mine-->"
_SCHEDULING = "select id, type, queue, due, ivl, factor, reps, lapses, left, odue, flags, data from cards order by id"


def enter(table: dict[str, Row], label: str) -> Callable[[Row], Row]:
    """Enter a function into a table as the row ``label``."""
    return lambda function: table.setdefault(label, function)


class Stage:
    """A learner who imported, today, the release of 60 days ago, with FSRS on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.today = int(time.time())
        self.learners: list[object] = []
        self.content = _made.fill(_made.Content())
        self.ledger = _made.Ledger()
        self.learner = self.new_learner()
        self.col = self.learner.col
        self.col.set_config("fsrs", True)
        self.first = self.build(day=-60)
        self.imports(self.first)

    def new_learner(self):
        """A learner with an empty collection; the stage's own is the first."""
        self.learners.append(_made.Learner(self.folder / f"learner-{len(self.learners)}"))
        return self.learners[-1]

    def build(self, day: int, retired: str = "", **options: object) -> Path:
        """The whole package, built ``day`` days from today; the note ``retired`` ships without its cards, as retired notes do."""
        self.ledger.now = self.today + day * 86_400
        out = self.folder / f"release-{len(list(self.folder.glob('release-*')))}"
        make = _made.make_notes

        def make_notes(*args: object, **settings: object):
            return tuple(replace(note, ords=()) if note.id == retired else note for note in make(*args, **settings))

        with patch.object(_made, "make_notes", make_notes):
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

    def update(self, day: int, text: str = NEW_TEXT, **options: object) -> Path:
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

    def reorder(self, order: int) -> None:
        """Give the topic of our card another place in the study order."""
        for number, topic in enumerate(self.content.topics):
            if topic.questions[0].question.id == CARD:
                self.content.topics[number] = replace(topic, topic=replace(topic.topic, order=order))

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

    def edit(self, text: str) -> None:
        """Let the learner write the short answer of our card."""
        note = self.learner.note(CARD)
        note["Short"] = text
        self.col.update_note(note)

    def tag(self, *tags: str, id: str = CARD) -> None:
        """Let the learner tag a note."""
        note = self.learner.note(id)
        note.tags += tags
        self.col.update_note(note)

    def tagged(self, tag: str) -> set[str]:
        """The ids of the notes that carry a tag."""
        return {self.col.get_note(found)["Id"] for found in self.col.find_notes(f"tag:{tag}")}

    def make_leech(self, id: str) -> None:
        """Let a card lapse for the eighth time, so that Anki tags it."""
        card = self.card(id)
        card.type = card.queue = 2
        card.ivl, card.due, card.lapses = 10, self.col.sched.today, 7
        self.col.update_card(card)
        card.load()
        card.start_timer()
        self.col.sched.answerCard(card, 1)

    def edit_look(self) -> None:
        """Let the learner change template and style of the questions' note type."""
        kind = self.kind()
        kind["css"] += _OWN_LOOK
        kind["tmpls"][0]["qfmt"] += _OWN_LOOK
        self.col.models.update_dict(kind)

    def look(self) -> str:
        """Whether the learner's template and style were "kept" or "replaced"."""
        kind = self.kind()
        found = [_OWN_LOOK in text for text in (kind["css"], kind["tmpls"][0]["qfmt"])]
        return {2: "kept", 0: "replaced"}.get(sum(found), "lost")

    def add_field(self, name: str) -> None:
        """Let the learner add a field to the questions' note type."""
        kind = self.kind()
        self.col.models.add_field(kind, self.col.models.new_field(name))
        self.col.models.update_dict(kind)

    def kind(self) -> dict:
        """The note type of questions in the learner's collection."""
        self.col.models._clear_cache()
        return self.col.models.by_name(KIND)

    def card(self, id: str = CARD):
        """The first card of a note."""
        return self.learner.note(id).cards()[0]

    def memory(self) -> str:
        """The FSRS memory state of our card; empty if it has none."""
        return str(self.card().memory_state or "")

    def deck_names(self) -> list[str]:
        """The names of all decks."""
        return sorted(deck.name for deck in self.col.decks.all_names_and_ids())

    def deck_of(self, id: str = CARD) -> str:
        """The name of the deck a note's first card is in."""
        return self.col.decks.name(self.card(id).did)


@contextmanager
def our_style(css: str) -> Iterator[None]:
    """Our note types with further style rules."""
    new = note_types.CSS + css
    with patch.object(note_types, "CSS", new), patch.object(package, "CSS", new):
        yield


Row = Callable[[Stage], str]
