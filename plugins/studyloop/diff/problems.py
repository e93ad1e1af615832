"""Problems introduced and mended: by code, file and sentence, wherever on the page they stand. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from studyloop.bank.problems import Problem

# First letters of problems that may leave a card out of the bank.
_LOSES_CARDS = "FMSIQC"
_NUMBERS = re.compile(r"\d+")


def introduced_and_mended(before: Iterable[Problem], after: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems only the later side has, and those only the earlier has.

    A problem is the same one when its line moved, when a count in its sentence changed, or when its file was renamed.
    """
    old, new = tuple(before), tuple(after)
    for key in (_exact, _in_file, _anywhere):
        old, new = _without_pairs(old, new, key)
    return new, old


def errors_that_lose_cards(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The files whose cards may be missing, sorted."""
    return tuple(sorted({str(problem.place.path) for problem in problems if problem.is_error and problem.code[0] in _LOSES_CARDS}))


def _exact(problem: Problem) -> Hashable:
    return problem.code, problem.place.path, problem.sentence


def _in_file(problem: Problem) -> Hashable:
    return problem.code, problem.place.path, _NUMBERS.sub("#", problem.sentence)


def _anywhere(problem: Problem) -> Hashable:
    return problem.code, _NUMBERS.sub("#", problem.sentence)


def _without_pairs(
    old: tuple[Problem, ...], new: tuple[Problem, ...], key: Callable[[Problem], Hashable]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Both without what has a partner of equal key on the other side; each partner counts once."""
    waiting: defaultdict[Hashable, list[Problem]] = defaultdict(list)
    for problem in reversed(old):
        waiting[key(problem)].append(problem)
    left = []
    for problem in new:
        if waiting[key(problem)]:
            waiting[key(problem)].pop()
        else:
            left.append(problem)
    rest = {id(problem) for problems in waiting.values() for problem in problems}
    return tuple(problem for problem in old if id(problem) in rest), tuple(left)
