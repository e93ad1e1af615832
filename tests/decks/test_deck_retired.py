"""Retired cards in a real Anki: whoever has them reads so and keeps the reviews, a newcomer gets none of them."""

from dataclasses import dataclass, replace

import pytest

from studyloop.bank.model import Place
from studyloop.bank.positions import LAST
from studyloop.decks import DeckError, build_packages, make_notes
from studyloop.decks.fields import Targets
from studyloop.decks.media import MediaShelf
from studyloop.decks.note_types import NOTE_TYPES
from studyloop.decks.notes import DeckNote
from studyloop.decks.retired import RETIRED_TAG, retired_notes
from studyloop.ledger import Declared, Ledger
from studyloop.ledger.declared import CHANGES, Retirement
from studyloop.ledger.model import Entry, Release, Times

FIRST, SECOND = 1_760_000_000, 1_760_000_100
SCHEDULING = "select id, ord, due, type, queue, ivl, factor, reps, lapses, left, data, did from cards where nid = ? order by ord"
# A question, a recall card and a cloze card with two numbers; "leak" is the only card of its component.
GONE = ("leak", "auc-ignores", "auc-chance")
ODD = "a {{c9::b}} [sound:x.mp3] <b> & a::b"


def live_notes(content, times: Times) -> tuple[tuple[DeckNote, ...], MediaShelf]:
    shelf = MediaShelf(content.images.__getitem__)
    targets = Targets(content.page_url, shelf.name_of)
    return make_notes(content.bank, content.rendered, targets=targets, modified=times.modified), shelf


def ledger_of(notes: tuple[DeckNote, ...]) -> Ledger:
    """The ledger after a release of these notes."""
    rows = {
        note.identity: Entry(
            identity=note.identity,
            kind=note.kind,
            guid=note.guid,
            content_hash=note.content_hash,
            modified=note.modified,
            first="2025.10.09",
            last="2025.10.09",
            deck=note.deck,
            position=note.position,
            cloze=tuple((number + 1, "0" * 8) for number in note.ords) if note.kind == "cloze" else (),
            page=f"questions/{note.owner}.md#{note.id}",
            title=f"{note.id}: {ODD}",
        )
        for note in notes
    }
    return Ledger(releases=(Release("2025.10.09", "2025-10-09"),), namespace="prep", entries=rows)


def retire(*idents: str, replaced_by: tuple[str, ...] = ("tree-depth", "clock")) -> Declared:
    place = Place(CHANGES)
    return Declared(retirements=tuple(Retirement(ident, "2025-10-09", f"Two asked it; {ODD}", replaced_by, place) for ident in idents))


def delete_gone(content) -> None:
    """The content after its authors deleted the cards of ``GONE``."""
    content.topics = [topic for topic in content.topics if topic.topic.id != "notebooks"]
    (metrics,) = content.topics[0].questions
    bare = replace(metrics, cards=(), question=replace(metrics.question, cards=()))
    topic = replace(content.topics[0].topic, questions=(bare.question,))
    content.topics[0] = replace(content.topics[0], topic=topic, questions=(bare,))


class Releases:
    """Two releases of one bank: in the second one the cards of ``GONE`` are retired."""

    def __init__(self, folder, content, declared: Declared) -> None:
        self.folder, self.content = folder, content
        before, shelf = live_notes(content, Times(Ledger(), FIRST))
        self.ledger = ledger_of(before)
        self.first = self.build("1", before, shelf)
        delete_gone(content)
        times = Times(self.ledger, SECOND)
        live, shelf = live_notes(content, times)
        self.retired = self.retire(declared, self.ledger, content.page_url, times.modified)
        self.second = self.build("2", live + self.retired, shelf)

    def retire(self, declared: Declared, ledger: Ledger, page_url, modified=lambda guid, content_hash: SECOND) -> tuple[DeckNote, ...]:
        return retired_notes(self.content.bank, declared, ledger, Targets(page_url, str), modified)

    def build(self, name: str, notes: tuple[DeckNote, ...], shelf: MediaShelf):
        out = self.folder / name
        times = {kind.name: FIRST for kind in NOTE_TYPES}
        build_packages(self.content.bank, self.content.rendered, out, notes, shelf, times, version=name, date="2025-10-09")
        return out / "prep-all.apkg"


@pytest.fixture
def releases(tmp_path, full) -> Releases:
    return Releases(tmp_path, full, retire(*GONE))


@dataclass
class Update:
    """What a learner sees of an update: scheduling before it, and what Anki said of it."""

    learner: object
    before: dict[str, list]
    log: object


@pytest.fixture
def updated(releases, learner) -> Update:
    """Someone who has the first release, answered every card of it, and took the second."""
    learner.imports(releases.first)
    for ident in GONE:
        for card in learner.note(ident).cards():
            card.start_timer()
            learner.col.sched.answerCard(card, 3)
    return Update(learner, {ident: scheduling(learner, ident) for ident in GONE}, learner.imports(releases.second))


def scheduling(learner, ident: str) -> list:
    return learner.col.db.all(SCHEDULING, learner.note(ident).id)


@pytest.mark.anki
def test_retired_notes_arrive_as_updates_and_nothing_else_does(updated):
    assert len(updated.log.updated) == len(GONE)
    assert len(updated.log.new) == len(updated.log.conflicting) == len(updated.log.empty_first_field) == 0
    assert updated.learner.counts() == (7, 8)
    assert [name.name for name in updated.learner.col.models.all_names_and_ids() if "+" in name.name] == []


