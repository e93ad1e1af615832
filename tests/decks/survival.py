"""What survives a deck update: one function a situation, played in a real collection, saying what happened.

``python tests/decks/survival.py`` prints the tables for the Anki that is installed; the site shows them for two.
A result begins with kept, replaced, arrives or "needs a setting"; "lost" means that our promise is broken.
What must not live here: how a release is built and imported.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from anki.buildinfo import version
from conftest import PNG
from survival_stage import ALWAYS, CARD, KIND, Stage, our_style

Row = Callable[[Stage], str]
YOURS: dict[str, Row] = {}
OURS: dict[str, Row] = {}
BEFORE, AFTER = -30, 1  # days of a release: before and after what the learner does today


def row(table: dict[str, Row], label: str) -> Callable[[Row], Row]:
    """Enter a function as the row ``label``."""
    return lambda function: table.setdefault(label, function)


def kept(before: object, after: object) -> str:
    """"kept" if nothing changed."""
    return "kept" if before == after else "lost"


def arrives(there: bool, otherwise: str = "lost") -> str:
    return "arrives" if there else otherwise


@row(YOURS, "Due dates, intervals, review history")
def history(stage: Stage) -> str:
    stage.study(CARD, "auc-chance")
    before = stage.scheduling()
    stage.update(BEFORE)
    return kept(("<p>Ours, changed.</p>", before), (stage.short(), stage.scheduling()))


@row(YOURS, "FSRS memory state")
def memory(stage: Stage) -> str:
    stage.study(CARD)
    before = stage.learner.note(CARD).cards()[0].memory_state
    stage.update(BEFORE)
    after = stage.learner.note(CARD).cards()[0].memory_state
    return kept((True, str(before)), (after is not None, str(after)))


@row(YOURS, "Suspended, buried, flagged")
def states(stage: Stage) -> str:
    one, two, three = (stage.learner.note(id).cards()[0].id for id in (CARD, "tree-depth", "clock-first"))
    stage.col.sched.suspend_cards([one])
    stage.col.sched.bury_cards([two])
    stage.col.set_user_flag_for_cards(3, [three])
    before = stage.scheduling()
    stage.update(BEFORE, plan_tags={id: ("new",) for id in ("tree-depth", "clock-first")})
    arrived = len(stage.col.find_notes("tag:new"))
    return kept((2, before), (arrived, stage.scheduling()))


@row(YOURS, "Deck you moved a card to")
def moved(stage: Stage) -> str:
    own = stage.col.decks.id("My deck")
    stage.col.set_deck([card.id for card in stage.learner.note(CARD).cards()], own)
    stage.update(BEFORE)
    return kept("My deck", stage.deck_of())


@row(YOURS, "Deck options, limits, presets")
def options(stage: Stage) -> str:
    deck = stage.col.decks.by_name(stage.deck_of())
    preset = stage.col.decks.add_config("Mine")
    preset["new"]["perDay"] = 7
    stage.col.decks.update_config(preset)
    deck["conf"], deck["newLimit"] = preset["id"], 5
    stage.col.decks.save(deck)
    before = _options(stage, deck["name"])
    stage.update(BEFORE)
    return kept((7, 5, before), (*_limits(stage, deck["name"]), _options(stage, deck["name"])))


def _options(stage: Stage, deck: str) -> object:
    return stage.col.decks.config_dict_for_deck_id(stage.col.decks.id(deck))


def _limits(stage: Stage, deck: str) -> tuple[int, int]:
    return _options(stage, deck)["new"]["perDay"], stage.col.decks.by_name(deck)["newLimit"]


@row(YOURS, "Name you gave our deck")
def renamed(stage: Stage) -> str:
    old = stage.deck_of()
    stage.col.decks.rename(stage.col.decks.id(old), "My name")
    stage.add_question("new-one")
    stage.update(BEFORE)
    cards = kept("My name", stage.deck_of())
    return f"{cards}; new cards go to our name" if stage.deck_of("new-one") == old else cards
