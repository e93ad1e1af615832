"""What an update does to what is the learner's: one function a situation, saying what happened.

What must not live here: how a release is built and imported, and what is ours.
"""

from __future__ import annotations

from survival_stage import ALWAYS, CARD, LAST, NEW_TEXT, OTHER, OUR_TEXT, Row, Stage, enter, our_style

YOURS: dict[str, Row] = {}
BEFORE, AFTER = -30, 1  # days of a build, seen from what the learner does on day 0


def kept(before: object, after: object) -> str:
    """"kept" if what was is what is."""
    return "kept" if before == after else "lost"


def whose(found: str, *, yours: str, ours: str) -> str:
    """"kept" or "replaced", as the learner's or our text is found."""
    return {yours: "kept", ours: "replaced"}.get(found, "lost")


@enter(YOURS, "Due dates, intervals, review history")
def history(stage: Stage) -> str:
    stage.study(CARD, "auc-chance")
    before = stage.scheduling()
    stage.update(BEFORE)
    return kept((NEW_TEXT, 6, before), (stage.short(), stage.col.db.scalar("select count() from revlog"), stage.scheduling()))


@enter(YOURS, "FSRS memory state")
def memory(stage: Stage) -> str:
    stage.study(CARD)
    before = stage.memory()
    stage.update(BEFORE)
    return kept((NEW_TEXT, before), (stage.short(), stage.memory())) if before else "lost"


@enter(YOURS, "Suspended, buried, flagged")
def states(stage: Stage) -> str:
    one, two, three = (stage.card(id).id for id in (CARD, OTHER, LAST))
    stage.col.sched.suspend_cards([one])
    stage.col.sched.bury_cards([two])
    stage.col.set_user_flag_for_cards(3, [three])
    before = stage.scheduling()
    stage.update(BEFORE, plan_tags={id: ("new",) for id in (OTHER, LAST)})
    return kept((NEW_TEXT, {OTHER, LAST}, before), (stage.short(), stage.tagged("new"), stage.scheduling()))


@enter(YOURS, "Deck you moved a card to")
def moved(stage: Stage) -> str:
    stage.col.set_deck([stage.card().id], stage.col.decks.id("Mine"))
    stage.update(BEFORE)
    return kept(("Mine", NEW_TEXT), (stage.deck_of(), stage.short()))


@enter(YOURS, "Filtered deck a card is in")
def filtered(stage: Stage) -> str:
    stage.col.sched.rebuild_filtered_deck(stage.col.decks.new_filtered("Cram"))
    stage.update(BEFORE)
    return kept(("Cram", NEW_TEXT), (stage.deck_of(), stage.short()))


@enter(YOURS, "Deck options, presets, limits")
def options(stage: Stage) -> str:
    deck = stage.col.decks.by_name(stage.deck_of())
    preset = stage.col.decks.add_config("Mine")
    preset["new"]["perDay"] = 7
    stage.col.decks.update_config(preset)
    stage.col.decks.save(deck | {"conf": preset["id"], "newLimit": 5})
    stage.update(BEFORE)
    after = stage.col.decks.by_name(deck["name"])
    perday = stage.col.decks.config_dict_for_deck_id(after["id"])["new"]["perDay"]
    return kept((preset["id"], 7, 5), (after["conf"], perday, after["newLimit"]))


@enter(YOURS, "Name you gave a deck of ours")
def renamed(stage: Stage) -> str:
    old = stage.deck_of()
    stage.col.decks.rename(stage.col.decks.id(old), "Mine")
    stage.add_question("new-one")
    stage.update(BEFORE)
    back = "; our name comes back for new cards" if stage.deck_of("new-one") == old else ""
    return kept("Mine", stage.deck_of()) + back


@enter(YOURS, "Deck of ours you emptied and deleted")
def emptied(stage: Stage) -> str:
    old = stage.deck_of()
    stage.col.set_deck([stage.card().id], stage.col.decks.id("Mine"))
    stage.col.decks.remove([stage.col.decks.id(old)])
    stage.update(BEFORE)
    empty = old in stage.deck_names() and stage.col.find_cards(f'"deck:{old}"') == []
    return "arrives again, empty" if empty and stage.deck_of() == "Mine" else "lost"


@enter(YOURS, "Card you deleted")
def deleted(stage: Stage) -> str:
    stage.study(CARD)
    stage.col.remove_notes([stage.learner.note(CARD).id])
    stage.imports(stage.build(BEFORE))
    return "arrives again, as new" if stage.card().type == 0 else "lost"


@enter(YOURS, "Your edit: we left the card alone")
def edit_alone(stage: Stage) -> str:
    stage.edit("Mine.")
    stage.add_question("new-one")
    stage.imports(stage.build(AFTER))
    return whose(stage.short(), yours="Mine.", ours=OUR_TEXT)


@enter(YOURS, "Your edit: we changed the card later")
def edit_then_ours(stage: Stage) -> str:
    stage.edit("Mine.")
    stage.update(AFTER)
    return whose(stage.short(), yours="Mine.", ours=NEW_TEXT)


@enter(YOURS, "Your edit: our change was older")
def ours_then_edit(stage: Stage) -> str:
    stage.edit("Mine.")
    stage.update(BEFORE)
    return whose(stage.short(), yours="Mine.", ours=NEW_TEXT)


@enter(YOURS, "Your tags, marked, leech: we left the card alone")
def tags_alone(stage: Stage) -> str:
    stage.tag("mine", "marked", "leech")
    stage.add_question("new-one")
    stage.imports(stage.build(AFTER))
    return _own_tags(stage)


@enter(YOURS, "Your tags, marked, leech: we changed the card later")
def tags_then_ours(stage: Stage) -> str:
    stage.tag("mine", "marked", "leech")
    stage.update(AFTER)
    return _own_tags(stage)


def _own_tags(stage: Stage) -> str:
    left = {"mine", "marked", "leech"} & set(stage.learner.note(CARD).tags)
    return {3: "kept", 0: "replaced"}.get(len(left), "lost")


@enter(YOURS, "Edits and tags, with Update notes: Always")
def always(stage: Stage) -> str:
    stage.edit("Mine.")
    stage.tag("mine", "marked", "leech")
    stage.imports(stage.build(BEFORE), update_notes=ALWAYS)
    verdict = whose(stage.short(), yours="Mine.", ours=OUR_TEXT)
    return verdict if verdict == _own_tags(stage) else "lost"


@enter(YOURS, "Your template or style: we left it alone")
def look_alone(stage: Stage) -> str:
    stage.edit_look()
    stage.update(AFTER)
    return stage.look()


@enter(YOURS, "Your template or style: we changed it later")
def look_then_ours(stage: Stage) -> str:
    stage.edit_look()
    with our_style("/*ours*/"):
        stage.update(AFTER)
    return stage.look()


@enter(YOURS, "Field you renamed")
def renamed_field(stage: Stage) -> str:
    kind = stage.kind()
    stage.col.models.rename_field(kind, kind["flds"][2], "Mine")
    stage.col.models.update_dict(kind)
    stage.update(AFTER)
    return kept(NEW_TEXT, stage.learner.note(CARD)["Mine"]) if "Mine" in stage.learner.note(CARD) else "lost"


@enter(YOURS, "Field you added")
def added_field(stage: Stage) -> str:
    stage.add_field("Mine")
    note = stage.learner.note(OTHER)
    note["Mine"] = "My words."
    stage.col.update_note(note)
    stage.update(AFTER)
    return kept("My words.", stage.learner.note(OTHER)["Mine"])
