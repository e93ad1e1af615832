"""Updates in a real Anki: what changed arrives, what did not is left alone, no review is ever lost."""

from dataclasses import replace

import pytest

from studyloop.decks import note_types, package

pytestmark = pytest.mark.anki
SCHEDULING = "select type, queue, due, ivl, factor, reps, lapses, left, data, did from cards where id = ?"


def study(learner, id):
    """Answer the first card of a note twice; its row as the scheduler left it."""
    card = learner.note(id).cards()[0]
    for ease in (3, 3):
        card.load()
        card.start_timer()
        learner.col.sched.answerCard(card, ease)
    return card.id, learner.col.db.first(SCHEDULING, card.id)


def release(full, ledger, out, learner, now=0):
    ledger.now += now
    full.build(out, ledger)
    return learner.imports(out / "prep-all.apkg")


def change_short(full, text):
    topic = full.topics[0]
    question = replace(topic.questions[0], short=text)
    full.topics[0] = replace(topic, questions=(question, *topic.questions[1:]))


def test_changed_text_arrives_and_scheduling_stays(full, ledger, tmp_path, learner):
    release(full, ledger, tmp_path / "1", learner)
    card, before = study(learner, "roc-high-precision-low")
    reviews = learner.col.db.scalar("select count() from revlog")
    change_short(full, "<p>A better answer.</p>")
    log = release(full, ledger, tmp_path / "2", learner, now=100)
    assert len(log.updated) == 1 and len(log.new) == len(log.conflicting) == 0
    assert learner.note("roc-high-precision-low")["Short"] == "<p>A better answer.</p>"
    assert learner.col.db.first(SCHEDULING, card) == before
    assert learner.col.db.scalar("select count() from revlog") == reviews == 2


def test_an_unchanged_note_keeps_the_learners_edit_and_tags(full, ledger, tmp_path, learner):
    release(full, ledger, tmp_path / "1", learner)
    note = learner.note("auc-ignores")
    note["Back"] = "My own words."
    note.tags.append("mine")
    learner.col.update_note(note)
    change_short(full, "<p>A better answer.</p>")
    release(full, ledger, tmp_path / "2", learner, now=100)
    note = learner.note("auc-ignores")
    assert note["Back"] == "My own words." and "mine" in note.tags


def test_a_changed_tag_arrives(full, ledger, tmp_path, learner):
    release(full, ledger, tmp_path / "1", learner)
    ledger.now += 100
    full.build(tmp_path / "2", ledger, plan_tags={"leak": ("plan::8-week::week-01",)})
    learner.imports(tmp_path / "2" / "prep-all.apkg")
    assert len(learner.col.find_notes("tag:plan::8-week::week-01")) == 1


def test_a_new_question_arrives_between_the_old_ones(full, ledger, tmp_path, learner):
    release(full, ledger, tmp_path / "1", learner)
    full.topic("calibration", "concepts", full.question("new-one", "New?", "<p>Yes.</p>"), order=20)
    log = release(full, ledger, tmp_path / "2", learner, now=100)
    assert len(log.new) == 1 and len(log.updated) == 0
    assert learner.note("new-one").cards()[0].due == 220_010


def test_a_renamed_question_keeps_its_history(full, ledger, tmp_path, learner):
    release(full, ledger, tmp_path / "1", learner)
    card, before = study(learner, "leak")
    full.topics = [topic for topic in full.topics if topic.topic.id != "notebooks"]
    full.topic("notebooks", "data", full.question("leak-in-joins", "Where does it hide?", "<p>In joins.</p>", was="leak"))
    log = release(full, ledger, tmp_path / "2", learner, now=100)
    assert (len(log.updated), len(log.new), learner.counts()) == (1, 0, (7, 8))
    assert learner.note("leak-in-joins").cards()[0].id == card
    assert learner.col.db.first(SCHEDULING, card) == before


def test_a_new_look_arrives_without_touching_the_notes(full, ledger, tmp_path, learner, monkeypatch):
    release(full, ledger, tmp_path / "1", learner)
    monkeypatch.setattr(package, "CSS", note_types.CSS + "\n.sl { color: red; }")
    monkeypatch.setattr(note_types, "CSS", note_types.CSS + "\n.sl { color: red; }")
    log = release(full, ledger, tmp_path / "2", learner, now=100)
    assert len(log.updated) == len(log.conflicting) == 0
    assert "color: red" in learner.col.models.by_name("Studyloop Question")["css"]


def test_a_renamed_field_and_template_update_cleanly(full, ledger, tmp_path, learner, monkeypatch):
    release(full, ledger, tmp_path / "1", learner)
    card, before = study(learner, "auc-ignores")
    old = note_types.RECALL
    fields = tuple(replace(f, name={"Back": "Answer", "Spare 1": "Hint"}.get(f.name, f.name)) for f in old.fields)
    back = old.back.replace("{{Back}}", "{{Answer}}{{Hint}}")
    new = replace(old, fields=fields, back=back, template_name="Ask")
    monkeypatch.setitem(package.BY_NAME, old.name, new)
    kinds = tuple(new if kind is old else kind for kind in note_types.NOTE_TYPES)
    monkeypatch.setattr(note_types, "NOTE_TYPES", kinds)
    log = release(full, ledger, tmp_path / "2", learner, now=100)
    assert len(log.conflicting) == len(log.new) == 0
    kind = learner.col.models.by_name("Studyloop Recall")
    assert [f["name"] for f in kind["flds"]] == ["Front", "Answer", "Context", "Link", "Id", "Hint", "Spare 2", "Spare 3"]
    assert [t["name"] for t in kind["tmpls"]] == ["Ask"]
    assert learner.note("auc-ignores")["Answer"] == "<p>The prevalence.</p>"
    assert "The prevalence." in learner.col.get_card(card).render_output().answer_text
    assert learner.col.db.first(SCHEDULING, card) == before
    assert [name.name for name in learner.col.models.all_names_and_ids() if "+" in name.name] == []


def test_a_changed_image_arrives_under_a_new_name(full, ledger, tmp_path, learner):
    release(full, ledger, tmp_path / "1", learner)
    full.images["/images/curve.png"] += b"\0"
    log = release(full, ledger, tmp_path / "2", learner, now=100)
    media = learner.col.media.check()
    assert len(log.updated) == 1 and list(media.missing) == [] and len(media.unused) == 1
