"""What both files say around the author's text: where it comes from, what is needed, how to go about it. Pure."""

from __future__ import annotations

import ast
import re

from studyloop.bank.exercises import Exercise

# What a program imports, and the name under which it is installed. Only what is not in Python itself.
_PACKAGES = {"numpy": "numpy", "pandas": "pandas", "sklearn": "scikit-learn", "scipy": "scipy", "matplotlib": "matplotlib", "torch": "torch"}
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]+)\]\((?!https?://)[^)\n]*\)")

HOW_TO = "Replace the part that raises NotImplementedError until every test passes. The solution stands folded at the end; look at it after your own attempt."
DATA, STARTER, TESTS, SOLUTION = "The data, made from a seed", "Your part", "The tests", "The solution"
PASSED = 'print("All tests pass.")'


def statement(exercise: Exercise) -> str:
    """The statement as Markdown that stands alone: links to other pages of the content become their words."""
    return _LINK.sub(lambda found: found["text"], exercise.statement)


def needs(exercise: Exercise) -> tuple[str, ...]:
    """The packages to install, sorted."""
    parts = [exercise.data, exercise.starter, exercise.tests, exercise.solution]
    found: set[str] = set()
    for part in parts:
        for node in ast.walk(ast.parse(part.code)) if part else ():
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            found.update(name.split(".")[0] for name in names)
    return tuple(sorted(_PACKAGES[name] for name in found if name in _PACKAGES))


def about(exercise: Exercise, level: str, address: str | None) -> list[str]:
    """Sentences below the title: level, time, what to install, where the answer is explained."""
    minutes = exercise.question.minutes
    said = [f"{level}, {minutes} minutes."]
    if packages := needs(exercise):
        said.append(f"Needs Python and {', '.join(packages)}: pip install {' '.join(packages)}")
    if address:
        said.append(f"The question with its answers: {address}")
    return said
