"""An exercise as a notebook of format 4.5; the solution is its last cell, with its source hidden. Pure."""

from __future__ import annotations

import json
from typing import Any

from studyloop.bank.exercises import Exercise
from studyloop.exercises.wording import DATA, HOW_TO, PASSED, SOLUTION, STARTER, TESTS, about, statement

FOLDED = {"collapsed": True, "jupyter": {"source_hidden": True}, "tags": ["solution"]}


def as_notebook(exercise: Exercise, level: str = "", address: str | None = None) -> str:
    """The file's text: the same for the same exercise, down to the cells' ids."""
    said = about(exercise, level or exercise.question.level, address)
    cells = [_markdown("statement", "\n\n".join([f"# {exercise.question.title}", *said, statement(exercise), HOW_TO]))]
    if exercise.data:
        cells.append(_code("data", f"# {DATA}\n{exercise.data.code}"))
    cells.append(_code("starter", f"# {STARTER}\n{exercise.starter.code}"))
    cells.append(_code("tests", f"# {TESTS}\n{exercise.tests.code}\n\n{PASSED}"))
    cells.append(_code("solution", f"# {SOLUTION}\n{exercise.solution.code}", FOLDED))
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _markdown(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": _lines(text)}


def _code(name: str, text: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "id": name, "metadata": metadata or {}, "outputs": [], "source": _lines(text)}


def _lines(text: str) -> list[str]:
    """A cell's source: lines that keep their ends, the last one without."""
    return text.strip("\n").splitlines(keepends=True)
