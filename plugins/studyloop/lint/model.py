"""A rule of taste: its code and the function that finds what breaks it. What must not live here: a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studyloop.bank.model import Bank, Card, Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken, with a sentence that says how and a hint that says what to do."""

    place: Place
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class LintRule:
    """``find`` reads the whole bank; its number is the rule's limit, 0 for a rule without one.

    ``field`` is the field of knowledge a rule belongs to; it is asked only for subjects that name it. Empty: for all.
    """

    code: str
    find: Callable[[Bank, int], Iterator[Finding]]
    field: str = ""


def cards(bank: Bank) -> Iterator[Card]:
    """Every hand-written card in study order. A question's own card is not among them: its front is an interviewer's sentence."""
    for page in (*bank.topics, *bank.guides):
        yield from page.cards


def card_rule(code: str, judge: Callable[[Card, int], Finding | None]) -> LintRule:
    """A rule that looks at one card at a time."""

    def find(bank: Bank, limit: int) -> Iterator[Finding]:
        for card in cards(bank):
            if found := judge(card, limit):
                yield found

    return LintRule(code, find)
