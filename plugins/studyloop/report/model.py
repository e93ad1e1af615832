"""What a report is about: the problems to show, their lines, and how much was read."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from studyloop.bank.problems import Problem


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was read."""

    questions: int
    cards: int
    guides: int


@dataclass(frozen=True, slots=True)
class Report:
    """``problems`` sorted; ``prefix`` is the content folder with a slash, as it is shown; ``counts`` is None without a subject.

    ``sources`` holds the lines of the files that problems name, where they could be read. ``info``: show that level too,
    where a format does not always.
    """

    problems: tuple[Problem, ...]
    prefix: str
    counts: Counts | None = None
    sources: Mapping[PurePosixPath, tuple[str, ...]] = field(default_factory=dict)
    info: bool = False

    @property
    def shown(self) -> tuple[Problem, ...]:
        """The problems people are shown."""
        return tuple(problem for problem in self.problems if self.info or problem.level != "info")

    def path(self, problem: Problem) -> str:
        """The problem's file as seen from where the program was started."""
        return posixpath.normpath(f"{self.prefix}{problem.place.path}")

    def count(self, level: str) -> int:
        """How many problems have that level, shown or not."""
        return sum(problem.level == level for problem in self.problems)

    def line(self, problem: Problem) -> str:
        """The line the problem stands on; empty where it is not known."""
        lines = self.sources.get(problem.place.path, ())
        return lines[problem.place.line - 1] if 0 < problem.place.line <= len(lines) else ""

    @property
    def summary(self) -> str:
        """The last line: what was read and what was found."""
        read = ""
        if self.counts:
            parts = (self.counts.questions, "question"), (self.counts.cards, "card"), (self.counts.guides, "guide")
            read = f"{', '.join(_several(number, noun) for number, noun in parts)} checked: "
        found = f"{_several(self.count('error'), 'error')}, {_several(self.count('warning'), 'warning')}"
        more = f", {self.count('info')} for information" if self.info else ""
        return f"{read}{found}{more}."


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
