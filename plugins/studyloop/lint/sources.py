"""V02: a source says who, what and where: ``- Author (year). *Title*. <https://...>``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyloop.bank.model import Bank, Place
from studyloop.lint.model import Finding, LintRule

_ITEM = re.compile(r"^[-*+]\s+|^\d+[.)]\s+")
_LINK = re.compile(r"<https?://[^\s<>]+\.[^\s<>]+>|\]\(https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*\)")
_BARE = re.compile(r"(?<![<(\[\w])https?://\S+")
_TITLE = re.compile(r"(?<!\*)\*(?!\*)[^*\n]*\w[^*\n]*\*(?!\*)")
_AUTHOR = re.compile(r"^(?!\*|<|\[|\(|https?:)[^\W\d_][^*<\n]*?(?:[.,:?]|\(\d{4}[^)]*\)[.,]?)\s*$")
_BRACKETED_YEAR = re.compile(r"\((?=['’]?\d)(?!(?:1[5-9]|20)\d\d\b)[^)]*\)\.?\s*$")
_FORM = "write `- Author (year). *Title*. <https://...>`"


def _fault(text: str) -> str | None:
    """What a source lacks; ``None`` for a whole one."""
    flat = " ".join(text.split())
    link = _LINK.search(flat)
    title = _TITLE.search(flat)
    before = flat[: title.start()] if title else ""
    if _BARE.search(flat):
        return "has a bare address"
    if not link:
        return "has no address one can open"
    if not title:
        return "has no title in `*...*`"
    if not _AUTHOR.match(before):
        return "does not begin with its author"
    if _BRACKETED_YEAR.search(before):
        return "has a year that is no year"
    return None


def _items(text: str) -> Iterator[tuple[int, str]]:
    """(line offset, text) of each entry; what is no list item is an entry too."""
    start, lines = 0, []
    for offset, line in enumerate(text.split("\n")):
        if (marker := _ITEM.match(line)) or not line.strip():
            if lines:
                yield start, "\n".join(lines)
            start, lines = offset, [line[marker.end() :]] if marker else []
        else:
            start = start if lines else offset
            lines.append(line)
    if lines:
        yield start, "\n".join(lines)


def _find(bank: Bank, _: int) -> Iterator[Finding]:
    for question in bank.questions:
        sources = question.parts.get("sources")
        if not sources or "http" not in sources.text:  # W09 says so of the whole section
            continue
        for offset, text in _items(sources.text):
            if fault := _fault(text):
                yield Finding(Place(sources.place.path, sources.place.line + offset), f"This source {fault}.", _FORM)


RULE = LintRule("V02", _find)
