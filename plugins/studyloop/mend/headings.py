"""Headings without a space behind their ``#``."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from studyloop.bank.front_matter import split_front_matter
from studyloop.bank.lines import classify
from studyloop.bank.problems import Problems

# One sign alone may also begin a hashtag or a number in prose: that is for the author to say.
_TIGHT = re.compile(r"#{2,6}(?=[^\s#])")


def space_headings(lines: list[str], path: PurePosixPath) -> tuple[list[str], int]:
    """The lines with ``##Question`` as ``## Question``, and how many there were."""
    bounds = split_front_matter(lines)
    start = bounds[1] + 1 if bounds and bounds[1] > 0 else 0
    result, count = list(lines), 0
    for line in classify(lines[start:], start + 1, path, Problems()):
        found = None if line.code or line.hidden else _TIGHT.match(line.text)
        if found:
            result[line.number - 1] = f"{found.group()} {line.text[found.end() :]}"
            count += 1
    return result, count
