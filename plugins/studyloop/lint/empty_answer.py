"""K09: a back answers; it does not say "it depends" and stop, repeat a heading, or point elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyloop.bank.model import SECTIONS, Bank
from studyloop.lint.model import Finding, LintRule
from studyloop.lint.text import STOP, content_stems, words

_DEPENDS = re.compile(r"^\W*(?:it|that|this)?\s*(?:\w+\s+)?depends?\b(?P<rest>[^.:;\n]*)(?P<more>.*)$", re.I | re.S)
_ELSEWHERE = re.compile(
    r"""^\W*(?:there\s+is\s+no\s+(?:(?:general|universal|fixed|single|one|right|correct|best|clear)\s+)+(?:answer|rule|number|value|size|way|recipe)
    |to\s+be\s+(?:decided|defined|done)|tbd|todo|(?:the\s+)?same\s+as\s+(?:above|before|the\s+(?:last|previous)\s+(?:card|one))|(?:as|see)\s+(?:\w+\s+)?(?:above|below|before|earlier)
    |(?:see|read|check|consult|look\s+(?:at|into|up)|refer\s+to|ask)\s+(?:the\s+|your\s+|an?\s+)?(?:\w+\s+)?(?:documentation|docs|manual|paper|textbook|book|notes|lecture|slides|article|internet|expert|colleagues?|team)
    |see\s+(?:the\s+)?(?:"""
    + "|".join(re.escape(name) for name, _, _ in SECTIONS)
    + r"""|(?:answer|question|card|section|page|guide)))\b\W*$""",
    re.I | re.X,
)
# Praise and manner, which fit any question. An answer of nothing else answers none.
_EMPTY = frozenset(
    """properly appropriately correctly well carefully suitably sensibly wisely reasonably thoroughly sufficiently adequately enough suitable appropriate
    proper right correct good better best great nice reasonable sensible adequate relevant useful important powerful popular common usual standard modern
    smart clever efficient effective optimal method methods way ways technique techniques approach approaches tool tools technology solution solutions
    practice practices thing things stuff case cases situation situations context circumstances factor factors reason reasons aspect aspects handle handled
    deal manage choose pick vary varies various several different long because since simply it's that's needed necessary required experience judgement""".split()
)


def _headings(bank: Bank) -> Iterator[str]:
    yield from (name for name, _, _ in SECTIONS)
    for page in (*bank.topics, *bank.guides):
        yield page.title
    yield from (question.title for question in bank.questions)
    for guide in bank.guides:
        for block in guide.blocks:
            if block.prose:
                yield from re.findall(r"^#{1,6} +([^{\n]+)", block.prose.text, re.M)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _says_nothing(back: str) -> bool:
    """Whether no word of the back carries content; code, numbers and formulas do."""
    said = words(back)
    return bool(said) and re.fullmatch(r"[\w\s.,;:!'’-]+", back) is not None and set(said) <= _EMPTY | STOP and not set(said) <= STOP


def _find(bank: Bank, limit: int) -> Iterator[Finding]:
    headings = {_plain(heading) for heading in _headings(bank) if " " in heading.strip()}
    for page in (*bank.topics, *bank.guides):
        for card in page.cards:
            back = card.back.text if card.back else ""
            if not back:
                continue
            depends = _DEPENDS.match(back)
            if depends and len(content_stems(depends["more"])) < limit:
                fault = "says that it depends, and stops"
            elif _ELSEWHERE.match(back):
                fault = "only points elsewhere"
            elif _says_nothing(back) and " or " not in card.front.text:
                fault = "would fit any question"
            elif _plain(back) in headings:
                fault = "only repeats a heading"
            else:
                continue
            yield Finding(card.place, f"The back of card `{card.id}` {fault}.", "say what it depends on and decide, or answer")


RULE = LintRule("K09", _find)
