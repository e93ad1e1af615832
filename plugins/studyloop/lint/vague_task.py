"""K03: a card asks for something with an edge, not for an essay."""

from __future__ import annotations

import re

from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import prose, sentences, unquoted

_TASK = re.compile(
    r"""^[\s*_]*(?:[^,:;?]+[,:;]\s+)?(?:please\s+)?(?:(?:can|could|would)\s+you\s+(?:please\s+)?)?
    (?:(?P<verb>explain|describe|discuss|elaborate|outline|illustrate|summari[sz]e|compare|contrast)\s+(?!(?:by|as|with|for|most)\b)
    |tell\s+me\s+(?:all\s+)?about\b|talk\s+(?:me\s+)?(?:about|through)\b|walk\s+(?:me\s+)?through\b|give\s+(?:me\s+)?an\s+overview\b
    |what\s+(?:do|can)\s+you\s+(?:know|say|tell)(?:\s+me)?\s+about\b|what\s+is\s+everything\b|how\s+(?:would|do|can)\s+you\s+(?:describe|explain|summari[sz]e)\s+(?![^?]*\bto\b))""",
    re.I | re.X,
)


def _judge(card: Card, _: int) -> Finding | None:
    if card.kind != "recall":
        return None
    for _, sentence in sentences(unquoted(prose(card.front.text))):
        if found := _TASK.match(sentence):
            said = " ".join(found.group().split()[-3:] if found["verb"] is None else [found["verb"]])
            return Finding(
                card.place, f"Card `{card.id}` says “{said}”: nobody knows when the answer is complete.", "ask for the one thing that must be recalled"
            )
    return None


RULE = card_rule("K03", _judge)
