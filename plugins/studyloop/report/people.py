"""The report for people at a terminal: grouped by file, each problem with its line and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from studyloop.bank.problems import Problem
from studyloop.report.model import Report

_COLOURS = {"path": "1", "error": "1;31", "warning": "1;33", "info": "1;36", "dim": "2", "fix": "32"}
_NARROWEST = 40


def as_text(report: Report, width: int = 100, *, colour: bool = False) -> str:
    """The report in lines of at most ``width`` columns where they quote a file; ``colour`` with ANSI codes."""
    paint = _Paint(colour)
    blocks = []
    for path, problems in groupby(report.shown, key=report.path):
        blocks.append(paint.of("path", path))
        blocks += [line for problem in problems for line in _problem(problem, report.line(problem), max(width, _NARROWEST), paint)]
        blocks.append("")
    return "\n".join([*blocks, report.summary])


class _Paint:
    """Puts ANSI codes around words, or does not."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def of(self, kind: str, text: str) -> str:
        """The text in the colour of its kind."""
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if self._colour else text


def _problem(problem: Problem, source: str, width: int, paint: _Paint) -> Iterator[str]:
    at = f"{problem.place.line}:{problem.place.col}"
    yield f"  {at}  {paint.of(problem.level, problem.level)}  {problem.code}  {problem.sentence}"
    if source.strip():
        number = str(problem.place.line)
        quoted, caret = _window(source, problem.place.col - 1, width - len(number) - 7)
        yield paint.of("dim", f"    {number} | {quoted}")
        gutter = " " * len(number)
        yield f"{paint.of('dim', f'    {gutter} | ')}{' ' * caret}{paint.of(problem.level, '^')}"
    yield f"    {paint.of('fix', 'fix:')} {problem.hint}"


def _window(source: str, col: int, width: int) -> tuple[str, int]:
    """A part of the line that fits and holds the column, and how many columns stand before the caret."""
    source = "".join(sign if sign.isprintable() else " " for sign in source)
    col = min(col, len(source))
    start = 0
    if len(source) > width:
        start = max(0, min(col - width // 2, len(source) - width))
    shown = source[start : start + width]
    caret = col - start
    if start:
        shown = f"…{shown[1:]}"
    if start + width < len(source):
        shown = f"{shown[:-1]}…"
    return shown, sum(map(_columns, shown[:caret]))


def _columns(sign: str) -> int:
    """How many columns a terminal gives a character."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
