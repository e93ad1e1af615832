"""Writes ids where they are missing: the fix of problem I01. Pure: lines and places in, lines out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from studyloop.bank.ids import split_attributes
from studyloop.bank.problems import Problem

MISSING = "I01"
# No vowels: no word comes out by accident; no 0, 1 or l: nothing to misread.
ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
LENGTH = 8
_BRACES = re.compile(r"\{:?[ ]*(?=[^{}]*\}[ ]*$)")


def write_missing_ids(lines: list[str], problems: Iterable[Problem], new_id: Callable[[], str]) -> list[str]:
    """The lines with an id at each place that lacks one; ``problems`` are those of one file."""
    result = list(lines)
    for problem in problems:
        if problem.code != MISSING:
            continue
        at = problem.place.line - 1
        line = result[at].rstrip()
        found = _BRACES.search(line) if split_attributes(line)[1] else None
        ident = new_id()
        result[at] = f"{line[: found.start()]}{{ #{ident} {line[found.end() :]}" if found else f"{line} {{ #{ident} }}"
    return result


def make_id(choose: Callable[[str], str], taken: set[str]) -> str:
    """A new id from ``choose`` (one character of an alphabet); it means nothing, so nothing can make it wrong."""
    while (ident := "".join(choose(ALPHABET) for _ in range(LENGTH))) in taken:
        pass
    taken.add(ident)
    return ident
