"""Looks for planted edits with the project's own code: the check, the rules of taste, the code of the question, its new numbers.

What must not live here: reading edits (``planted_edits``), how many must be found, tables.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from planted_edits import Edit, Planted, plant, read_edits, read_pages, standing
from unproved import unproved

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from fences import Program, execute, find_fences  # noqa: E402

from studyloop.bank.model import Question  # noqa: E402
from studyloop.bank.problems import Problem  # noqa: E402
from studyloop.library import Checked, check_content  # noqa: E402
from studyloop.lint import LINT_RULES  # noqa: E402
from studyloop.node import SOURCE, build_browser  # noqa: E402
from studyloop.render import PieceRenderer  # noqa: E402
from studyloop.render.fit import find_wanted  # noqa: E402
from studyloop.render.typeset import Formula, typeset  # noqa: E402

CHECK, TASTE, CODE, NUMBERS = LAYERS = ("check", "taste", "code", "numbers")
# Longer than any unchanged program of these questions takes; one that hangs would be stopped in the tests of the content too.
SECONDS = 40
_TASTE = {rule.code for rule in LINT_RULES}


@dataclass(frozen=True)
class Verdict:
    """What became of an edit: the first layer that found it, or nothing, and in which words."""

    edit: Edit
    layer: str
    said: str

    def __str__(self) -> str:
        return f"{self.edit} - {self.said or 'nothing was said'}"


def judge(edits: Sequence[Edit] = ()) -> list[Verdict]:
    """A verdict on every edit that still has its place in the content, in their order."""
    planted = standing(edits or read_edits(), read_pages())
    said = _read(planted)
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        runs = [workers.submit(_run, one) if one.in_python else None for one in planted]
        ran = [run.result() if run else "" for run in runs]
    return [_verdict(one, problems, failure) for one, problems, failure in zip(planted, said, ran, strict=True)]


def _verdict(one: Planted, problems: Iterable[tuple[str, str]], failure: str) -> Verdict:
    counted = [(code, said) for code, said in problems if one.edit.kind.accepts(code)]
    for layer in (CHECK, TASTE):
        if hit := next((f"{code}: {said}" for code, said in counted if (code in _TASTE) == (layer == TASTE)), ""):
            return Verdict(one.edit, layer, hit)
    if failure:
        return Verdict(one.edit, CODE, failure)
    new = unproved(one.before, one.after) if one.edit.kind.accepts(NUMBERS) else []
    return Verdict(one.edit, NUMBERS if new else "", ", ".join(new))


def _run(one: Planted) -> str:
    """What the program of the question says with the edit in it; nothing where it still runs."""
    fences = find_fences(one.text.split("\n"), one.first, one.last)
    program = Program(one.edit.id, one.path, fences)
    done = execute(program.source, SECONDS)
    return "" if done.code == 0 else f"line {done.line}: {done.said}"


def _read(planted: Sequence[Planted]) -> list[list[tuple[str, str]]]:
    """What check, rules and typesetter say of each edit's question and do not say without it."""
    found: dict[str, list[tuple[str, str]]] = {one.edit.name: [] for one in planted}
    wanted: dict[str, tuple[Formula, ...]] = {}
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copyfile(ROOT / "decks.lock", project / "decks.lock")
        before = check_content(project / "content")
        known = {(problem.code, str(problem.place.path), problem.sentence) for problem in before.problems}
        for bed in _beds(planted):
            texts = read_pages()
            for one in bed:
                texts[one.path] = plant(one.edit, texts).text
            for path, text in texts.items():
                (project / "content" / path).write_text(text, "utf-8")
            checked = check_content(project / "content")
            for one in bed:
                lines = _lines_of(one, checked)
                here = [problem for problem in checked.problems if problem.place.path == PurePosixPath(one.path)]
                new = [problem for problem in here if (problem.code, one.path, problem.sentence) not in known]
                found[one.edit.name] += [(problem.code, problem.sentence) for problem in new if problem.place.line in lines or _is_lost(one, problem)]
                if not one.in_python and (question := _question(one, checked)):
                    wanted[one.edit.name] = _formulas(question)
    for name, why in _unset(wanted):
        found[name].append(("X01", why))
    return [found[one.edit.name] for one in planted]


def _beds(planted: Sequence[Planted]) -> list[list[Planted]]:
    """Edits that can stand in one copy: no two in one question."""
    beds: list[dict[str, Planted]] = []
    for one in planted:
        bed = next((bed for bed in beds if one.edit.id not in bed), None)
        if bed is None:
            beds.append(bed := {})
        bed[one.edit.id] = one
    return [list(bed.values()) for bed in beds]


def _lines_of(one: Planted, checked: Checked) -> range:
    """The question's lines in the page as it is now, with the other edits of its bed."""
    lines = checked.sources.get(PurePosixPath(one.path), ())
    first = next((number for number, line in enumerate(lines, 1) if line.startswith("## ") and f"#{one.edit.id} " in line), 0)
    return range(first, first + one.last - one.first + 1)


def _is_lost(one: Planted, problem: Problem) -> bool:
    """Whether it says that an id of the edit has vanished, for which the page's first line is named."""
    return problem.code.startswith("D") and any(f"`{lost}`" in problem.sentence for lost in re.findall(r"#([\w-]+)", one.edit.find))


def _question(one: Planted, checked: Checked) -> Question | None:
    questions = checked.bank.questions if checked.bank else ()
    return next((question for question in questions if question.id == one.edit.id), None)


def _formulas(question: Question) -> tuple[Formula, ...]:
    """The formulas of a question as its page shows them."""
    pieces = [question.short, *(part for key, part in question.parts.items() if key != "cards")]
    for card in question.cards:
        pieces += [piece for piece in (card.front, card.back) if piece]
    texts = [piece.text for piece in pieces if "$" in piece.text]
    return find_wanted(PieceRenderer().render(texts, question.place.path)).formulas if texts else ()


def _unset(wanted: Mapping[str, tuple[Formula, ...]]) -> Iterator[tuple[str, str]]:
    """(edit, why) for every formula that cannot be set, all in one run of the typesetter."""
    browser = build_browser(SOURCE, ROOT / ".cache" / "browser", ROOT / ".cache" / "node", lambda text: None)
    done = typeset([formula for formulas in wanted.values() for formula in formulas], [], browser.typeset)
    if done.failure:
        raise RuntimeError(done.failure)
    for name, formulas in wanted.items():
        yield from ((name, done.math_errors[formula]) for formula in formulas if formula in done.math_errors)
