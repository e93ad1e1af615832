"""Finding an id, whatever it names, and gathering what is known of it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from studyloop.bank.checks import all_ids
from studyloop.bank.deletions import deletions
from studyloop.bank.guides import find_anchors
from studyloop.bank.lines import classify
from studyloop.bank.model import SECTIONS, Bank, Card, Guide, Question, Topic
from studyloop.bank.problems import Problems
from studyloop.bank.sizes import count_words
from studyloop.bank.titles import plain_title
from studyloop.ledger import Declared, Ledger
from studyloop.ledger.release_notes import ReleaseNotes
from studyloop.plan import Plan, Plans
from studyloop.portrait.model import CardRow, Part, Portrait, Released, Told
from studyloop.portrait.references import declared_for, leads_to, linked_from, planned_from
from studyloop.portrait.span import last_line_of_card, last_line_of_section

MOST_CLOSE = 5


@dataclass(frozen=True, slots=True)
class Everything:
    """What is known of a content folder, and how whole seconds are written as a date."""

    bank: Bank
    plans: Plans
    ledger: Ledger
    declared: Declared
    releases: Sequence[ReleaseNotes]
    sources: Mapping[PurePosixPath, tuple[str, ...]]
    date_of: Callable[[int], str]


def find_portrait(ident: str, known: Everything) -> Portrait | None:
    """The portrait of an id, present, former or gone; ``None`` when there never was such an id."""
    found, holders = _live(ident, known) or (None, ())
    entry = known.ledger.find(found.was or found.id) or known.ledger.find(found.id) if found else known.ledger.find(ident)
    if found is None and entry is None:
        return None
    if found is None:
        # Renamed more than once: the id between the first and the present one is known to the ledger alone.
        found, holders = _live(entry.identity, known) or (Portrait(entry.id, f"{entry.kind}, gone", entry.title, is_card=True), ())
    idents = {found.id, *({found.was} if found.was else ()), *({entry.id, entry.identity} if entry and found.is_card else ())}
    path = PurePosixPath(found.path)
    led_from = [*planned_from(known.sources, known.plans, found.id, holders), *declared_for(known.declared, idents)]
    if found.path:
        led_from += linked_from(known.sources, path, found.anchor)
    return replace(
        found,
        leads_to=leads_to(known.sources, path, found.line, found.last_line),
        led_from=tuple(sorted(led_from, key=lambda reference: (reference.path, reference.line, reference.what))),
        released=_released(idents, known) if found.is_card else None,
    )


def close_ids(ident: str, known: Everything) -> tuple[str, ...]:
    """Known ids that look like this one, the closest first."""
    ids = {found for found, _ in all_ids(known.bank, dict(known.sources))} | {f"plan-{plan.id}" for plan in known.plans.plans}
    ids |= {entry.id for entry in known.ledger.entries.values()}
    close = difflib.get_close_matches(ident[:100], sorted(ids), MOST_CLOSE, 0.6)
    words = set(ident.split("-")) - {""}
    sharing = sorted((name for name in ids if words & set(name.split("-"))), key=lambda name: (-len(words & set(name.split("-"))), name))
    return tuple(dict.fromkeys([*close, *sharing]))[:MOST_CLOSE]


_Found = tuple[Portrait, tuple[str, ...]]


def _live(ident: str, known: Everything) -> _Found | None:
    """What stands in the content under an id, with the ids of what holds it."""
    for topic in known.bank.topics:
        for question in topic.questions:
            if ident in (question.id, question.was):
                return _question(topic, question), (topic.id,)
            for card in question.cards:
                if ident in (card.id, card.was):
                    return _card(card, known, question.title), (question.id, topic.id)
        if ident == topic.id:
            return _page(topic, known), ()
    for guide in known.bank.guides:
        for card in guide.cards:
            if ident in (card.id, card.was):
                return _card(card, known, guide.title), (guide.id,)
        if ident in guide.anchors:
            return _section(ident, guide, known), (guide.id,)
        if ident == guide.id:
            return _page(guide, known), ()
    for plan in known.plans.plans:
        if ident in (plan.id, f"plan-{plan.id}"):
            return _plan(plan, known), ()
    return None


def _question(topic: Topic, question: Question) -> Portrait:
    parts = [("Short answer", question.short), *((name, question.parts[key]) for name, key, _ in SECTIONS if key in question.parts)]
    labels = [("topic", topic.id), ("level", question.level), ("kind", question.kind), ("minutes", str(question.minutes)), ("roles", " ".join(question.roles))]
    labels += [("as of", question.as_of)] if question.as_of else []
    return Portrait(
        id=question.id,
        noun="question",
        title=question.title,
        path=str(topic.path),
        line=question.place.line,
        last_line=question.last_line,
        anchor=question.id,
        was=question.was or "",
        is_card=True,
        labels=tuple(labels),
        parts=tuple(Part(name, piece.place.line, count_words(piece.text)) for name, piece in parts),
        cards=tuple(map(_row, question.cards)),
    )


def _card(card: Card, known: Everything, context: str) -> Portrait:
    path = card.place.path
    row = _row(card)
    sides = [("Front", card.front), ("Back", card.back)] if card.back else [("Text", card.front)]
    return Portrait(
        id=card.id,
        noun=f"{card.kind} card",
        title=row.title,
        path=str(path),
        line=card.place.line,
        last_line=last_line_of_card(card, known.sources[path]),
        anchor=card.id,
        was=card.was or "",
        is_card=True,
        labels=(("under", context), *((("numbers", " ".join(map(str, row.numbers))),) if row.numbers else ())),
        parts=tuple(Part(name, piece.place.line, count_words(piece.text)) for name, piece in sides if piece),
    )


def _row(card: Card) -> CardRow:
    numbers = tuple(deletions(card)) if card.kind == "cloze" else ()
    return CardRow(card.id, card.kind, numbers, card.place.line, plain_title(card.front.text))


def _page(page: Topic | Guide, known: Everything) -> Portrait:
    labels = [("component", page.component), ("order", str(page.order)), ("roles", " ".join(page.roles)), ("reviewed", page.reviewed)]
    if isinstance(page, Topic):
        rows = tuple(CardRow(question.id, "question", (), question.place.line, plain_title(question.title)) for question in page.questions)
        parts = [Part("Introduction", page.intro.place.line, count_words(page.intro.text))] if page.intro else []
        labels.append(("cards", str(len(page.questions) + len(page.cards))))
    else:
        rows = tuple(map(_row, page.cards))
        parts = [Part("Prose", block.prose.place.line, count_words(block.prose.text)) for block in page.blocks if block.prose]
    noun = "topic" if isinstance(page, Topic) else "guide"
    last = len(known.sources[page.path])
    return Portrait(page.id, noun, page.title, str(page.path), 1, last, labels=tuple(pair for pair in labels if pair[1]), parts=tuple(parts), cards=rows)


def _section(ident: str, guide: Guide, known: Everything) -> Portrait:
    lines = known.sources[guide.path]
    anchors = dict(find_anchors(classify(list(lines), 1, guide.path, Problems()), guide.path, Problems()))
    first = anchors[ident].line
    title = plain_title(lines[first - 1].lstrip("# ").partition("{")[0])
    return Portrait(ident, "section", title, str(guide.path), first, last_line_of_section(lines, first), ident, labels=(("guide", guide.id),))


def _plan(plan: Plan, known: Everything) -> Portrait:
    labels = (("periods", str(len(plan.periods))), ("minutes", f"{plan.minutes:,}"))
    return Portrait(f"plan-{plan.id}", "plan", plan.title, str(plan.path), 1, len(known.sources[plan.path]), labels=labels)


def _released(idents: set[str], known: Everything) -> Released | None:
    entry = next((entry for ident in sorted(idents) if (entry := known.ledger.entries.get(ident))), None)
    if entry is None:
        return None
    told = [Told(notes.release.version, line.change, line.reason) for notes in reversed(known.releases) for line in notes.lines if line.id in idents]
    return Released(
        identity=entry.identity,
        id=entry.id,
        kind=entry.kind,
        first=entry.first,
        last=entry.last,
        date=known.date_of(entry.modified),
        deck=known.ledger.decks.get(entry.deck, entry.deck),
        position=entry.position,
        page=entry.page,
        title=entry.title,
        retired=entry.retired or "",
        replaced_by=entry.replaced_by,
        told=tuple(told),
    )
