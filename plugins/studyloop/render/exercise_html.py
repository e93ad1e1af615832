"""An exercise on its question's page: starter and tests in sight, the answers folded, and the files to download. Pure.

The code is the page's own, rendered with In depth; here it is only wrapped. Folds are ``<details>``: no script is needed.
"""

from __future__ import annotations

import html
import re

from studyloop.bank.exercises import Exercise
from studyloop.bank.fences import Fence

# The ends are unmistakable: authors cannot write raw HTML, and this is how the dialect renders a fence with these classes.
_BLOCK = re.compile(r'<div class="exercise-(?P<part>[a-z]+) highlight">.*?</code></pre></div>', re.S)
_SHOWN = {"data": "Data, made from a seed", "starter": "Starter", "tests": "Tests"}
FOLDER = "exercises"


def exercise_html(body: str, exercise: Exercise) -> str:
    """The HTML of In depth with the exercise's parts wrapped, and its downloads above the first of them."""
    wrong = iter(enumerate(exercise.wrong, 1))
    pieces: list[str] = []
    end = 0
    for found in _BLOCK.finditer(body):
        pieces.append(body[end : found.start()])
        if not end:
            pieces.append(_downloads(exercise))
        pieces.append(_wrong(*next(wrong), found.group()) if found["part"] == "wrong" else _part(found["part"], found.group()))
        end = found.end()
    return "".join([*pieces, body[end:]])


def exercise_anchor(ident: str) -> str:
    """Where a question's downloads stand; no id of the content holds an underscore."""
    return f"exercise_{ident}"


def file_links(ident: str, title: str = "") -> str:
    """Links to both files; ``title`` tells them apart for a screen reader where several rows stand below each other."""
    of = f'<span class="sl-status"> for {html.escape(title)}</span>' if title else ""
    return (
        f'<a class="sl-file" href="sl:/{FOLDER}/{ident}.py" download>Python file{of}</a> '
        f'<a class="sl-file" href="sl:/{FOLDER}/{ident}.ipynb" download>Notebook{of}</a>'
    )


def _downloads(exercise: Exercise) -> str:
    return (
        f'<div class="sl-exercise" id="{exercise_anchor(exercise.id)}" data-search-exclude><p><strong>Try it yourself.</strong> '
        f"Fill in the starter until the tests pass; {exercise.question.minutes} minutes is a fair limit.</p>"
        f'<p class="sl-files">{file_links(exercise.id)}</p></div>\n'
    )


def _part(name: str, code: str) -> str:
    return f'<p class="sl-exercise-name">{_SHOWN[name]}</p>\n{code}' if name in _SHOWN else _fold("Solution", code)


def _wrong(number: int, fence: Fence, code: str) -> str:
    return _fold(f"Wrong solution {number}", f"<p><strong>Why this one fails:</strong> {html.escape(fence.reason)}</p>{code}")


def _fold(summary: str, body: str) -> str:
    return f'<details class="sl-answer"><summary data-search-exclude>{summary}</summary><div class="sl-body">{body}</div></details>'
