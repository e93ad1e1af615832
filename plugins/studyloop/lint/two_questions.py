"""K01: a card asks one thing."""

from __future__ import annotations

import re

from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import prose, unquoted

_ASKS = r"(?:what|which|why|how|when|where|who|whose|whom|(?:by|in|from|for|on|at|to|with)\s+(?:what|which|whom|where|when|how\s+(?:much|many)))"
_IS_QUESTION = re.compile(rf"(?:^|[,:;.]\s+|\b(?:and|then)\s+)(?:{_ASKS})\b[^?]*\?", re.I)
# A second question word behind "and"; "how and where" and "what sold and when" inside a clause stay one question.
_SECOND = re.compile(rf",\s+and\s+(?:{_ASKS})\b(?!\s+(?:not|else)\b)[^:;?]*\?", re.I)
_SECOND_CLAUSE = re.compile(r"\band\s+(?:what|why|how|when|where|who)\s+(?:is|are|does|do|did|was|were|can|should|would|will|must|has|have|happens)\b[^?]*\?", re.I)
_SPLICED = re.compile(r"^\W*(?:what|which|who)\b[^,:;?]*,\s+(?:how|why|what|when|where)\s+(?:is|are|does|do|did|was|were|can|should|would|will)\b[^?]*\?", re.I)
_TASK = re.compile(
    r"\band\s+(?:give|explain|describe|say\s+why|justify|name|state)\b|^\s*(?:state|name|define|give)\b[^?]*\band\s+(?:its|their|the\s+reason|when|why|how)\b", re.I
)


def _judge(card: Card, _: int) -> Finding | None:
    if card.kind != "recall":
        return None
    front = unquoted(prose(card.front.text, "x"))
    twice = front.count("?") > 1 or _TASK.search(front)
    twice = twice or _SPLICED.search(front)
    if not twice:
        last = front[: front.rfind("?") + 1]
        sentence = re.split(r"[.!]\s+|[:;]\s+", last)[-1]
        joined = _SECOND.search(last) or _SECOND_CLAUSE.search(sentence)
        first = _IS_QUESTION.search(sentence)
        twice = joined and first and joined.group() != first.group()
    if not twice:
        return None
    return Finding(card.place, f"Card `{card.id}` asks two things.", "ask one; make the other a card of its own, or leave it to the back")


RULE = card_rule("K01", _judge)
