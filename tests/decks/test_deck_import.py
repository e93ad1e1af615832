"""A real Anki takes every package: expected notes, nothing broken, nothing twice."""

import html
import itertools

import pytest

pytestmark = pytest.mark.anki
DECKS = [
    "Interview preparation::01 Coding",
    "Interview preparation::02 Concepts",
    "Interview preparation::03 Data",
]


@pytest.fixture
def imported(full, tmp_path, learner):
    full.build(tmp_path / "out")
    log = learner.imports(tmp_path / "out" / "prep-all.apkg")
    return learner, log


def test_everything_is_new_and_nothing_conflicts(imported):
    learner, log = imported
    assert len(log.new) == log.found_notes == 7
    for trouble in ("updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck"):
        assert len(getattr(log, trouble)) == 0, trouble
    assert len(log.empty_first_field) == 0
    assert learner.counts() == (7, 8)


def test_decks_are_named_and_described_as_built(imported):
    learner, _ = imported
    assert learner.filled_decks() == DECKS
    deck = learner.col.decks.by_name(DECKS[1])
    assert deck["desc"] == "Interview preparation: Concepts. Version 1.0 of 2026-01-02."


def test_note_types_are_ours_and_no_plus_appears(imported):
    learner, _ = imported
    ours = [name.name for name in learner.col.models.all_names_and_ids() if name.name.startswith("Studyloop")]
    assert ours == ["Studyloop Cloze", "Studyloop Question", "Studyloop Recall"]


def test_tags_and_positions_arrive(imported):
    learner, _ = imported
    note = learner.note("auc-chance")
    assert note.tags == ["component::concepts", "kind::concept", "level::mid", "role::ds", "role::mle", "topic::metrics"]
    assert [card.due for card in note.cards()] == [210_030, 210_030]
    assert [card.ord for card in note.cards()] == [0, 1]
    assert learner.col.find_cards("tag:topic::metrics is:new") != []
    assert learner.col.fix_integrity()[1]
    assert [card.due for card in learner.note("leak").cards()] == [310_010]


def test_no_card_is_empty_and_no_media_is_missing_or_unused(imported):
    learner, _ = imported
    assert list(learner.col.get_empty_cards().notes) == []
    media = learner.col.media.check()
    assert (list(media.missing), list(media.unused)) == ([], [])


def test_every_rendered_side_is_complete(imported):
    learner, _ = imported
    for card_id in learner.col.find_cards(""):
        out = learner.col.get_card(card_id).render_output()
        for side in (out.question_text, out.answer_text):
            assert "{{" not in side and "}}" not in side and "arithmatex" not in side and "sl:/" not in side
            assert "<script" not in side and " style=" not in side and "<mark" not in side


def test_the_answer_folds_its_parts_in_order_and_leaves_out_the_empty_ones(imported):
    learner, _ = imported
    full, bare = (learner.note(id).cards()[0].render_output().answer_text for id in ("roc-high-precision-low", "leak"))
    marks = ['class="level">Mid', 'id="answer"', "Rates within", "Strong answer", "Weak answer", "What it tests", "Open on"]
    assert [full.index(mark) for mark in marks] == sorted(full.index(mark) for mark in marks)
    assert full.count("<details") == 3 and bare.count("<details") == 0


def test_each_cloze_number_hides_its_own_words(imported):
    learner, _ = imported
    first, second = (card.render_output().question_text for card in learner.note("auc-chance").cards())
    assert "positive" not in first.replace('data-cloze="positive"', "") and "negative" in first
    assert "negative" not in second.replace('data-cloze="negative"', "") and "positive" in second


def test_text_that_looks_like_anki_commands_is_shown_as_written(content, tmp_path, learner):
    odd = "a::b}} {{c2::x}} [sound:x.mp3] [latex]y[/latex] {{Id}}"
    math = '<span class="arithmatex">\\(\\frac{a}{\\sqrt{b}}\\)</span>'
    cards = [content.card("odd", f'<p>{odd} <mark class="c1">{odd}{math}</mark></p>')]
    content.topic("odd", "coding", content.question("q", f"<code>{odd}</code>", f"<p>{odd}</p>", cards))
    content.build(tmp_path)
    learner.imports(tmp_path / "prep-all.apkg")
    assert learner.counts() == (2, 2)
    (card,) = learner.note("odd").cards()
    field = learner.note("odd")["Text"]
    extracted = html.unescape(learner.col.extract_cloze_for_typing(field, 1))
    assert odd in extracted and "\\sqrt{b} }\\)" in extracted
    assert card.render_output().answer_text.count('class="cloze"') == 1
    assert learner.note("q").cards()[0].render_output().question_av_tags == []


@pytest.mark.parametrize("order", list(itertools.permutations(["all", "concepts", "data"])))
def test_packages_in_any_order_add_nothing_twice(order, full, tmp_path, learner):
    full.build(tmp_path / "out")
    for name in order:
        log = learner.imports(tmp_path / "out" / f"prep-{name}.apkg")
        assert len(log.conflicting) == 0
    assert learner.counts() == (7, 8)
    assert learner.filled_decks() == DECKS
    names = sorted(deck.name for deck in learner.col.decks.all_names_and_ids(skip_empty_default=True))
    assert names == ["Interview preparation", *DECKS]
    assert {note.name for note in learner.col.models.all_names_and_ids() if "+" in note.name} == set()
    assert list(learner.col.media.check().missing) == []
