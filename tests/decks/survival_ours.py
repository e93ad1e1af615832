"""What an update does with what is ours: one function a situation, saying what happened.

What must not live here: how a release is built and imported, and what is the learner's.
"""

from __future__ import annotations

from survival_stage import ALWAYS, CARD, LAST, NEW_TEXT, OTHER, OUR_TEXT, Row, Stage, enter, our_style
from survival_yours import AFTER, BEFORE

OURS: dict[str, Row] = {}
NEWER_TEXT = "<p>In joins, in time, in people.</p>"


def arrives(*facts: bool) -> str:
    """"arrives" if everything did."""
    return "arrives" if all(facts) else "lost"


def with_setting(at_first: bool, then: bool, setting: str) -> str:
    """"arrives" with the dialog's first options, or the setting that it takes."""
    return "arrives" if at_first else f"needs a setting: {setting}" if then else "lost"


@enter(OURS, "New card")
def new_card(stage: Stage) -> str:
    stage.add_question("new-one", component="concepts")
    stage.update(BEFORE)
    between = stage.card(CARD).due > stage.card("new-one").due > stage.card("auc-chance").due
    return arrives(stage.card("new-one").type == 0) + (", in its place" if between else "")


@enter(OURS, "Text we changed")
def text(stage: Stage) -> str:
    stage.update(BEFORE)
    return arrives(stage.short() == NEW_TEXT)


@enter(OURS, "Tags we changed")
def tags(stage: Stage) -> str:
    stage.imports(stage.build(BEFORE, plan_tags={CARD: ("plan::8-week::week-01",)}))
    return arrives("plan::8-week::week-01" in stage.learner.note(CARD).tags)


@enter(OURS, "Image we changed")
def image(stage: Stage) -> str:
    stage.content.images["/images/curve.png"] += b"\0"
    stage.imports(stage.build(BEFORE))
    media = stage.col.media.check()
    return arrives(list(media.missing) == [], len(media.unused) == 1)


@enter(OURS, "Templates and style we changed")
def look(stage: Stage) -> str:
    with our_style("/*ours*/"):
        stage.imports(stage.build(BEFORE))
    return arrives("ours" in stage.kind()["css"])


@enter(OURS, "Deck description")
def description(stage: Stage) -> str:
    deck = stage.col.decks.by_name(stage.deck_of())
    stage.col.decks.save(deck | {"desc": "Mine."})
    stage.imports(stage.build(BEFORE, version="2.0"))
    after = stage.col.decks.by_name(deck["name"])["desc"]
    return arrives("Version 2.0" in after) + (", over yours" if "Mine." not in after else "")


@enter(OURS, "Card we retired")
def retired(stage: Stage) -> str:
    stage.study(LAST)
    before = stage.scheduling()
    stage.imports(stage.build(BEFORE, retired=LAST, plan_tags={LAST: ("retired",)}))
    return arrives(stage.tagged("retired") == {LAST}) + ("; history stays" if stage.scheduling() == before else "")


@enter(OURS, "Card we retired before your first import")
def retired_for_newcomers(stage: Stage) -> str:
    newcomer = stage.new_learner()
    newcomer.imports(stage.build(BEFORE, retired=LAST))
    return {(7, 7): "arrives as a note without cards", (7, 8): "arrives"}.get(newcomer.counts(), "lost")


@enter(OURS, "Card we moved to another deck")
def moved(stage: Stage) -> str:
    before = stage.deck_of()
    stage.content.topics = [topic for topic in stage.content.topics if topic.topic.id != "notebooks"]
    stage.content.topic("elsewhere", "coding", stage.content.question(CARD, "Where?", NEW_TEXT), order=50)
    stage.imports(stage.build(BEFORE))
    whole = stage.short() == NEW_TEXT and stage.learner.counts() == (7, 8)
    return "kept where it was" if whole and stage.deck_of() == before else "lost"


@enter(OURS, "New order of cards you have")
def order(stage: Stage) -> str:
    before = stage.scheduling()
    stage.reorder(77)
    stage.update(BEFORE)
    return "kept as first imported" if stage.short() == NEW_TEXT and stage.scheduling() == before else "arrives"


