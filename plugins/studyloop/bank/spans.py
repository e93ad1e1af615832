"""Spans: where code, math and cloze marks stand in a run of Markdown, and which place an offset has.

Everything here is linear in the text, whatever it holds. What must not live here: judging what is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from studyloop.bank.model import Place

Span = tuple[int, int]

_TICKS = re.compile(r"`+")
_INLINE_MATH = re.compile(r"(?<![\\$])\$(?=[^\s$])[^$]*(?<=[^\s\\])\$")
_DISPLAY_MATH = re.compile(r"\$\$.+?\$\$", re.S)
_MARK_EDGE = re.compile(r"(?===)")
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A cloze mark: where its ``==...=={ ... }`` stands, and what the braces hold."""

    start: int
    end: int
    attributes: str


class Offsets:
    """Turns an offset in a text into a place; ``place`` is that of the text's first character."""

    def __init__(self, text: str, place: Place) -> None:
        self._place = place
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """The place of the character at ``offset``."""
        row = bisect_right(self._starts, offset) - 1
        first_col = self._place.col if row == 0 else 1
        return Place(self._place.path, self._place.line + row, offset - self._starts[row] + first_col)


def code_spans(text: str) -> list[Span]:
    """Every code span: a run of backticks up to the next run of the same length."""
    runs = [found.span() for found in _TICKS.finditer(text)]
    starts_of: dict[int, list[int]] = {}
    for start, end in runs:
        starts_of.setdefault(end - start, []).append(start)
    spans: list[Span] = []
    done = 0
    for start, end in runs:
        if start < done:
            continue
        if _is_escaped(text, start):
            start += 1
        same = starts_of.get(end - start, [])
        at = bisect_left(same, end)
        if end > start and at < len(same):
            done = same[at] + end - start
            spans.append((start, done))
    return spans


def _is_escaped(text: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before ``at``."""
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def math_spans(text: str) -> list[Span]:
    """Every formula of a text whose code is blanked out: ``$$...$$`` and ``$...$``."""
    spans = [found.span() for found in _DISPLAY_MATH.finditer(text)] if "$$" in text else []
    rest = blank(text, spans) if spans else text
    return sorted([*spans, *inline_math_spans(rest)])


def inline_math_spans(text: str) -> list[Span]:
    """Every ``$...$`` of a text whose code is blanked out."""
    return [found.span() for found in _INLINE_MATH.finditer(text)]


def find_marks(text: str) -> list[Mark]:
    """Every cloze mark of a text whose code and math are blanked out."""
    edges = [found.start() for found in _MARK_EDGE.finditer(text)]
    closing = [at for at in edges if at and not text[at - 1].isspace()]
    marks: list[Mark] = []
    done = 0
    for start in edges:
        if start < done or not text[start + 2 : start + 3].strip():
            continue
        at = bisect_left(closing, start + 3)
        if at == len(closing):
            break
        end = closing[at] + 2
        braces = _BRACES.match(text, end)
        done = braces.end() if braces else end
        marks.append(Mark(start, done, braces[1] if braces else ""))
    return marks


def bare(text: str) -> tuple[str, list[Span]]:
    """A text with its code and math blanked out, and where they stand."""
    code = code_spans(text)
    spans = sorted([*code, *math_spans(blank(text, code, "x"))])
    return blank(text, spans, "x"), spans


def blank(text: str, spans: Iterable[Span], filler: str = " ") -> str:
    """The text with each span overwritten, line ends kept, so that offsets stay true."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts.append(text[done:start])
        parts.append("\n".join(filler * len(line) for line in text[start:end].split("\n")))
        done = end
    parts.append(text[done:])
    return "".join(parts)
