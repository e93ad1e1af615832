"""K02: a card is not answered by yes or no."""

from __future__ import annotations

import re

from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import prose, sentences, unquoted

_VERB = r"(?:is|are|was|were|do|does|did|can|could|will|would|shall|should|must|may|might|has|have|had|isn't|aren't|doesn't|don't|can't|won't)"
_WH = re.compile(r"\b(?:what|which|why|how|when|where|whether|who|whose|whom)\b", re.I)
_OPENS = re.compile(rf"^[\s*_]*(?:(?!\b{_VERB}\b)(?![^,:;]*\b(?:what|which|why|how|when|where|who|whose|whom)\b[^,:;]*[,:;]?\s*$)[^,:;?]+[,:;]\s+)*{_VERB}\s+\w", re.I)
_TRUE_FALSE = re.compile(r"\b(?:true or false|yes or no|right or wrong)\b\s*[:?,]", re.I)
_YES = re.compile(r"^[\s*_]*(?:yes|no|true|false)\b[*_]*\s*(?:[.,:;(]|$)", re.I)


def _judge(card: Card, _: int) -> Finding | None:
    if card.kind != "recall" or card.back is None:
        return None
    front = unquoted(prose(card.front.text))
    asked = [sentence for _, sentence in sentences(front)][-1:] or [front]
    opens = asked[0].endswith("?") and _OPENS.match(asked[0]) and not re.search(r"\bor\b", asked[0]) and not _WH.search(asked[0])
    if not (opens or _TRUE_FALSE.search(front) or _YES.match(card.back.text)):
        return None
    return Finding(card.place, f"Card `{card.id}` is answered by yes or no.", "ask what, why or how much: half of all guesses would be right")


RULE = card_rule("K02", _judge)
