"""Formulas and diagrams to HTML and SVG, in one Node process for all of them.

What lives here: the Python side of ``plugins/browser/typeset``. What must not: finding Node, caching, reading Markdown.
A formula's HTML and a diagram's SVG depend on their source alone, so a caller may keep them.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, order=True)
class Formula:
    """TeX without its delimiters; ``display`` for a formula on a line of its own."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Typeset:
    """What came back: every formula and diagram asked for is in its results or in its errors, unless ``failure`` is set.

    ``math`` holds HTML, ``diagrams`` SVG; an error is one sentence without a place. ``failure`` is one sentence about the
    typesetter itself (it could not be started, broke off or took too long); then the dictionaries are empty.
    """

    math: dict[Formula, str] = field(default_factory=dict)
    diagrams: dict[str, str] = field(default_factory=dict)
    math_errors: dict[Formula, str] = field(default_factory=dict)
    diagram_errors: dict[str, str] = field(default_factory=dict)
    failure: str | None = None


def typeset(math: Sequence[Formula], diagrams: Sequence[str], command: Sequence[str], timeout: float = 300.0) -> Typeset:
    """Typesets everything with ``command`` (``studyloop.node.Browser.typeset``); duplicates are sent once.

    ``timeout`` is in seconds and covers all of it. Nothing is raised for bad input or a broken typesetter, and no
    process is started for nothing.
    """
    formulas, drawings = list(dict.fromkeys(math)), list(dict.fromkeys(diagrams))
    if not formulas and not drawings:
        return Typeset()
    request = {"math": [{"tex": item.tex, "display": item.display} for item in formulas], "diagrams": drawings}
    try:
        done = subprocess.run(
            list(command), input=json.dumps(request).encode("ascii"), capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return Typeset(failure=f"The typesetter took longer than {timeout:g} seconds.")
    except OSError as problem:
        return Typeset(failure=f"The typesetter could not be started: {problem}.")
    if done.returncode:
        return Typeset(failure=f"The typesetter broke off (exit code {done.returncode}): {_last_words(done.stderr)}")
    try:
        answer = json.loads(done.stdout)
        math_html, math_errors = _split(formulas, answer["math"], "html")
        svg, diagram_errors = _split(drawings, answer["diagrams"], "svg")
    except (ValueError, KeyError, TypeError):
        return Typeset(failure="The typesetter's answer could not be read: build the browser bundle again.")
    return Typeset(math_html, svg, math_errors, diagram_errors)


def _split(keys: list[Key], results: list[dict[str, str]], good: str) -> tuple[dict[Key, str], dict[Key, str]]:
    """The results by key, and the errors by key. Raises ``ValueError`` or ``KeyError`` for an answer of another shape."""
    pairs = list(zip(keys, results, strict=True))
    errors = {key: result["error"] for key, result in pairs if "error" in result}
    return {key: result[good] for key, result in pairs if key not in errors}, errors


def _last_words(stderr: bytes) -> str:
    """The line of Node's complaint that names the error; Node prints code and a stack around it."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return next((line for line in lines if "Error" in line.split(":")[0]), lines[-1] if lines else "it said nothing")
