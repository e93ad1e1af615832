"""Edits of identity: cards that get another id, are new, are retired, or are split in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeVar

from markdown_words import halves
from new_content import cloze_lines, question_lines, recall_lines, topic_lines
from references import plan_pages, refer, relink
from workshop import CHANGES, CURRICULUM, Edit, Workshop, all_of, card_lines, cards_of, lasting

from studyloop.bank.model import Bank, Card, Question

One = TypeVar("One", Card, Question)

_NO_CHANGES = """---
title: Corrected and retired cards
corrected: []
retired: []
---

# Corrected and retired cards
""".split("\n")


def rename_question(shop: Workshop) -> Edit:
    """Another id for a question; ``was=`` keeps the first one."""
    bank = shop.bank()
    return _rename(shop, "rename_question", bank, shop.pick(_released(shop, bank.questions)))


def rename_card(shop: Workshop) -> Edit:
    """Another id for a card; ``was=`` keeps the first one."""
    bank = shop.bank()
    return _rename(shop, "rename_card", bank, shop.pick(_released(shop, cards_of(bank))))


def add_question(shop: Workshop) -> Edit:
    """A whole question with a recall and a cloze card, in a topic that is there."""
    bank = shop.bank()
    topic = shop.pick(bank.topics)
    ids = [shop.new_id() for _ in range(3)]
    at = shop.rng.choice([*(question.place.line for question in topic.questions), len(shop.lines(topic.path))])
    shop.replace(topic.path, at, at - 1, ["", *question_lines(shop, bank.subject, *ids), ""])
    return shop.record("add_question", bank, added=ids)


def add_recall_card(shop: Workshop) -> Edit:
    """A recall card behind another card, or as the first of a question."""
    return _add_card(shop, "add_recall_card", recall_lines)


def add_cloze_card(shop: Workshop) -> Edit:
    """A cloze card of two numbers behind another card, or as the first of a question."""
    return _add_card(shop, "add_cloze_card", cloze_lines)


def add_topic(shop: Workshop) -> Edit:
    """A new topic file of one or two questions."""
    bank = shop.bank()
    component = shop.pick(bank.subject.components).id
    order = shop.pick(sorted(set(range(5, 100)) - {topic.order for topic in bank.topics if topic.component == component}))
    ids = [[shop.new_id() for _ in range(3)] for _ in range(shop.rng.randint(1, 2))]
    questions = [["", *question_lines(shop, bank.subject, *own)] for own in ids]
    path = PurePosixPath("questions") / f"topic-{shop.new_id()}.md"
    shop.write(path, topic_lines(shop, bank.subject, component, order, [line for lines in questions for line in lines]))
    return shop.record("add_topic", bank, added=[ident for own in ids for ident in own])


def retire_question(shop: Workshop) -> Edit:
    """A question and its cards, with another question of the topic in their place or with none."""
    bank = shop.bank()
    topics = [topic for topic in bank.topics if len(topic.questions) > 1]
    topic, question = shop.pick((topic, q) for topic in topics for q in topic.questions if _may_go(shop, q))
    instead = shop.pick([(), (shop.pick(other.id for other in topic.questions if other is not question),)])
    lost = {one.id: one.identity for one in (question, *question.cards)}
    changed = _forget(shop, bank, topic.path, lost, instead, new=False)
    shop.replace(topic.path, question.place.line, question.last_line, [])
    return shop.record("retire_question", bank, changed=changed, retired=lost.values())


def retire_card(shop: Workshop) -> Edit:
    """A card, with another one in its place or with none."""
    bank = shop.bank()
    cards = cards_of(bank)
    card = shop.pick(_released(shop, cards))
    instead = shop.pick([(), (shop.pick(other.id for other in cards if other is not card),)])
    changed = _forget(shop, bank, card.place.path, {card.id: card.identity}, instead, new=False)
    _cut_card(shop, bank, card)
    return shop.record("retire_card", bank, changed=changed, retired={card.identity})


def split_and_retire(shop: Workshop) -> Edit:
    """A recall card in two: the old id is retired, two new ones replace it."""
    bank = shop.bank()
    card, (front, first, second) = shop.pick_fit(_released(shop, cards_of(bank)), lambda card: _halves(shop, bank, card))
    ids = (shop.new_id(), shop.new_id())
    changed = _forget(shop, bank, card.place.path, {card.id: card.identity}, ids, new=True)
    new = [f"{front} (first part) {{ #{ids[0]} }}", f":   {first}", "", f"{front} (second part) {{ #{ids[1]} }}", f":   {second}"]
    _put_for(shop, bank, card, new)
    return shop.record("split_and_retire", bank, changed=changed, added=ids, retired={card.identity})


def split_and_keep(shop: Workshop) -> Edit:
    """A recall card in two: the old id keeps the first half, a new one has the second."""
    bank = shop.bank()
    card, (front, first, second) = shop.pick_fit(cards_of(bank), lambda card: _halves(shop, bank, card))
    ident = shop.new_id()
    was = f" was={card.was}" if card.was else ""
    new = [f"{front} {{ #{card.id}{was} }}", f":   {first}", "", f"{front} (second part) {{ #{ident} }}", f":   {second}"]
    _put_for(shop, bank, card, new)
    return shop.record("split_and_keep", bank, changed={card.identity}, added={ident})


def _released(shop: Workshop, all_: Iterable[One]) -> list[One]:
    """Those that were released and that nothing retired points to."""
    stay = lasting(shop)
    return [one for one in all_ if one.identity not in shop.fresh and one.id not in stay]


def _may_go(shop: Workshop, question: Question) -> bool:
    return not all_of(question) & shop.fresh and not {one.id for one in (question, *question.cards)} & lasting(shop)


def _rename(shop: Workshop, name: str, bank: Bank, one: Card | Question) -> Edit:
    path, new = one.place.path, shop.new_id()
    changed = relink(shop, bank, {(path, one.id): (path, new)})
    refer(shop, {one.id: (new,)})
    lines = shop.lines(path)
    braces = re.compile(rf"#{re.escape(one.id)}(?=[ }}])(?=[^{{}}]*\}}\s*$)")
    number = next(number for number in range(one.place.line, len(lines) + 1) if braces.search(lines[number - 1]))
    was = "" if one.was else f" was={one.id}"
    shop.replace(path, number, number, [braces.sub(f"#{new}{was}", lines[number - 1])])
    return shop.record(name, bank, changed=changed | {one.identity})


def _add_card(shop: Workshop, name: str, make: Callable[[Workshop, str], list[str]]) -> Edit:
    bank, ident = shop.bank(), shop.new_id()
    after = shop.pick([*cards_of(bank), *(question for question in bank.questions if not question.cards)])
    if isinstance(after, Card):
        at, before = card_lines(shop, bank, after)[1] + 1, [""]
    else:
        at, before = after.parts["sources"].place.line, ["### Cards", ""]
        while not shop.lines(after.place.path)[at - 1].startswith("### Sources"):
            at -= 1
    shop.replace(after.place.path, at, at - 1, [*before, *make(shop, ident), ""])
    return shop.record(name, bank, added={ident})


def _forget(
    shop: Workshop, bank: Bank, path: PurePosixPath, lost: Mapping[str, str], instead: tuple[str, ...], *, new: bool
) -> set[str]:
    """Retire ids (to identities) of a page in ``changes.md`` and wherever they are named; who shows a link to them."""
    target = next((one.place.path for one in (*bank.questions, *cards_of(bank)) if one.id in instead), path)
    changed = relink(shop, bank, {(path, ident): (target, instead[0]) if instead else None for ident in lost})
    # Other released cards get no tag of a plan by what is retired: only new ones inherit.
    refer(shop, {ident: instead if new else () for ident in lost}, plan_pages(shop))
    refer(shop, dict.fromkeys(lost, instead), [CURRICULUM])
    listed = instead[0] if len(instead) == 1 else f"[{', '.join(instead)}]"
    replaced = f", replaced_by: {listed}" if instead else ""
    reason = shop.pick(["The question named one library.", "It asked two things at once.", "Nobody asks this any more."])
    items = [f'  - {{id: {identity}, date: {shop.today}, reason: "{reason}"{replaced}}}' for identity in lost.values()]
    lines = shop.lines(CHANGES) if CHANGES in shop.pages() else _NO_CHANGES
    at = next(number for number, line in enumerate(lines) if line.startswith("retired:"))
    end = next(number for number in range(at + 1, len(lines)) if not lines[number].startswith(" "))
    shop.write(CHANGES, [*lines[:at], "retired:", *lines[at + 1 : end], *items, *lines[end:]])
    return changed


def _cut_card(shop: Workshop, bank: Bank, card: Card) -> None:
    path, (first, last) = card.place.path, card_lines(shop, bank, card)
    lines = shop.lines(path)
    owner = next((q for q in bank.questions if card in q.cards), None)
    if owner and len(owner.cards) == 1:
        # An empty section is an error: its heading goes too.
        while not lines[first - 1].startswith("### Cards"):
            first -= 1
    while last < len(lines) - 1 and not lines[last].strip():
        last += 1
    shop.replace(path, first, last, [])


def _put_for(shop: Workshop, bank: Bank, card: Card, new: list[str]) -> None:
    shop.replace(card.place.path, *card_lines(shop, bank, card), ["", *new, ""])


def _halves(shop: Workshop, bank: Bank, card: Card) -> tuple[str, str, str] | None:
    """The cue and both halves of the answer of a recall card, if it can be cut."""
    if card.kind != "recall" or card.back.place.line != card_lines(shop, bank, card)[1]:
        return None
    cut = halves(card.back.text)
    return (card.front.text, *cut) if cut else None
