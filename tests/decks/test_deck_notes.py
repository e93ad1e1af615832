"""Notes: one list, in study order, complete or not at all."""

from dataclasses import replace

import pytest

from studyloop.decks import DuplicateGuidError, NotesError, make_notes
from studyloop.decks.fields import Targets
from studyloop.ledger.identity import note_guid


def notes_of(content, **options):
    targets = Targets(content.page_url, lambda path: "sl-0123456789abcdef.png")
    settings = {"targets": targets, "modified": lambda guid, fingerprint: 1_760_000_000} | options
    return make_notes(content.bank, content.rendered, **settings)


def test_notes_stand_in_study_order_with_guides_first(full):
    notes = notes_of(full)
    assert [note.id for note in notes] == [
        "tree-depth", "clock-first", "clock-second", "roc-high-precision-low", "auc-ignores", "auc-chance", "leak"
    ]  # fmt: skip
    assert [note.position for note in notes] == [110_010, 200_010, 200_020, 210_010, 210_020, 210_030, 310_010]
    assert (len(notes), sum(len(note.ords) for note in notes)) == (7, 8)


def test_a_question_note_holds_its_parts(full):
    (note,) = [note for note in notes_of(full) if note.id == "roc-high-precision-low"]
    title, level, short, strong, weak, tests, link, id, *spares = note.fields
    assert (level, id, link) == (
        "Mid", "roc-high-precision-low", "https://study.example/questions/metrics/#roc-high-precision-low"
    )  # fmt: skip
    assert "\\(\\pi &lt; 0.001\\)" in short and 'href="https://study.example/questions/x/#a"' in short
    assert 'src="sl-0123456789abcdef.png"' in strong and "id=" not in strong
    assert "SMOTE" in weak and "judgement" in tests and spares == ["", "", ""]
    assert note.tags == (
        "component::concepts", "kind::concept", "level::mid", "role::ds", "role::mle", "topic::metrics"
    )  # fmt: skip


def test_cards_name_the_question_or_guide_they_come_from(full):
    contexts = {note.id: note.fields[2] for note in notes_of(full) if note.kind != "question"}
    assert contexts["auc-ignores"].startswith("ROC-AUC is 0.97") and contexts["clock-second"] == "Clock"


def test_plan_slices_are_tags_and_reach_the_cards_below(full):
    plans = {"roc-high-precision-low": ("plan::2-week::day-03",), "auc-chance": ("plan::8-week::week-01",)}
    tags = {note.id: [tag for tag in note.tags if tag.startswith("plan")] for note in notes_of(full, plan_tags=plans)}
    assert tags["auc-ignores"] == ["plan::2-week::day-03"]
    assert tags["auc-chance"] == ["plan::2-week::day-03", "plan::8-week::week-01"]
    assert tags["leak"] == []


def test_identity_survives_every_change_but_the_first_id(content):
    content.topic("metrics", "concepts", content.question("new", "New words?", "<p>New.</p>", was="old"), order=90)
    (note,) = notes_of(content)
    assert note.guid == note_guid("prep", "old") and note.id == "new"


def test_the_hash_follows_fields_and_tags_alone(full, content):
    before = {note.id: note for note in notes_of(full)}
    after = {note.id: note for note in notes_of(full, plan_tags={"leak": ("plan::x",)}, modified=lambda guid, h: 5)}
    changed = {id for id in before if before[id].content_hash != after[id].content_hash}
    assert changed == {"leak"}


def test_the_hash_tells_text_place_and_tags_apart_and_does_not_know_the_site(full):
    def parts(**options):
        return {note.id: note.content_hash.split(".") for note in notes_of(full, **options)}

    before, tagged = parts(), parts(plan_tags={"leak": ("plan::x",)})
    assert [a == b for a, b in zip(before["leak"], tagged["leak"], strict=True)] == [True, True, False]
    full.site = None
    assert parts() == before
    topic = full.topics[-1].topic
    full.topics[-1] = replace(full.topics[-1], topic=replace(topic, path=topic.path.with_name("elsewhere.md")))
    assert [a == b for a, b in zip(before["leak"], parts()["leak"], strict=True)] == [True, False, True]


def test_modification_time_is_asked_for_by_guid_and_hash(full):
    asked = {}
    notes = notes_of(full, modified=lambda guid, fingerprint: asked.setdefault((guid, fingerprint), len(asked) + 1))
    assert [asked[note.guid, note.content_hash] for note in notes] == [note.modified for note in notes]


def test_without_a_site_there_are_no_links(full):
    full.site = None
    assert not any("http" in field for note in notes_of(full) for field in note.fields)


def test_every_broken_card_is_reported_at_once_with_its_place(content):
    cards = [content.card("blank", " ", "<p>b</p>"), content.card("no-mark", "<p>t</p>")]
    item = content.question("fine", "Fine?", "<p>Yes.</p>", cards)
    content.topic("metrics", "concepts", item)
    with pytest.raises(NotesError) as caught:
        notes_of(content)
    places = [card.place for card in item.question.cards]
    assert str(caught.value).splitlines() == [
        f"{places[0]}: card 'blank': its front renders empty: write what the card asks",
        f"{places[1]}: card 'no-mark': a cloze card needs a deletion: mark the words to recall, ==like this=={{ .c1 }}",
    ]


def test_two_notes_with_one_guid_are_an_error_that_lists_both(content):
    content.topic("metrics", "concepts", content.question("first", "A?", "<p>a</p>"))
    content.topic("trees", "coding", content.question("second", "B?", "<p>b</p>", was="first"))
    with pytest.raises(NotesError) as caught:
        notes_of(content)
    (error,) = caught.value.errors
    assert isinstance(error, DuplicateGuidError) and {error.first, error.second} == {"first", "second"}


def test_a_crowded_topic_does_not_mix_with_the_next(content):
    many = [content.card(f"c{n:03}", f"<p>{n}?</p>", "<p>b</p>") for n in range(250)]
    content.topic("one", "coding", content.question("q1", "1?", "<p>a</p>", many), order=1)
    content.topic("two", "coding", content.question("q2", "2?", "<p>a</p>"), order=2)
    notes = notes_of(content)
    positions = [note.position for note in notes]
    assert positions == sorted(set(positions)) and notes[-1].id == "q2"


def test_changing_a_part_changes_only_its_notes_hash(full):
    before = {note.id: note.content_hash for note in notes_of(full)}
    topic = full.topics[0]
    full.topics[0] = replace(topic, questions=(replace(topic.questions[0], short="<p>Other.</p>"),))
    after = {note.id: note.content_hash for note in notes_of(full)}
    assert {id for id in before if before[id] != after[id]} == {"roc-high-precision-low"}
