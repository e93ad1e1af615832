"""An exercise as a program: the statement is its docstring, the solution a commented region that editors fold. Pure."""

from __future__ import annotations

from studyloop.bank.exercises import Exercise
from studyloop.exercises.wording import DATA, HOW_TO, PASSED, SOLUTION, STARTER, TESTS, about, statement


def as_program(exercise: Exercise, level: str = "", address: str | None = None, answer: str | None = None) -> str:
    """The file's text. ``level`` is its title, ``address`` the question's page; ``answer`` stands in place of the starter."""
    body = "\n\n".join([exercise.question.title, *about(exercise, level or exercise.question.level, address), statement(exercise), HOW_TO])
    blocks = [f'r"""{_in_quotes(body)}\n"""']
    if exercise.data:
        blocks.append(f"# %% {DATA}\n{_code(exercise.data.code)}")
    blocks.append(f"# %% {STARTER}\n{_code(exercise.starter.code if answer is None else answer)}")
    blocks.append(f"# %% {TESTS}\n{_code(exercise.tests.code)}\n\n{PASSED}")
    hidden = "\n".join(f"# {line}".rstrip() for line in _code(exercise.solution.code).split("\n"))
    blocks.append(f"# region {SOLUTION}\n{hidden}\n# endregion")
    return "\n\n\n".join(blocks) + "\n"


def _code(code: str) -> str:
    return code.strip("\n")


def _in_quotes(text: str) -> str:
    """Text that a raw docstring can hold as it is."""
    return text.replace('"""', "'''")
