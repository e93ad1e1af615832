"""K09: a back answers; it does not say "it depends" and stop, repeat a heading, or point elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyloop.bank.model import SECTIONS, Bank
from studyloop.lint.model import Finding, LintRule
from studyloop.lint.text import content_stems

_DEPENDS = re.compile(r"^\W*(?:it|that|this)?\s*(?:\w+\s+)?depends?\b(?P<rest>[^.:;\n]*)(?P<more>.*)$", re.I | re.S)
_ELSEWHERE = re.compile(
    r"^\W*(?:there is no (?:general|single|one|right) answer|(?:as|see)\s+(?:\w+\s+)?(?:above|below|before|earlier)|see\s+(?:the\s+)?(?:"
    + "|".join(re.escape(name) for name, _, _ in SECTIONS)
    + r"|(?:answer|question|card|section|page|guide)))\b\W*$",
    re.I,
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
            elif _plain(back) in headings:
                fault = "only repeats a heading"
            else:
                continue
            yield Finding(card.place, f"The back of card `{card.id}` {fault}.", "say what it depends on and decide, or answer")


RULE = LintRule("K09", _find)
