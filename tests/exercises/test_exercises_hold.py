"""Every exercise of the content, run as it is downloaded: the starter fails, the solution passes, each wrong solution fails."""

from __future__ import annotations

import pytest
from fences import attempts, execute
from shipped import ROOT

from studyloop.bank import load_bank
from studyloop.bank.exercises import all_exercises
from studyloop.exercises import as_program

EXERCISES = all_exercises(load_bank(ROOT / "content").bank)
ATTEMPTS = [(exercise, name, *attempt) for exercise in EXERCISES for name, attempt in attempts(exercise).items()]


def test_there_are_exercises_of_algorithms_and_of_notebooks():
    kinds = [exercise.question.kind for exercise in EXERCISES]
    assert len(EXERCISES) >= 16 and kinds.count("notebook") >= 11 and kinds.count("coding") >= 5


@pytest.mark.parametrize(("exercise", "name", "fence", "program"), ATTEMPTS, ids=[f"{exercise.id}-{name}" for exercise, name, *_ in ATTEMPTS])
def test_an_attempt_ends_as_it_should(exercise, name, fence, program):
    done = execute(program)
    at = f"content/{exercise.topic.path}:{fence.line}"
    if name == "solution":
        assert (done.code, done.said) == (0, "All tests pass."), f"{at}: the solution fails: {done.said}"
        return
    wanted = {"NotImplementedError", "AssertionError"} if name == "starter" else {"AssertionError"}
    assert done.code == 1 and done.error in wanted, f"{at}: {name} should fail in the tests, and ends with: {done.said}"


@pytest.mark.parametrize("exercise", EXERCISES, ids=[exercise.id for exercise in EXERCISES])
def test_the_downloaded_file_is_the_one_that_was_run(exercise):
    """The solution put in place of the starter, by hand as a candidate would, is the program tested above."""
    file = as_program(exercise)
    assert file.count(exercise.starter.code) == 1
    assert file.replace(exercise.starter.code, exercise.solution.code) == as_program(exercise, answer=exercise.solution.code)
