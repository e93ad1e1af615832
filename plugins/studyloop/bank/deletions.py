"""What a cloze card hides under each number. What must not live here: judging it, or HTML."""

from __future__ import annotations

import re

from studyloop.bank.model import Card
from studyloop.bank.spans import bare, find_marks

NUMBER = re.compile(r"\.c(\d+)\b")


def deletions(card: Card) -> dict[int, str]:
    """Number to hidden Markdown, words parted by one space, marks of one number joined; a lone unnumbered mark is 1."""
    source = card.front.text
    hidden: dict[int, list[str]] = {}
    for mark in find_marks(bare(source)[0]):
        number = NUMBER.search(mark.attributes)
        text = source[mark.start : mark.end].removesuffix(f"{{{mark.attributes}}}")
        hidden.setdefault(int(number[1]) if number else 1, []).append(" ".join(text.strip("=").split()))
    return {number: " … ".join(texts) for number, texts in sorted(hidden.items())}
