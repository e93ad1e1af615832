"""A card's or a question's title as plain text, for lists. What must not live here: HTML."""

from __future__ import annotations

import re

from studyloop.bank.deletions import without_marks

LONGEST_TITLE = 100
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def plain_title(markdown: str) -> str:
    """Markdown in one line of at most ``LONGEST_TITLE`` characters: links as their text, cloze marks as what they hide.

    Code and formulas stay as written. Empty where there is nothing but an image without words.
    """
    text = " ".join(_LINK.sub(r"\1", without_marks(markdown)).split())
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"
