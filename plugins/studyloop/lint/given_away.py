"""K05: the front does not hold the answer."""

from __future__ import annotations

import re

from studyloop.bank.deletions import NUMBER
from studyloop.bank.model import Card
from studyloop.bank.spans import bare, blank, find_marks
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import content_stems, prose, stem

LONGEST_ANSWER = 8
MOST_MARKS = 30
_HEAD = re.compile(r"[:;.](?:\s|$)")
# The front offers answers to choose from: then one of them must stand there.
_CHOICE = re.compile(r"\b(?:or|which of|between|rather than|first|order|more|less|faster|larger|smaller|cheaper|better)\b|\w/\w", re.I)
# "Any join", "both sides", "rises": the word that answers is the one beside it, or a direction.
_QUANTIFIER = re.compile(r"\b(?:any|all|both|every|each|none|neither|nothing|only|never|always|twice)\b", re.I)
_DIRECTION = frozenset(stem(word) for word in "rise fall rises falls increase decrease grow shrink up down high low higher lower stay stays same more less".split())
_WORDED = re.compile(r"[^\W\d_]{3,}")


def _in(answer: str, rest: str) -> bool:
    """Whether all content words of a short answer stand in the rest."""
    wanted = content_stems(answer)
    if not wanted or len(wanted) > LONGEST_ANSWER or _QUANTIFIER.search(answer) or set(wanted) <= _DIRECTION:
        return False
    if not any(_WORDED.search(word) for word in wanted):
        return False
    return set(wanted) <= set(content_stems(rest))


def _together(answer: str, rest: str) -> bool:
    """Whether the words stand side by side there too: parts of a term may recur without giving it away."""
    wanted, found = content_stems(answer), content_stems(rest)
    return any(found[at : at + len(wanted)] == wanted for at in range(len(found)))


def _repeats(answer: str, rest: str) -> bool:
    """Whether a whole answer of three words or more was said before: that is no matter of a word such as "all"."""
    return 3 <= len(content_stems(answer)) <= LONGEST_ANSWER and _together(answer, rest)


def _recall(front: str, back: str) -> bool:
    if _CHOICE.search(front):
        return False
    front, back = prose(front), prose(back) if "$" in back else back
    head = _HEAD.split(back, maxsplit=1)[0]
    term = head if back[len(head) :].startswith(":") and len(content_stems(head)) > 1 else back
    return _in(back, front) or _in(term, front) or _repeats(back, front)


def _cloze(source: str) -> str | None:
    """The hidden text that also stands outside its mark."""
    shown = bare(source)[0]
    marks = find_marks(shown)[:MOST_MARKS]
    for mark in marks:
        number = NUMBER.search(mark.attributes)
        same = [other for other in marks if other is mark or (number and (found := NUMBER.search(other.attributes)) and found[1] == number[1])]
        inside = source[mark.start + 2 : source.index("==", mark.start + 2)]
        outside = prose(re.sub(r"\{[^{}\n]*\}|==", " ", blank(source, [(other.start, other.end) for other in same])))
        if "$" not in inside and "`" not in inside and _in(inside, outside) and _together(inside, outside):
            return inside
    return None


def _judge(card: Card, _: int) -> Finding | None:
    if card.back is None:
        hidden = _cloze(card.front.text)
        if hidden is None:
            return None
        return Finding(card.place, f"“{hidden}”, hidden on card `{card.id}`, also stands beside the mark.", "hide both, or hide another word")
    if not _recall(card.front.text, card.back.text):
        return None
    return Finding(card.place, f"The front of card `{card.id}` holds the words of its answer.", "ask without them")


RULE = card_rule("K05", _judge)
