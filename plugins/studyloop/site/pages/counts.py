"""Counting what there is, once, for every page that shows a number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from studyloop.bank.model import Bank, Term


@dataclass(frozen=True, slots=True)
class ComponentCount:
    """What one component holds; ``levels`` maps a level's id to its number of questions."""

    term: Term
    topics: int
    questions: int
    cards: int
    guides: int
    levels: dict[str, int]


def count_components(bank: Bank) -> list[ComponentCount]:
    """A row for each component, in study order. ``cards`` counts question cards too."""
    rows = []
    for term in bank.subject.components:
        topics = [topic for topic in bank.topics if topic.component == term.id]
        guides = [guide for guide in bank.guides if guide.component == term.id]
        questions = [question for topic in topics for question in topic.questions]
        cards = len(questions) + sum(len(page.cards) for page in (*topics, *guides))
        levels = Counter(question.level for question in questions)
        rows.append(ComponentCount(term, len(topics), len(questions), cards, len(guides), dict(levels)))
    return rows
