"""Study order as numbers: each card's position, with gaps for cards to come. Used by decks and browser data alike."""

from __future__ import annotations

from studyloop.bank.model import Bank

COMPONENT_STEP = 100_000
TOPIC_STEP = 1_000
CARD_STEP = 10
# Anki's database check moves new cards from 1,000,000 on to the same place.
LAST = 999_999
SCHEME = (COMPONENT_STEP, TOPIC_STEP, CARD_STEP, LAST)


def position(component: int, order: int, running: int, *, after: int = 0) -> int:
    """Component number (from 1) * 100,000 + topic order * 1,000 + 10 * running number (from 1); at most 999,999.

    ``after`` is the position before this one in the same component (0: none); a crowded topic runs on past its range
    instead of mixing with the next one. Components from the tenth on start again at the first range: each is a deck of
    its own, so their positions are never compared.
    """
    band = (component - 1) % 9 + 1
    natural = band * COMPONENT_STEP + min(order, 99) * TOPIC_STEP + running * CARD_STEP
    return min(max(natural, after + 1), LAST)


def study_positions(bank: Bank) -> dict[str, int]:
    """Identity of each card to its position: components in order, guides first (order 0), then topics by ``order``."""
    found: dict[str, int] = {}
    for number, term in enumerate(bank.subject.components, 1):
        pages = [(0, [card.identity for guide in bank.guides if guide.component == term.id for card in guide.cards])]
        for topic in bank.topics:
            if topic.component == term.id:
                pages.append((topic.order, [i for q in topic.questions for i in (q.identity, *(c.identity for c in q.cards))]))
        last = 0
        for order, identities in pages:
            for running, identity in enumerate(identities, 1):
                found[identity] = last = position(number, order, running, after=last)
    return found
