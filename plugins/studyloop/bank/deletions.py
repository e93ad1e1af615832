"""What a cloze card hides under each number, and its text without marks. What must not live here: judging it, or HTML."""

from __future__ import annotations

import re

from studyloop.bank.model import Card
from studyloop.bank.spans import Mark, bare, find_marks

NUMBER = re.compile(r"\.c(\d+)\b")


def deletions(card: Card) -> dict[int, str]:
    """Number to hidden Markdown, words parted by one space, marks of one number joined; a lone unnumbered mark is 1."""
    source = card.front.text
    hidden: dict[int, list[str]] = {}
    for mark in find_marks(bare(source)[0]):
        number = NUMBER.search(mark.attributes)
        hidden.setdefault(int(number[1]) if number else 1, []).append(" ".join(_inside(source, mark).split()))
    return {number: " … ".join(texts) for number, texts in sorted(hidden.items())}


def without_marks(source: str) -> str:
    """Markdown with every ``==text=={ .c1 }`` as its text; code and math stay as they are."""
    parts: list[str] = []
    done = 0
    for mark in find_marks(bare(source)[0]):
        parts += [source[done : mark.start], _inside(source, mark)]
        done = mark.end
    return "".join([*parts, source[done:]])


def _inside(source: str, mark: Mark) -> str:
    """The text between the signs of a mark."""
    braces = len(mark.attributes) + 2 if source[mark.end - 1] == "}" else 0
    return source[mark.start + 2 : mark.end - braces - 2]
