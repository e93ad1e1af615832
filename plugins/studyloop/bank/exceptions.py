"""Exceptions from rules, written at the place: ``<!-- allow W03: the list is the answer -->``; and the levels a subject sets.

``apply_checks`` is the one place where problems are let pass or get another level, whichever rule found them.
What must not live here: finding problems, reading ``checks`` (that is ``schema``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from studyloop.bank.front_matter import split_front_matter
from studyloop.bank.lines import Line, classify
from studyloop.bank.model import Place, Subject
from studyloop.bank.problems import LIMITS, RULES, Problem, Problems, is_adjustable
from studyloop.bank.schema import closest

Sources = Mapping[PurePosixPath, tuple[str, ...]]
_ALLOW = re.compile(r"<!--\s*allow\s+(?P<code>[A-Za-z]\d\d)\b(?P<rest>.*?)-->\s*\Z", re.S)
_REASON = re.compile(r"\s*:\s*(?P<reason>\S.*?)\s*\Z", re.S)
_FORM = "write `<!-- allow W03: why it is right here -->`"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One exception: problems of ``code`` on the lines ``first`` to ``last`` (both included) are meant to be there."""

    code: str
    reason: str
    place: Place
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        """Whether the problem is one of those."""
        place = problem.place
        return self.code == problem.code and self.place.path == place.path and self.first <= place.line <= self.last


def limit_of(subject: Subject, code: str) -> int:
    """A rule's threshold: the subject's, or the usual one. ``KeyError`` for a rule without."""
    limit = subject.check(code).limit
    return LIMITS[code] if limit is None else limit


def apply_checks(problems: Iterable[Problem], subject: Subject, sources: Sources, *, whole: bool = True) -> tuple[Problem, ...]:
    """Every problem that stays, at the level the subject wants, with E01 and E02 for the exceptions; sorted.

    ``whole`` is false when a part of the content could not be read: then no exception is called unused.
    """
    noted = Problems()
    allowances = find_allowances(sources, noted)
    used: set[Allowance] = set()
    kept: set[Problem] = set()
    for problem in problems:
        covering = [allowance for allowance in allowances.get(problem.place.path, ()) if allowance.covers(problem)]
        used.update(covering)
        if not covering:
            level = subject.check(problem.code).level if subject.checks else None
            kept.add(replace(problem, level=level) if level else problem)
    if whole:
        for allowance in (one for found in allowances.values() for one in found):
            if allowance not in used:
                noted.add(allowance.place, "E02", f"Nothing here breaks the rule {allowance.code}.", "remove the comment")
    return tuple(sorted({*kept, *noted.sorted()}, key=lambda problem: problem.sort_key))


def find_allowances(sources: Sources, problems: Problems) -> dict[PurePosixPath, tuple[Allowance, ...]]:
    """Every exception by file; one that cannot be used is a problem."""
    found: dict[PurePosixPath, tuple[Allowance, ...]] = {}
    for path in sorted(sources):
        lines = list(sources[path])
        if not any("<!--" in line for line in lines):
            continue
        bounds = split_front_matter(lines)
        start = bounds[1] + 1 if bounds and bounds[1] > 0 else 0
        body = classify(lines[start:], start + 1, path, Problems())
        if allowances := tuple(_read(body, path, problems)):
            found[path] = allowances
    return found


def _read(body: list[Line], path: PurePosixPath, problems: Problems) -> Iterator[Allowance]:
    for begin, end, text in _comments(body):
        found = _ALLOW.match(text.strip())
        if not found:
            continue
        place = Place(path, body[begin].number, len(body[begin].text) - len(body[begin].text.lstrip()) + 1)
        code, reason = found["code"], _REASON.match(found["rest"])
        if code not in RULES:
            problems.add(place, "E01", f"There is no rule `{code}`.", closest(code, RULES, "`studyloop check --explain` lists them"))
        elif not is_adjustable(code):
            sentence = f"The rule {code} has no exceptions: what it finds cannot be built or would be lost."
            problems.add(place, "E01", sentence, "mend what it names, and remove the comment")
        elif not reason:
            problems.add(place, "E01", f"This exception from {code} needs one code and a reason.", _FORM)
        else:
            first, last = _reach(body, begin, end)
            yield Allowance(code, " ".join(reason["reason"].split()), place, first, last)


def _comments(body: list[Line]) -> Iterator[tuple[int, int, str]]:
    """(first index, last index, text) of each comment that stands alone on its lines."""
    begin: int | None = None
    for index, line in enumerate(body):
        if not line.hidden:
            continue
        begin = index if begin is None else begin
        if "-->" in line.text:
            yield begin, index, "\n".join(one.text for one in body[begin : index + 1])
            begin = None


def _reach(body: list[Line], begin: int, end: int) -> tuple[int, int]:
    """The lines an exception covers: the block below it, or, at the end of a section, that section and the heading below."""
    below = next((index for index in range(end + 1, len(body)) if not body[index].blank), None)
    if below is None or body[below].heading:
        above = next((index for index in range(begin - 1, -1, -1) if body[index].heading), 0)
        return body[above].number, body[below].number if below is not None else body[-1].number
    last = below
    for index in range(below + 1, len(body)):
        line = body[index]
        if line.blank:
            continue
        if line.heading or (last < index - 1 and not line.code and not line.text.startswith("    ")):
            break
        last = index
    return body[below].number, body[last].number
