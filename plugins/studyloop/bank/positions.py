"""Study order as numbers: each card's position, with gaps for cards to come. Used by decks and browser data alike."""

from __future__ import annotations

from studyloop.bank.model import Bank

COMPONENT_STEP = 100_000
PAGE_STEP = 1_000
CARD_STEP = 10
# Anki's database check moves new cards from 1,000,000 on to the same place.
LAST = 999_999


def study_positions(bank: Bank) -> dict[str, int]:
    """Identity of each card to its position: components in order, guides first, then topics by ``order``.

    Component number * 100,000 + topic order * 1,000 + 10 * running number. A crowded topic runs on past its range
    instead of mixing with the next one. Components from the tenth on start again at the first range: each is a deck of
    its own, so their positions are never compared.
    """
    found: dict[str, int] = {}
    for number, term in enumerate(bank.subject.components, 1):
        start = ((number - 1) % 9 + 1) * COMPONENT_STEP
        last = start
        guide_cards = [card.identity for guide in bank.guides if guide.component == term.id for card in guide.cards]
        pages = [(0, guide_cards)]
        for topic in bank.topics:
            if topic.component == term.id:
                identities = [i for q in topic.questions for i in (q.identity, *(card.identity for card in q.cards))]
                pages.append((topic.order, identities))
        for order, identities in pages:
            for running, identity in enumerate(identities, 1):
                last = min(max(start + order * PAGE_STEP + running * CARD_STEP, last + 1), LAST)
                found[identity] = last
    return found
