"""Which lines of a file a thing takes. Pure: lines in, numbers out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from studyloop.bank.lines import classify
from studyloop.bank.model import Card
from studyloop.bank.problems import Problems


def line_of_id(lines: Sequence[str], ident: str) -> int:
    """The first line (from 1) whose braces give this id; 0 where none does."""
    named = re.compile(r"\{[^{}]*#" + re.escape(ident) + r"(?=[\s}])[^{}]*\}")
    return next((number for number, line in enumerate(lines, 1) if named.search(line)), 0)


def last_line_of_card(card: Card, lines: Sequence[str]) -> int:
    """The last line of a recall card's answer, or of a cloze with its attributes."""
    last = card.back or card.front
    end = last.place.line + last.text.count("\n")
    below = lines[end] if end < len(lines) else ""
    return end + 1 if card.back is None and below.lstrip().startswith("{") else end


def last_line_of_section(lines: Sequence[str], first: int) -> int:
    """The line before the next heading of the same depth or less."""
    path = PurePosixPath()
    classified = classify(list(lines[first - 1 :]), first, path, Problems())
    depth = classified[0].heading[0] if classified and classified[0].heading else 6
    end = next((line.number - 1 for line in classified[1:] if line.heading and line.heading[0] <= depth), len(lines))
    while end > first and not lines[end - 1].strip():
        end -= 1
    return end
