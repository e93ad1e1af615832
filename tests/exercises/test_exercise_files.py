"""What stands in an exercise's two files: the parts in order, the solution folded, nothing that only the site can follow."""

from __future__ import annotations

import ast
import json
import re
from pathlib import PurePosixPath

import jsonschema
import pytest
from shipped import ROOT

from studyloop.bank import load_bank
from studyloop.bank.exercises import Exercise, all_exercises, part_that_runs, read_exercise
from studyloop.bank.fences import Fence
from studyloop.bank.model import Piece, Place, Question, Topic
from studyloop.exercises import as_notebook, as_program

PATH = PurePosixPath("questions/a.md")
DEPTH = r'''Write `double`, see [the page](../guides/b.md#c) and [Python](https://python.org); $\hat{x}$ """quoted""".

```{ .python .exercise-data }
import numpy as np
data = np.arange(3)
```

```{ .python .exercise-starter }
def double(x):
    raise NotImplementedError
```

```{ .python .exercise-tests }
assert (double(data) == [0, 2, 4]).all()
```

Between.

```{ .python .exercise-wrong reason="It adds: x + 2." }
def double(x):
    return x + 2
```

```{ .python .exercise-solution }
def double(x):
    return 2 * x
```
'''


def make_exercise(depth: str = DEPTH) -> Exercise:
    """The exercise of a question whose In depth is this, from line 11 on."""
    text = Piece("A short answer.", Place(PATH, 2))
    question = Question("double-it", 'What is "twice"?', "mid", 15, "coding", ("mle",), text, {"depth": Piece(depth.strip(), Place(PATH, 11))}, (), Place(PATH, 1))
    topic = Topic("a", PATH, "A", "coding", 1, ("mle",), (), "2026-11-21", text, (question,), Place(PATH, 1))
    found = read_exercise(topic, question)
    assert found is not None
    return found


def test_the_parts_are_told_apart_with_their_lines():
    exercise = make_exercise()
    assert exercise.starter == Fence(19, "def double(x):\n    raise NotImplementedError", False, "", "starter")
    assert exercise.data is not None and exercise.data.line == 14
    assert [wrong.reason for wrong in exercise.wrong] == ["It adds: x + 2."]
    assert exercise.statement.startswith("Write `double`") and "Between" not in exercise.statement


def test_without_a_required_part_there_is_no_exercise():
    with pytest.raises(AssertionError):
        make_exercise(DEPTH.replace("exercise-solution", "other"))


def test_a_question_runs_where_its_first_python_stands():
    exercise = make_exercise()
    assert part_that_runs(exercise.question) == "depth"
    still = make_exercise(DEPTH).question.parts["depth"].text.replace(".python .", '.python .no-run reason="r" .')
    assert part_that_runs(Question(**{name: getattr(exercise.question, name) for name in Question.__slots__} | {"parts": {"depth": Piece(still, Place(PATH, 11))}})) is None


def test_a_program_holds_the_statement_the_data_the_starter_the_tests_and_the_solution_folded():
    text = as_program(make_exercise(), "Mid", "https://host.invalid/questions/a/#double-it")
    tree = ast.parse(text)
    said = ast.get_docstring(tree)
    assert said is not None and said.startswith('What is "twice"?\n\nMid, 15 minutes.')
    assert "pip install numpy" in said and "https://host.invalid/questions/a/#double-it" in said
    assert r"\hat{x}" in said and "'''quoted'''" in said
    order = [text.index(part) for part in ("# %% The data", "# %% Your part", "# %% The tests", "All tests pass", "# region The solution", "# endregion")]
    assert order == sorted(order)
    assert all(line.startswith("#") for line in text[text.index("# region") :].splitlines())
    assert [line[2:] for line in text.splitlines() if line in ("# def double(x):", "#     return 2 * x")] == ["def double(x):", "    return 2 * x"]


def test_links_inside_the_content_become_words_and_others_stay():
    text = as_program(make_exercise())
    assert "see the page and [Python](https://python.org)" in text and "guides/b.md" not in text
    assert "The question with its answers" not in text


def test_wrong_solutions_are_in_no_file():
    assert "x + 2" not in as_program(make_exercise()) + as_notebook(make_exercise())


# What the notebook format 4.5 asks for, of the kinds of cells we write.
_TEXT = {"type": "array", "items": {"type": "string"}}
_CELL = {
    "type": "object",
    "required": ["id", "cell_type", "metadata", "source"],
    "properties": {"id": {"type": "string", "pattern": "^[a-zA-Z0-9-_]{1,64}$"}, "source": _TEXT},
    "oneOf": [
        {"properties": {"cell_type": {"const": "markdown"}, "metadata": {"type": "object"}, "id": {}, "source": {}}, "additionalProperties": False},
        {
            "required": ["outputs", "execution_count"],
            "properties": {
                "cell_type": {"const": "code"},
                "execution_count": {"type": ["integer", "null"]},
                "outputs": {"type": "array", "maxItems": 0},
                "metadata": {
                    "type": "object",
                    "properties": {
                        "collapsed": {"type": "boolean"},
                        "jupyter": {"type": "object", "properties": {"source_hidden": {"type": "boolean"}}},
                        "tags": {"type": "array", "uniqueItems": True, "items": {"type": "string", "pattern": "^[^,]+$"}},
                    },
                },
                "id": {},
                "source": {},
            },
            "additionalProperties": False,
        },
    ],
}
NOTEBOOK = {
    "type": "object",
    "required": ["metadata", "nbformat", "nbformat_minor", "cells"],
    "properties": {
        "metadata": {
            "type": "object",
            "required": ["kernelspec", "language_info"],
            "properties": {
                "kernelspec": {"required": ["name", "display_name"]},
                "language_info": {"required": ["name"]},
            },
        },
        "nbformat": {"const": 4},
        "nbformat_minor": {"const": 5},
        "cells": {"type": "array", "items": _CELL},
    },
    "additionalProperties": False,
}


def check_notebook(text: str, exercise: Exercise) -> None:
    """A whole notebook with the exercise's own code in its cells, each id once, the solution last and hidden."""
    notebook = json.loads(text)
    jsonschema.validate(notebook, NOTEBOOK)
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    assert len(cells) == len(notebook["cells"])
    assert list(cells) == ["statement", *(["data"] if exercise.data else []), "starter", "tests", "solution"]
    for name in list(cells)[1:]:
        assert getattr(exercise, name).code.strip("\n") in "".join(cells[name]["source"])
    for cell in notebook["cells"]:
        assert all(line.endswith("\n") for line in cell["source"][:-1]) and not cell["source"][-1].endswith("\n")
    assert cells["solution"]["metadata"]["jupyter"] == {"source_hidden": True} and cells["solution"]["metadata"]["collapsed"] is True
    assert not any(cell["metadata"] for name, cell in cells.items() if name != "solution")


def test_a_notebook_is_of_format_4_5_with_the_solution_hidden_at_its_end():
    check_notebook(as_notebook(make_exercise(), "Mid"), make_exercise())


def test_the_files_of_the_content_are_sound_and_the_same_every_time(shipped_exercises):
    for exercise in shipped_exercises:
        check_notebook(as_notebook(exercise), exercise)
        assert as_notebook(exercise) == as_notebook(exercise)
        text = as_program(exercise)
        compile(text, exercise.id, "exec")
        assert not re.search(r"\]\((?!https?:)", ast.get_docstring(ast.parse(text)) or "")


@pytest.fixture(scope="module")
def shipped_exercises():
    """The exercises of the content."""
    return all_exercises(load_bank(ROOT / "content").bank)
