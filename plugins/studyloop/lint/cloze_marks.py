"""K07: a cloze mark hides one thing that the rest of its sentence asks for."""

from __future__ import annotations

import re

from studyloop.bank.deletions import deletions, without_marks
from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import prose, sentences, words

LONGEST = 12
EMPTY = frozenset("a an the of in on to is are was were be been and that it by with for as at this which its can could may might will would shall should must do does did has have had so then".split())
# "AUC stands for ==area under the curve==": the whole name is the answer, however much of the sentence it is.
_NAMES = re.compile(r"\b(?:stands?\s+for|is\s+short\s+for|abbreviates)\b", re.I)
_PUNCTUATION = frozenset(".,:;!?…—–")
_HINT = "hide the one word or number that must be recalled, and leave a sentence that asks for it"


def _judge(card: Card, limit: int) -> Finding | None:
    if card.kind != "cloze":
        return None
    source = card.front.text
    whole = without_marks(source)
    said = [part.strip(" .!*_:") for _, part in sentences(prose(whole))]
    total = len(words(whole))
    for number, hidden in deletions(card).items():
        inside = words(hidden)
        share = 100 * len(inside) // max(total, 1)
        if (inside and set(inside) <= EMPTY) or set(hidden) <= _PUNCTUATION:
            fault = f"hides only “{hidden}”"
        elif prose(hidden).strip(" .!*_:") in said:
            fault = "hides a whole sentence"
        elif share > limit and "$" not in hidden and not _NAMES.search(whole):
            fault = f"hides {share} % of the text"
        elif len(inside) > LONGEST and "$" not in hidden:
            fault = f"hides {len(inside)} words"
        else:
            continue
        return Finding(card.place, f"Mark {number} of card `{card.id}` {fault}.", _HINT)
    return None


RULE = card_rule("K07", _judge)
