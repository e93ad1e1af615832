"""Formulas and diagrams that cannot be set, found in the source without rendering all of it.

What looks like a formula is tried; a page is rendered only when one of them fails, to see whether it is one. What must
not live here: finding the typesetter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from studyloop.bank.model import Place
from studyloop.bank.problems import Problem, Problems
from studyloop.bank.spans import Offsets, blank, code_spans, math_spans
from studyloop.render.fit import find_wanted
from studyloop.render.pieces import PieceRenderer
from studyloop.render.typeset import Formula, typeset

_FENCE = re.compile(r"^(?P<indent>[ ]*)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^[ ]*(?P=ticks)[ ]*$", re.S | re.M)


def add_formula(problems: Problems, place: Place, tex: str, why: str) -> None:
    """Note that a formula cannot be set."""
    problems.add(place, "X01", f"The formula `{tex[:60]}` cannot be set: {why}", "mend the TeX")


def add_diagram(problems: Problems, place: Place, why: str) -> None:
    """Note that a diagram cannot be drawn."""
    problems.add(place, "X02", f"The diagram cannot be drawn: {why}", "see the format page for what diagrams may hold")


def find_unset(sources: Mapping[PurePosixPath, Sequence[str]], command: Sequence[str]) -> tuple[Problem, ...]:
    """X01 and X02 of some files; ``sources`` are their lines. A typesetter that does not work finds nothing."""
    math: list[tuple[Formula, Place]] = []
    drawings: list[tuple[str, Place]] = []
    for path, lines in sources.items():
        text = "\n".join(lines)
        offsets = Offsets(text, Place(path))
        fences = list(_FENCE.finditer(text))
        drawings += [(_outdented(fence), offsets.place(_telling(fence))) for fence in fences if fence["info"].strip() == "mermaid"]
        math += [(formula, offsets.place(start)) for formula, start in _formulas(blank(text, [fence.span() for fence in fences]))]
    done = typeset([formula for formula, _ in math], [source for source, _ in drawings], command)
    doubted = {place.path for formula, place in math if formula in done.math_errors} | {place.path for source, place in drawings if source in done.diagram_errors}
    problems, renderer = Problems(), PieceRenderer()
    for path in sorted(doubted):
        real = find_wanted(renderer.render(["\n".join(sources[path])], path))
        for formula, place in math:
            if place.path == path and formula in done.math_errors and formula in real.formulas:
                add_formula(problems, place, formula.tex, done.math_errors[formula])
        for source, place in drawings:
            if place.path == path and source in done.diagram_errors and source in real.diagrams:
                add_diagram(problems, place, done.diagram_errors[source])
    return problems.sorted()


def _formulas(text: str) -> Iterator[tuple[Formula, int]]:
    """What looks like a formula, and where it starts."""
    for start, end in math_spans(blank(text, code_spans(text), "x")):
        found = text[start:end]
        display = found.startswith("$$")
        yield Formula(found.strip("$").strip(), display), start + (2 if display else 1)


def _telling(fence: re.Match[str]) -> int:
    """Where a diagram's first line stands that says more than how to draw."""
    found = re.compile(r"^[ ]*(?!flowchart\b)(?=[^\s])", re.M).search(fence.string, fence.start("body"), fence.end("body"))
    return found.end() if found else fence.start("ticks")


def _outdented(fence: re.Match[str]) -> str:
    """A fence's body as it is drawn."""
    indent = len(fence["indent"])
    return "\n".join(line[indent:] if not line[:indent].strip() else line for line in fence["body"].rstrip("\n").split("\n"))
