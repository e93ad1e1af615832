"""Running the Python fences of the content: all fences of one question or guide are one program, each exercise several."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from studyloop.bank import Bank
from studyloop.bank.exercises import Exercise
from studyloop.bank.fences import Fence, find_fences
from studyloop.bank.lines import decode
from studyloop.bank.problems import Problems
from studyloop.exercises import as_program

SECONDS = 60


@dataclass(frozen=True)
class Program:
    """The fences of a question or a guide, top to bottom; an exercise's parts are among them, and run by themselves."""

    id: str
    path: str
    fences: tuple[Fence, ...]

    @property
    def source(self) -> str:
        """One program whose line numbers are those of the file."""
        lines: list[str] = []
        for fence in self.fences:
            if not fence.no_run and fence.part is None:
                lines += [""] * (fence.line - 1 - len(lines)) + fence.code.splitlines()
        return "\n".join(lines) + "\n"


def find_programs(content: Path, bank: Bank) -> list[Program]:
    """A program for each question and each guide that holds Python, in study order."""
    programs: list[Program] = []
    for topic in bank.topics:
        lines = decode((content / topic.path).read_bytes(), topic.path, Problems())
        for question in topic.questions:
            programs.append(Program(question.id, str(topic.path), find_fences(lines, question.place.line, question.last_line)))
    for guide in bank.guides:
        lines = decode((content / guide.path).read_bytes(), guide.path, Problems())
        programs.append(Program(guide.id, str(guide.path), find_fences(lines)))
    return [program for program in programs if program.fences]


@dataclass(frozen=True)
class Done:
    """How a program ended: its exit code (``None``: it was stopped), what it said last, and the last of its own lines named in it."""

    code: int | None
    said: str
    line: int | None

    @property
    def error(self) -> str:
        """The name of the exception it ended with, or nothing."""
        return self.said.partition(":")[0] if self.code else ""


def execute(source: str, seconds: float = SECONDS) -> Done:
    """Runs a program alone, in an empty folder, with the time and the variables we give it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "program.py"
        file.write_text(source, "utf-8")
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-W", "ignore", str(file)],
                cwd=folder,
                env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "HOME": folder},
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Done(None, f"it ran longer than {seconds:g} seconds", None)
        at = re.findall(rf'File "{re.escape(str(file))}", line (\d+)', done.stderr)
        said = _last_error(done.stderr) if done.returncode else done.stdout.strip()
        return Done(done.returncode, said or f"exit code {done.returncode}", int(at[-1]) if at else None)


def _last_error(stderr: str) -> str:
    """The exception of a traceback; its message may have several lines, of which the first counts."""
    lines = stderr.strip().splitlines()
    named = [line for line in lines if re.match(r"[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Iteration|Warning)\b", line)]
    return (named or lines or [""])[-1]


def run(program: Program, seconds: float = SECONDS) -> str:
    """Runs it; what went wrong as ``file:line: sentence``, or nothing."""
    done = execute(program.source, seconds)
    return "" if done.code == 0 else f"{program.path}:{done.line or program.fences[0].line}: {done.said}"


def attempts(exercise: Exercise) -> dict[str, tuple[Fence, str]]:
    """Every attempt at an exercise by name: what is put in place of the starter, and the whole downloaded file with it."""
    named = {"starter": exercise.starter, "solution": exercise.solution}
    named |= {f"wrong-{number}": fence for number, fence in enumerate(exercise.wrong, 1)}
    return {name: (fence, as_program(exercise, answer=fence.code)) for name, fence in named.items()}
