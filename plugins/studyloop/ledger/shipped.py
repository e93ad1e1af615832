"""The cards of a bank as a release would ship them, seen from their sources: what the ledger is compared with.

What must not live here: rendering; a note's content hash comes from ``decks``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from studyloop.bank.deletions import deletions
from studyloop.bank.model import Bank, Card, Place
from studyloop.bank.titles import plain_title


@dataclass(frozen=True, slots=True)
class Shipped:
    """One card: ``identity`` is the first id it was released under, ``cloze`` maps a number to the text it hides."""

    identity: str
    id: str
    kind: str
    component: str
    page: str
    title: str
    place: Place
    cloze: tuple[tuple[int, str], ...] = ()

    @property
    def cloze_hashes(self) -> tuple[tuple[int, str], ...]:
        """The same with each text's hash: what a ledger keeps."""
        return tuple((number, text_hash(text)) for number, text in self.cloze)


def text_hash(text: str) -> str:
    """The first 8 hex digits of SHA-256 over a text, whatever its case and spacing."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:8]


def shipped_cards(bank: Bank) -> dict[str, Shipped]:
    """Every card by identity, in study order."""
    found: dict[str, Shipped] = {}
    for guide in bank.guides:
        for card in guide.cards:
            found[card.identity] = _hand_written(card, guide.component, str(guide.path))
    for topic in bank.topics:
        for question in topic.questions:
            page = f"{topic.path}#{question.id}"
            found[question.identity] = Shipped(
                question.identity, question.id, "question", topic.component, page, plain_title(question.title), question.place
            )
            for card in question.cards:
                found[card.identity] = _hand_written(card, topic.component, str(topic.path))
    return found


def _hand_written(card: Card, component: str, path: str) -> Shipped:
    cloze = tuple(deletions(card).items()) if card.kind == "cloze" else ()
    return Shipped(card.identity, card.id, card.kind, component, f"{path}#{card.id}", plain_title(card.front.text), card.place, cloze)
