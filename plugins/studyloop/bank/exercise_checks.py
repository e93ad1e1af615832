"""What is wrong with an exercise: parts missing, repeated, misnamed or misplaced, and code that is not Python. Pure."""

from __future__ import annotations

import ast
import re
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from studyloop.bank.exercises import ENOUGH_WRONG, PARTS, REQUIRED, parts_of, statement_of
from studyloop.bank.fences import Fence, find_all_fences
from studyloop.bank.model import Bank, Place, Question
from studyloop.bank.problems import Problems
from studyloop.bank.schema import nearest

_CLASSES = tuple(f"exercise-{name}" for name in PARTS)
_CLASS = re.compile(r"(?<=\.)[A-Za-z][\w-]*")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")


def check_exercises(bank: Bank, sources: Mapping[PurePosixPath, Sequence[str]], problems: Problems) -> None:
    """Note every fault of every exercise."""
    claimed: set[tuple[PurePosixPath, int]] = set()
    for question in bank.questions:
        parts = parts_of(question)
        claimed.update((question.place.path, part.line) for part in parts)
        if parts:
            _check_parts(question, parts, problems)
    for path in sorted(sources):
        for fence in find_all_fences(sources[path]):
            place = Place(path, fence.line - 1)
            if fence.part is not None and (path, fence.line) not in claimed:
                problems.add(place, "R03", "A part of an exercise stands outside `### In depth`.", "move it there, or remove its class")
            elif fence.part is None and (name := _mistyped(sources[path][fence.line - 2])):
                problems.add(place, "R01", f"The class `.{name}` is no part of an exercise.", nearest(name, _CLASSES))


def _mistyped(opening: str) -> str | None:
    """A class that looks like a part's and is none."""
    names = _CLASS.findall(_QUOTED.sub("", opening)) if "{" in opening else []
    return next((name for name in names if get_close_matches(name, _CLASSES, 1, 0.8)), None)


def _check_parts(question: Question, parts: tuple[Fence, ...], problems: Problems) -> None:
    path = question.place.path
    count = Counter(part.part for part in parts)
    named = all(part.part in PARTS for part in parts)  # what a wrong name leaves missing is no second fault
    for part in parts:
        place = Place(path, part.line - 1)
        if part.part not in PARTS:
            problems.add(place, "R01", f"An exercise has no part `{part.part}`.", nearest(part.part or "", PARTS))
        elif part.part == "wrong":
            if not part.reason:
                problems.add(place, "R05", "This wrong solution does not say why it fails.", 'add reason="..." behind its class')
        elif part is not next(other for other in parts if other.part == part.part):
            problems.add(place, "R03", f"The exercise has a second part `{part.part}`.", "merge the two")
        _check_code(part, path, problems)
    first = Place(path, parts[0].line - 1)
    if not statement_of(question):
        problems.add(first, "R02", "The exercise does not say what to write.", "say it in prose above its first part")
    for name in REQUIRED if named else ():
        if not count[name]:
            problems.add(first, "R02", f"The exercise has no part `{name}`.", f"add a fence ```{{ .python .exercise-{name} }}")
    if named and count["wrong"] < ENOUGH_WRONG:
        hint = f'add ```{{ .python .exercise-wrong reason="..." }} until there are {ENOUGH_WRONG}: tests are worth what they refuse'
        problems.add(first, "R04", f"The exercise has fewer than {ENOUGH_WRONG} wrong solutions.", hint)


def _check_code(part: Fence, path: PurePosixPath, problems: Problems) -> None:
    if not part.is_python or part.no_run:
        what = "must not run" if part.is_python else "is not fenced as Python"
        problems.add(Place(path, part.line - 1), "R06", f"This part of an exercise {what}.", f"open it with ```{{ .python .exercise-{part.part} }}")
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            empty = not ast.parse(part.code).body
    except (SyntaxError, ValueError) as error:
        line = part.line + (getattr(error, "lineno", None) or 1) - 1
        problems.add(Place(path, line), "R06", f"This is not Python: {getattr(error, 'msg', error)}.", "mend the code; a starter raises NotImplementedError where code is missing")
        return
    if empty:
        problems.add(Place(path, part.line - 1), "R06", "This part of an exercise holds no code.", "write it, or remove the fence")
