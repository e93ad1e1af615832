"""Fragments: the HTML that stands in for a question's or a card group's source on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studyloop.bank.exercises import read_exercise
from studyloop.bank.model import Bank, Question, Topic
from studyloop.render.model import RenderedBank
from studyloop.render.question_html import Outside, cards_html, question_body


@dataclass(frozen=True, slots=True)
class Fragments:
    """Question id to its body; id of a guide's card to the card alone."""

    questions: dict[str, str]
    groups: dict[str, str]


def nowhere(topic: Topic, question: Question) -> Outside:
    """No addresses outside: nothing is known about where the site is published."""
    return Outside()


def make_fragments(
    bank: Bank, rendered: RenderedBank, outside: Callable[[Topic, Question], Outside] = nowhere
) -> Fragments:
    """Every fragment of a bank, neutral (formulas and links not fitted yet)."""
    questions = {
        question.question.id: question_body(
            question, bank.subject, outside(topic.topic, question.question), read_exercise(topic.topic, question.question)
        )
        for topic in rendered.topics
        for question in topic.questions
    }
    groups = {card.id: cards_html([card]) for guide in rendered.guides for card in guide.cards}
    return Fragments(questions, groups)
