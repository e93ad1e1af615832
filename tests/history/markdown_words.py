"""Words of Markdown that may be changed without changing what is around them. Pure: text in, text out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from studyloop.bank.lines import classify
from studyloop.bank.problems import Problems
from studyloop.bank.spans import Mark, blank, code_spans, find_marks, math_spans

ADVERBS = ("again", "also", "always", "first", "here", "indeed", "now", "often", "simply", "still", "then", "there", "usually")
_FILLER = "·"
_APART = re.compile(r"!?\[[^\[\]]*\]\([^()\s]*\)|<[^<>]*>|\{[^{}]*\}")
_PLAIN = re.compile(r"(?<= )[a-z]{3,}(?= )")
_CUT = re.compile(r"(?<=[a-z0-9%])[.;,:] (?=\w)")
_UNSAFE_TO_CUT = re.compile(r"""[*_"'()\[\]]""")


def without_code(text: str) -> str:
    """The text with fences, comments, code spans and formulas overwritten: offsets stay true."""
    lines = classify(text.split("\n"), 1, PurePosixPath("text.md"), Problems())
    kept = "\n".join(_FILLER * len(line.text) if line.code or line.hidden else line.text for line in lines)
    kept = blank(kept, code_spans(kept), _FILLER)
    return blank(kept, math_spans(kept), _FILLER)


def without_marks(text: str) -> str:
    """The same with cloze marks, links, attributes and addresses overwritten too."""
    bare = without_code(text)
    bare = blank(bare, [(mark.start, mark.end) for mark in find_marks(bare)], _FILLER)
    return blank(bare, [found.span() for found in _APART.finditer(bare)], _FILLER)


def insert_word(text: str, choose: Callable[[list[str]], str], place: Callable[[list[int]], int]) -> str | None:
    """The text with an adverb behind one of its plain words; ``None`` where there is no plain word."""
    spots = [found.end() for found in _PLAIN.finditer(without_marks(text))]
    if not spots:
        return None
    at = place(spots)
    return f"{text[:at]} {choose(list(ADVERBS))}{text[at:]}"


def marks_of(text: str) -> list[Mark]:
    """The cloze marks, with true offsets."""
    return find_marks(without_code(text))


def lengthen_mark(text: str, mark: Mark, word: str) -> str:
    """The text with ``word`` at the end of what a mark hides."""
    end = without_code(text).rindex("==", mark.start + 2, mark.end)
    return f"{text[:end]} {word}{text[end:]}"


def halves(text: str) -> tuple[str, str] | None:
    """One line of plain prose in two, cut behind a clause; ``None`` where that is not safe."""
    plain = without_marks(text)
    if "\n" in text or _UNSAFE_TO_CUT.search(plain):
        return None
    found = _CUT.search(plain)
    return (f"{text[: found.start()]}.", text[found.end() :]) if found else None
