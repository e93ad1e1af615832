"""Cards whose front shows nothing once rendered: only the renderer can know."""

from __future__ import annotations

from studyloop.bank.problems import Problems
from studyloop.render.model import RenderedBank
from studyloop.render.pieces import is_empty


def check_emptiness(rendered: RenderedBank, problems: Problems) -> None:
    """Note every question title, card front and recall back that renders to nothing."""
    for topic in rendered.topics:
        for question in topic.questions:
            if is_empty(question.title):
                problems.add(question.question.place, "C04", "The question renders empty.", "write its text")
            _check(question.question.cards, question.cards, problems)
    for guide in rendered.guides:
        _check(guide.guide.cards, guide.cards, problems)


def _check(sources, rendered, problems: Problems) -> None:
    for source, card in zip(sources, rendered, strict=True):
        if is_empty(card.front):
            problems.add(source.place, "C04", f"The front of card `{card.id}` renders empty.", "write a cue one can see")
        if card.kind == "recall" and is_empty(card.back):
            problems.add(source.place, "C05", f"The back of card `{card.id}` renders empty.", "write an answer one can see")