@enter(OURS, "Card we changed before your edit, tag or leech")
def older_than_yours(stage: Stage) -> str:
    stage.edit("Mine.")
    stage.tag("marked", id=OTHER)
    stage.make_leech(LAST)
    file = stage.build(BEFORE, plan_tags={id: ("new",) for id in (CARD, OTHER, LAST)})
    arrived = []
    for settings in ({}, {"update_notes": ALWAYS}):
        stage.imports(file, **settings)
        arrived.append(stage.tagged("new"))
    return with_setting(arrived[0] == {CARD, OTHER, LAST}, arrived == [set(), {CARD, OTHER, LAST}], "Update notes, Always")


@enter(OURS, "Style we changed before you changed it")
def older_than_your_look(stage: Stage) -> str:
    stage.edit_look()
    with our_style("/*ours*/"):
        file = stage.update(BEFORE)
    at_first = stage.look() == "replaced"
    stage.imports(file, update_notetypes=ALWAYS)
    return with_setting(at_first, stage.look() == "replaced", "Update note types, Always")


@enter(OURS, "Text we changed, after you added a field")
def after_a_field(stage: Stage) -> str:
    stage.add_field("Mine")
    file = stage.update(AFTER)
    at_first = stage.short() == NEW_TEXT
    stage.imports(file, merge_notetypes=True)
    return with_setting(at_first, stage.short() == NEW_TEXT, "Merge note types")


@enter(OURS, "New cards, after you added a field")
def new_card_after_a_field(stage: Stage) -> str:
    stage.add_field("Mine")
    stage.add_question("new-one")
    stage.update(BEFORE)
    kind = stage.learner.note("new-one").note_type()["name"]
    return arrives(stage.card("new-one").type == 0) + (", in a second note type" if kind.endswith("+") else "")


@enter(OURS, "Release built before your last import")
def built_before_the_last_import(stage: Stage) -> str:
    stage.study(CARD)
    before = stage.scheduling()
    stage.update(BEFORE)
    file = stage.update(BEFORE + 10, NEWER_TEXT)
    at_first = stage.short() == NEWER_TEXT
    stage.imports(file, update_notes=ALWAYS)
    then = stage.short() == NEWER_TEXT and stage.scheduling() == before
    return with_setting(at_first and then, then, "Update notes, Always")


@enter(OURS, "Releases you skipped")
def skipped(stage: Stage) -> str:
    stage.study(CARD)
    before = stage.scheduling()
    stage.reword(NEW_TEXT)
    stage.build(BEFORE)
    stage.reword(NEWER_TEXT)
    stage.build(BEFORE + 10)
    stage.update(BEFORE + 20, NEWER_TEXT, plan_tags={OTHER: ("new",)})
    there = stage.short() == NEWER_TEXT and stage.tagged("new") == {OTHER}
    return arrives(there, stage.scheduling() == before).replace("arrives", "arrives with the next")


@enter(OURS, "Older package after a newer one")
def going_back(stage: Stage) -> str:
    stage.study(CARD)
    before = stage.scheduling()
    stage.update(BEFORE)
    stage.imports(stage.first)
    return "kept: the newer text" if (stage.short(), stage.scheduling()) == (NEW_TEXT, before) else "lost"


@enter(OURS, "Older package, with Update notes: Always")
def going_back_always(stage: Stage) -> str:
    stage.study(CARD)
    before = stage.scheduling()
    stage.update(BEFORE)
    stage.imports(stage.first, update_notes=ALWAYS)
    return "replaced by the older text" if (stage.short(), stage.scheduling()) == (OUR_TEXT, before) else "lost"


@enter(OURS, "One component after the whole package")
def component(stage: Stage) -> str:
    stage.study(CARD)
    before, decks = stage.scheduling(), stage.deck_names()
    stage.imports(stage.first.with_name("prep-data.apkg"))
    return "kept; nothing twice" if (stage.scheduling(), stage.deck_names()) == (before, decks) else "lost"