@pytest.mark.anki
@pytest.mark.parametrize("ident", GONE)
def test_a_retired_card_keeps_every_number_and_every_review(updated, ident):
    assert scheduling(updated.learner, ident) == updated.before[ident]
    assert [card.ord for card in updated.learner.note(ident).cards()] == ([0, 1] if ident == "auc-chance" else [0])
    assert updated.learner.col.db.scalar("select count() from revlog") == 4


@pytest.mark.anki
@pytest.mark.parametrize("ident", GONE)
def test_a_retired_card_says_why_and_what_is_asked_instead(updated, ident):
    note = updated.learner.note(ident)
    assert note.tags == [RETIRED_TAG]
    assert note["Link"] == "https://study.example/questions/trees/#tree-depth"
    for card in note.cards():
        shown = card.render_output()
        assert f"Retired: {ident}" in shown.question_text
        for part in ("Two asked it", "(2025-10-09)", "How deep is a balanced tree?", "https://study.example/guides/clock/", f"tag:{RETIRED_TAG}"):
            assert part in shown.answer_text
        assert shown.question_av_tags == shown.answer_av_tags == [] and "<b>" not in shown.answer_text


@pytest.mark.anki
def test_the_search_for_retired_cards_finds_them_and_no_other(updated):
    found = updated.learner.col.find_cards(f"tag:{RETIRED_TAG}")
    assert sorted(found) == sorted(card.id for ident in GONE for card in updated.learner.note(ident).cards())


@pytest.mark.anki
def test_no_card_of_ours_is_empty(updated):
    assert list(updated.learner.col.get_empty_cards().notes) == []


@pytest.mark.anki
def test_a_third_release_leaves_retired_notes_alone(updated, releases):
    note = updated.learner.note("leak")
    note["Short"] = "Mine."
    updated.learner.col.update_note(note)
    log = updated.learner.imports(releases.second)
    assert len(log.updated) == 0 and updated.learner.note("leak")["Short"] == "Mine."


@pytest.mark.anki
def test_a_newcomer_gets_no_retired_card_and_no_deck_without_cards(releases, learner):
    learner.imports(releases.second)
    assert learner.col.card_count() == 4
    assert list(learner.col.find_cards(f"tag:{RETIRED_TAG}")) == []
    assert list(learner.col.get_empty_cards().notes) == []
    names = sorted(deck.name for deck in learner.col.decks.all_names_and_ids(skip_empty_default=True))
    assert names == ["Interview preparation", *learner.filled_decks()]


@pytest.mark.anki
def test_a_newcomer_who_checks_the_database_gets_them_new_and_in_no_deck_of_ours(releases, learner):
    learner.imports(releases.second)
    learner.col.fix_integrity()
    made = [learner.col.get_card(card) for card in learner.col.find_cards(f"tag:{RETIRED_TAG}")]
    assert len(made) == 4 and {(card.type, learner.col.decks.name(card.did)) for card in made} == {(0, "Default")}


@pytest.mark.anki
def test_a_card_retired_without_a_replacement_says_so(tmp_path, full, learner):
    releases = Releases(tmp_path, full, retire(*GONE, replaced_by=()))
    learner.imports(releases.first)
    learner.imports(releases.second)
    for ident in GONE:
        note = learner.note(ident)
        assert note["Link"] == "" and "Nothing is asked instead." in note.cards()[0].render_output().answer_text
    assert list(learner.col.get_empty_cards().notes) == []


def test_a_retired_note_keeps_its_guid_note_type_and_deck_and_ships_no_card(releases):
    for note in releases.retired:
        entry = releases.ledger.entries[note.identity]
        assert (note.guid, note.kind, note.deck, note.id) == (entry.guid, entry.kind, entry.deck, entry.id)
        assert (note.ords, note.position, note.modified) == ((), LAST, SECOND)
    assert [note.identity for note in releases.retired] == sorted(GONE)


def test_a_card_renamed_before_it_was_retired_keeps_its_first_guid(releases):
    entry = replace(releases.ledger.entries["leak"], page="questions/notebooks.md#leak-in-joins")
    ledger = replace(releases.ledger, entries={**releases.ledger.entries, "leak": entry})
    for ident in ("leak", "leak-in-joins"):
        (note,) = releases.retire(retire(ident), ledger, releases.content.page_url)
        assert (note.identity, note.id, note.guid) == ("leak", "leak-in-joins", entry.guid)


def test_a_cloze_card_whose_numbers_the_ledger_lost_is_refused(releases):
    entry = replace(releases.ledger.entries["auc-chance"], cloze=())
    ledger = replace(releases.ledger, entries={**releases.ledger.entries, "auc-chance": entry})
    with pytest.raises(DeckError, match="the ledger knows no cloze numbers of the retired card `auc-chance`"):
        releases.retire(retire("auc-chance"), ledger, releases.content.page_url)


def test_a_link_of_a_retired_note_is_its_text_where_the_site_is_unknown(releases):
    notes = releases.retire(retire(*GONE), releases.ledger, lambda path: None)
    assert [note.content_hash for note in notes] == [note.content_hash for note in releases.retired]
    assert all("href" not in field and "sl:/" not in field for note in notes for field in note.fields)
