"""K04: a front is understood without the card or the page before it."""

from __future__ import annotations

import re

from studyloop.bank.deletions import without_marks
from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import STOP, prose, sentences, unquoted, words

_THING = r"(?:question|card|answer|example|section|part|point|paragraph|code|formula|table|figure|diagram|list|step|text|page|statement|chapter|equation|snippet|definition)s?"
_ELSEWHERE = re.compile(
    rf"""\b(?:
    (?:shown|described|mentioned|given|listed|see|defined|stated|used|named|discussed|seen|as)\s+(?:above|below|earlier|before|previously)(?=\s*(?:[?.!,:;)]|$))
    |the\s+(?:above|below|aforementioned)\b|{_THING}\s+(?:above|below|earlier)|(?<!or\s)(?<!and\s)(?<!from\s)(?:above|below)(?=\s*[?.!,:;)]|\s*$)
    |(?:the|of)\s+following\b(?=\s*(?:[?.!:]|(?:\w+\s+)?(?:is|are|does|do|has|have|can|was|were|would|should)\b))
    |(?:the|your)\s+(?:previous|preceding|last|first|second)\s+(?:question|card|answer|example|section|option|paragraph|figure)\b(?!\s+(?:of|to|in|on|for|from|about|that|which|you)\b)
    |in\s+(?:the|our)\s+(?:example|figure|table|diagram|text|code|snippet|article|guide|lesson)\s*(?:,|\?|$)
    |^\W*and\s+(?:in|on|for|at|with|by|what|how|why|if|when)\b
    |the\s+following\s+(?:code|snippet|example|table|figure|formula|list|text|passage|query|output|statement)s?\b(?!\s*:|\s+codename)
    |we\s+(?:just\s+)?(?:saw|discussed|derived|introduced|covered|learned)\b|in\s+(?:the|this|our)\s+(?:lecture|course|chapter)\b
    |^\W*(?:why|how|when|where|why\s+not|what\s+then)\W*$
    |the\s+authors?\s+(?:choose|chose|say|said|use|mean|meant|argue|propose)
    )""",
    re.I | re.X,
)
# In a chat, the previous question is a thing in the world and not on another card.
_EARLIER_TURN = re.compile(r"\b(?:previous|preceding|last|first|second)\b", re.I)
_DIALOGUE = re.compile(r"\b(?:chat\w*|conversation\w*|turns?|multi-turn|dialogues?|assistant|users?)\b", re.I)
_THIS = re.compile(r"\b(?:this|these|such\s+an?|the\s+(?:former|latter|other\s+one))\b(?!\s+(?:week|month|year|quarter|day|morning|time|tuesday|monday|friday|`))", re.I)
_THAT = re.compile(r"\b(?:does|do|did|is|was|would|can|could|should|why|how)\s+(?:that|those)\s+(?:mean|imply|prove|matter|help|work|happen|fail|hurt|cost|change|follow|so)\b", re.I)
_IT = re.compile(r"\b(?:it|its|they|them|their)\b", re.I)
# "it is risky to", "how long does it take": there is nothing to point at.
_EXPLETIVE = re.compile(
    r"\bit\s+(?:(?:is|was|be|seem|look|become)s?\s+)?(?:\w+\s+){0,2}(?:to|that|whether|if|when|for)\b|\bit\s+(?:an?|the)\s+[^?]*\bthat\b|\bit\s+(?:takes?|costs?|pays?|helps?|matters?|follows?|rains?|depends)\b", re.I
)
# "in this order: ...", and "in its common form, DCG ...": named right behind.
_AHEAD = re.compile(r"\w+\s+\w+\s*:\s+\S")
_OPENING = re.compile(r"(?:when|if|because|since|although|once|after|before|while)\s+(?:it|its|they|their)\b[^,?]*,\s+\w|(?:in|for|with|by|despite|like|to|on|at|from)\s+(?:its|their)\s+[^,?]+,\s+\w", re.I)
# "The second method": of which the front has to know a first, or two.
_ORDINAL = re.compile(r"\bthe\s+(?:first|second|third|other)\s+(?:method|approach|model|option|technique|algorithm|variant|version|metric|loss|formula|term|case)\b(?!\s+(?:of|to|in|that|which|you|we)\b)", re.I)
_SEVERAL = re.compile(r"\b(?:two|both|first|one|and|or|second|pair|each)\b", re.I)
_EARLIER_END = re.compile(r"[,:;]\s")


def _points_nowhere(front: str) -> str | None:
    """The word that refers to something the front does not name; ``None`` where all is named."""
    found = _ELSEWHERE.search(front)
    if found and "\n" not in front[found.end() :].strip() and not (_EARLIER_TURN.search(found.group()) and _DIALOGUE.search(front)):
        return found.group()
    if (found := _ORDINAL.search(front)) and not _SEVERAL.search(front[: found.start()] + " " + front[found.end() :]):
        return found.group()
    first = next((sentence for _, sentence in sentences(front)), "")
    for pattern in (_THIS, _THAT, _IT):
        found = pattern.search(first)
        if not found or (pattern is _IT and _EXPLETIVE.match(first, found.start())):
            continue
        before = first[: found.start()]
        if _EARLIER_END.search(before) or _AHEAD.match(first, found.start()) or (pattern is _IT and _OPENING.match(first)):
            continue
        named = [word for word in words(before) if word not in STOP]
        if pattern is _IT and named:
            continue
        # A noun may be meant again ("why does this queue" in a front on queues) only when it was named before.
        after = next(iter(words(first[found.end() :])), "")
        if pattern is _THIS and any(word.rstrip("s") == after.rstrip("s") for word in named):
            continue
        return found.group()
    return None


def _judge(card: Card, _: int) -> Finding | None:
    text = without_marks(card.front.text) if card.kind == "cloze" else card.front.text
    text = re.sub(r"`[^`\n]*`", "`x`", text) if "`" in text else text
    said = _points_nowhere(unquoted(prose(text.replace("`x`", "codename"))))
    # "The following code" is there where a block or a formula is.
    if said is None or (said.lower().startswith("the following") and ("```" in text or "$" in text)):
        return None
    return Finding(card.place, f"“{said}” on the front of card `{card.id}` points at something that is not on the card.", "name the thing itself")


RULE = card_rule("K04", _judge)
