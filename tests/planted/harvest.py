"""Plants the faults and looks which are found. ``python tests/planted/harvest.py`` prints the score by class and what is found instead.

What must not live here: reading faults (``faults``), how many must be found.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from faults import Fault, Unplanted, files_of, plant, read_faults

from studyloop.bank.problems import Problem
from studyloop.library import ContentErrors, check_content, open_library
from studyloop.node import SOURCE, build_browser
from studyloop.unset import find_unset

ROOT = Path(__file__).resolve().parents[2]
_RENDERED, _TYPESET = {"C04", "C05"}, {"X01", "X02"}
# What is missing or unused is told only where everything else can be read.
_ALONE = "DE"


@dataclass(frozen=True)
class Harvest:
    """What became of a fault: ``lines`` are where problems of its code were shown in its file, ``others`` the codes shown there."""

    fault: Fault
    path: str
    line: int
    lines: tuple[int, ...]
    others: tuple[str, ...]

    @property
    def found(self) -> bool:
        """With its code, at its line."""
        return self.line in self.lines

    def __str__(self) -> str:
        instead = f"{self.fault.code} at {', '.join(map(str, self.lines))}" if self.lines else ", ".join(self.others) or "nothing"
        return f"{self.fault.name}: {self.fault.code} expected at {self.path}:{self.line}, found: {instead}"


def harvest(folder: Path) -> list[Harvest]:
    """Every fault that still has its place in the content, planted somewhere below ``folder``."""
    found = []
    for number, bed in enumerate(_beds(read_faults())):
        project = folder / f"bed-{number}"
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copyfile(ROOT / "decks.lock", project / "decks.lock")
        planted = []
        for fault in bed:
            with contextlib.suppress(Unplanted):
                planted.append((fault, *plant(fault, project)))
        problems = [problem for problem in _problems(project, bed[0].code) if problem.level != "info"]
        for fault, path, line in planted:
            here = [problem for problem in problems if str(problem.place.path).removeprefix("../") == path]
            lines = tuple(problem.place.line for problem in here if problem.code == fault.code)
            found.append(Harvest(fault, path, line, lines, tuple(sorted({problem.code for problem in here}))))
        shutil.rmtree(project)
    return found


def _beds(faults: Iterable[Fault]) -> list[list[Fault]]:
    """Faults that can stand in one copy: no two in one file."""
    found: list[tuple[str, list[Fault], set[str]]] = []
    for fault in faults:
        try:
            files = files_of(fault, ROOT)
        except Unplanted:
            continue
        kind = "typeset" if fault.code in _TYPESET else "rendered" if fault.code in _RENDERED else "alone" if fault.code[0] in _ALONE else "read"
        bed = next((bed for bed in found if bed[0] == kind != "alone" and not bed[2] & files), None)
        if bed is None:
            found.append(bed := (kind, [], set()))
        bed[1].append(fault)
        bed[2].update(files)
    return [bed for _, bed, _ in found]


def _problems(project: Path, code: str) -> tuple[Problem, ...]:
    """Everything that is found; rendered and typeset only for what nothing else can see."""
    checked = check_content(project / "content")
    if code in _TYPESET:
        browser = build_browser(SOURCE, ROOT / ".cache" / "browser", ROOT / ".cache" / "node", lambda text: None)
        return find_unset(checked.sources, browser.typeset)
    if code not in _RENDERED:
        return checked.problems
    try:
        open_library(project / "content", {"SOURCE_DATE_EPOCH": "0"}, checked=checked)
    except ContentErrors as found:
        return found.problems
    return ()


def main() -> int:
    """The score; 0 when all are found."""
    with tempfile.TemporaryDirectory() as folder:
        done = harvest(Path(folder))
    total, hits = Counter(one.fault.group for one in done), Counter(one.fault.group for one in done if one.found)
    print(os.linesep.join(f"{group:10} {hits[group]:3} of {total[group]:3}" for group in sorted(total)))
    print(f"{'all':10} {sum(hits.values()):3} of {len(done):3}", *(str(one) for one in done if not one.found), sep="\n")
    return 0 if all(one.found for one in done) else 1


if __name__ == "__main__":
    sys.exit(main())
