"""The history test can fail: each mistake that loses reviews, edits or updates is planted, and caught by a real Anki.

Three of them the ledger refuses beforehand; there the check is switched off to see that Anki would show the loss.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from rewording import reword_short_answer
from series import ship, time_of
from shipped import ROOT
from studied import Studied, take
from workshop import Workshop

from studyloop import library
from studyloop.decks import DeckError, from_library, frozen, make_notes, note_types, package
from studyloop.ledger.model import Times
from studyloop.library import ContentErrors

pytestmark = pytest.mark.anki
DAYS = 3 * 86_400


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(Path(shutil.copytree(ROOT / "content", tmp_path / "content")), random.Random(1))


def losses(shop: Workshop, learner: Studied, tmp_path: Path, plant: Callable[[], None]) -> list[str]:
    """What two releases and a learner's days between them lose; ``plant`` is called before the second."""
    first = ship(shop, 1, tmp_path / "release-1")
    assert take(learner, first) == []
    learner.live(random.Random(1), time_of(1) + DAYS)
    reword_short_answer(shop)
    plant()
    return take(learner, ship(shop, 2, tmp_path / "release-2"))


def nothing() -> None:
    """No mistake."""


def edit(shop: Workshop, path: str, old: str, new: str) -> None:
    lines = "\n".join(shop.lines(PurePosixPath(path)))
    assert lines.count(old) == 1, f"{path} holds {old!r} {lines.count(old)} times"
    shop.write(PurePosixPath(path), lines.replace(old, new).split("\n"))


def swap_numbers(shop: Workshop) -> None:
    """The two numbers of a cloze card change places."""
    card = next(card for topic in shop.bank().topics for card in topic.cards if card.kind == "cloze" and card.front.text.count(".c") == 2)
    old = card.front.text
    edit(shop, str(card.place.path), old, old.replace(".c1", ".c9").replace(".c2", ".c1").replace(".c9", ".c2"))


def add_field(patch: pytest.MonkeyPatch) -> None:
    """One more field at the end of a note type."""
    old = note_types.RECALL
    new = replace(old, fields=(*old.fields, note_types.NoteField(6120417584099, "Hint")))
    kinds = tuple(new if kind is old else kind for kind in note_types.NOTE_TYPES)
    patch.setitem(package.BY_NAME, old.name, new)
    for module in (note_types, frozen, from_library):
        patch.setattr(module, "NOTE_TYPES", kinds)


def test_without_a_mistake_nothing_is_lost(shop, new_learner, tmp_path):
    assert losses(shop, new_learner(), tmp_path, nothing) == []


def test_a_constant_time_keeps_changes_from_arriving(shop, new_learner, tmp_path, monkeypatch):
    monkeypatch.setattr(Times, "modified", lambda self, key, content_hash: 1_700_000_000)
    found = losses(shop, new_learner(), tmp_path, nothing)
    assert len(found) == 1 and "not as it should be" in found[0]


def test_one_time_for_all_overwrites_what_learners_wrote(shop, new_learner, tmp_path, monkeypatch):
    monkeypatch.setattr(Times, "modified", lambda self, key, content_hash: self._build_time)
    found = losses(shop, new_learner(), tmp_path, nothing)
    assert len(found) >= 3 and all("not as it should be" in one for one in found)


def test_a_guid_from_the_text_makes_a_second_note(shop, new_learner, tmp_path, monkeypatch):
    def from_text(*arguments, **options):
        notes = make_notes(*arguments, **options)
        return tuple(replace(note, guid=hashlib.sha256("".join(note.fields).encode()).hexdigest()[:10]) for note in notes)

    monkeypatch.setattr(from_library, "make_notes", from_text)
    assert any("2 notes are" in one for one in losses(shop, new_learner(), tmp_path, nothing))


def test_an_added_field_is_refused_and_would_leave_notes_behind(shop, new_learner, tmp_path, monkeypatch):
    with pytest.MonkeyPatch.context() as patch, pytest.raises(DeckError, match="D07"):
        losses(shop, new_learner(), tmp_path / "refused", lambda: add_field(patch))
    shutil.rmtree(tmp_path / "refused")
    (shop.content.parent / "decks.lock").unlink()
    monkeypatch.setattr(from_library, "check_frozen", lambda ledger: ())
    found = losses(shop, new_learner(), tmp_path, lambda: add_field(monkeypatch))
    assert any("conflicting" in one for one in found) or any("note types are" in one for one in found)


def test_renumbered_cloze_marks_are_refused_and_would_move_reviews(shop, new_learner, tmp_path, monkeypatch):
    ship(shop, 1, tmp_path / "refused")
    swap_numbers(shop)
    with pytest.raises(ContentErrors) as refused:
        ship(shop, 2, tmp_path / "refused")
    assert {problem.code for problem in refused.value.problems if problem.is_error} == {"D05"}
    swap_numbers(shop)
    (shop.content.parent / "decks.lock").unlink()
    monkeypatch.setattr(library, "check_history", lambda *arguments, **options: None)
    found = losses(shop, new_learner(), tmp_path, lambda: swap_numbers(shop))
    assert [one for one in found if "now asks what another number asked" in one]


def test_a_renamed_deck_is_refused_and_would_leave_a_second_one(shop, new_learner, tmp_path, monkeypatch):
    name = next(line for line in shop.lines(PurePosixPath("index.md")) if line.strip().startswith("deck:"))
    other = name.replace(name.strip(), 'deck: "My interviews"')
    ship(shop, 1, tmp_path / "refused")
    edit(shop, "index.md", name, other)
    with pytest.raises(ContentErrors) as refused:
        ship(shop, 2, tmp_path / "refused")
    assert {problem.code for problem in refused.value.problems if problem.is_error} == {"D06"}
    edit(shop, "index.md", other, name)
    (shop.content.parent / "decks.lock").unlink()
    monkeypatch.setattr(library, "check_history", lambda *arguments, **options: None)
    found = losses(shop, new_learner(), tmp_path, lambda: edit(shop, "index.md", name, other))
    assert any("is empty" in one or "is new" in one for one in found)
