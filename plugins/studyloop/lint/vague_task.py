"""K03: a card asks for something with an edge, not for an essay."""

from __future__ import annotations

import re

from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import prose, sentences, unquoted

_TASK = re.compile(
    r"""^[\s*_]*(?:[^,:;?]+[,:;]\s+)?(?:please\s+)?(?:(?:can|could|would)\s+you\s+(?:please\s+)?)?
    (?:(?P<verb>explain|describe|discuss|elaborate|outline|illustrate|summari[sz]e|compare|contrast)\s+(?!(?:by|as|with|for|most)\b)
    |tell\s+(?:me|us)\s+(?:(?:all|everything|something)\s+)?(?:about|what)\b|talk\s+(?:me\s+)?(?:about|through)\b|(?:walk|take)\s+(?:(?:me|us)\s+)?through\b|go\s+(?:over|through|into)\b|(?:comment|expand)\s+on\b
    |(?:write|say|state|list)\s+(?:down\s+)?(?:all|everything|what(?:ever)?)\s+(?:that\s+)?you\s+(?:know|can)\b|write\s+(?:about|an?\s+(?:essay|paragraph|summary))\b
    |(?:give|write)\s+(?:me\s+)?an?\s+(?:\w+\s+)?(?:overview|introduction|summary|account)\b|what\s+are\s+your\s+thoughts\b
    |what\s+(?:do|can)\s+you\s+(?:know|say|tell)(?:\s+me)?\s+about\b|what\s+is\s+everything\b|how\s+(?:would|do|can)\s+you\s+(?:describe|explain|summari[sz]e)\s+(?![^?]*\bto\b))""",
    re.I | re.X,
)


# "In one sentence", "the one change that ...": the task says itself where it ends.
_EDGE = re.compile(r"\bin\s+(?:one|a|a\s+single|two|three|at\s+most\s+\w+|\d+)\s+(?:sentence|line|word|phrase|number|figure|step)s?\b|^\W*\w+\s+the\s+(?:one|only|single)\b", re.I)


def _judge(card: Card, _: int) -> Finding | None:
    if card.kind != "recall":
        return None
    for _, sentence in sentences(unquoted(prose(card.front.text))):
        if (found := _TASK.match(sentence)) and not _EDGE.search(sentence):
            said = " ".join(found.group().split()[-3:] if found["verb"] is None else [found["verb"]])
            return Finding(
                card.place, f"Card `{card.id}` says “{said}”: nobody knows when the answer is complete.", "ask for the one thing that must be recalled"
            )
    return None


RULE = card_rule("K03", _judge)
