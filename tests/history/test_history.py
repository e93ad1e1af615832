"""A year of releases in one real Anki collection: no review lost, no untouched card overwritten, every change arrived."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from edits import EDITS, together
from series import Shipment, ship, time_of
from shipped import ROOT
from studied import take
from workshop import NoVictim, Workshop

from studyloop.decks import note_types, package

pytestmark = pytest.mark.anki
RELEASES = 12
SEED = 20261121
# Every release makes a handful of edits; over the series each kind is made at least once.
EDITS_EACH = 5
NEW_LOOK = (4, 9)
DAYS = 3 * 86_400


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> list[Shipment]:
    """The first release and ``RELEASES`` more, from the real content and seeded edits."""
    folder = tmp_path_factory.mktemp("series")
    shop = Workshop(Path(shutil.copytree(ROOT / "content", folder / "content")), random.Random(SEED))
    shipments, made = [], set()
    with pytest.MonkeyPatch.context() as patch:
        for number in range(1, RELEASES + 2):
            if number > 1:
                names = _next_edits(shop.rng, made)
                edits = [edit for name in names if (edit := _try(shop, name))]
                made |= {edit.name for edit in edits}
                told = together(edits)
            if number in NEW_LOOK:
                _change_look(patch, number)
            shipments.append(ship(shop, number, folder / f"release-{number}"))
            if number > 1:
                _check_announced(shipments[-1], told)
    assert made == set(EDITS), f"never made: {sorted(set(EDITS) - made)}"
    return shipments


def _next_edits(rng: random.Random, made: set[str]) -> list[str]:
    """Those never made first, in a seeded order."""
    names = sorted(EDITS)
    rng.shuffle(names)
    return sorted(names, key=lambda name: name in made)[:EDITS_EACH]


def _try(shop: Workshop, name: str):
    try:
        return EDITS[name](shop)
    except NoVictim:
        return None


def _change_look(patch: pytest.MonkeyPatch, number: int) -> None:
    css = f"{note_types.CSS}\n.sl {{ letter-spacing: 0.0{number}em; }}"
    patch.setattr(note_types, "CSS", css)
    patch.setattr(package, "CSS", css)


def _check_announced(shipment: Shipment, told) -> None:
    """The release says exactly what the edits did."""
    said: dict[str, set[str]] = {}
    for change in shipment.changes:
        said.setdefault(change.kind, set()).add(change.after.identity)
    assert said.get("new", set()) == told.added
    assert said.get("retired", set()) == told.retired
    rest = set().union(*(said.get(kind, set()) for kind in ("changed", "moved", "tagged", "corrected")))
    assert told.changed <= rest <= told.changed | told.may_follow


def test_a_learner_takes_every_release_and_studies_between(series, new_learner):
    learner, rng = new_learner(), random.Random(SEED)
    for shipment in series:
        assert take(learner, shipment) == [], f"release {shipment.number}"
        learner.live(rng, time_of(shipment.number) + DAYS)
    known = learner.snapshot()
    assert len(known.reviews) > 250
    assert all(row[15] for row in known.cards.values() if row[4] == 2), "reviewed cards keep their FSRS memory"
    kinds = {name: learner.col.models.by_name(name)["css"] for name in known.note_types}
    assert all("letter-spacing: 0.09em" in css for css in kinds.values()), "the last look arrived"
    assert learner.col.media.check().missing == []


def test_a_learner_skips_all_releases_but_the_first_and_the_last(series, new_learner):
    learner = new_learner()
    assert take(learner, series[0]) == []
    learner.live(random.Random(SEED), time_of(1) + DAYS)
    assert take(learner, series[-1]) == []


def test_a_learner_goes_back_one_release_and_loses_nothing(series, new_learner):
    learner = new_learner()
    assert take(learner, series[-1]) == []
    learner.live(random.Random(SEED), time_of(RELEASES + 1) + DAYS)
    before = learner.snapshot()
    learner.imports(series[-2].whole)
    after = learner.snapshot()
    assert after.notes == before.notes and after.reviews == before.reviews and after.decks == before.decks
    assert {card: after.cards.get(card) for card in before.cards} == before.cards


def test_a_learner_takes_the_whole_package_and_later_a_component(series, new_learner):
    learner, rng = new_learner(), random.Random(SEED)
    assert take(learner, series[0]) == []
    for shipment in series[3:9:2]:
        learner.live(rng, time_of(shipment.number) - DAYS)
        for component in sorted(shipment.ledger.decks):
            assert take(learner, shipment, shipment.component(component)) == [], f"{component}, release {shipment.number}"


def test_a_learner_of_one_component_is_told_of_every_change_in_its_deck(series, new_learner):
    learner, rng = new_learner(), random.Random(SEED)
    for shipment in series:
        assert take(learner, shipment, shipment.component("concepts")) == [], f"release {shipment.number}"
        learner.live(rng, time_of(shipment.number) + DAYS)
    last = {note.guid: (note.fields, tuple(sorted(note.tags))) for note in series[-1].notes}
    assert learner.known == {guid: last[guid] for guid in learner.known}, "no card of the deck has left its package"


def test_a_newcomer_is_asked_no_retired_card(series, new_learner):
    learner = new_learner()
    take(learner, series[-1])
    assert [note for note in series[-1].notes if not note.ords], "the series retires cards"
    assert learner.col.find_cards("tag:studyloop::retired") == []
    assert learner.col.card_count() == sum(len(note.ords) for note in series[-1].notes)


def test_retired_cards_are_found_by_their_search_and_nothing_of_ours_is_empty(series, new_learner):
    learner = new_learner()
    take(learner, series[0])
    take(learner, series[-1])
    retired = {note.guid for note in series[-1].notes if not note.ords}
    found = learner.col.find_notes("tag:studyloop::retired")
    assert {learner.col.get_note(note).guid for note in found} == retired
    assert learner.col.find_cards("tag:studyloop::retired")
    assert not learner.col.get_empty_cards().notes
