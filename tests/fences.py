"""Running the Python fences of the content: all fences of one question or guide are one program."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from studyloop.bank import Bank
from studyloop.bank.fences import Fence, find_fences
from studyloop.bank.lines import decode
from studyloop.bank.problems import Problems

SECONDS = 60


@dataclass(frozen=True)
class Program:
    """The fences of a question or a guide, top to bottom."""

    id: str
    path: str
    fences: tuple[Fence, ...]

    @property
    def source(self) -> str:
        """One program whose line numbers are those of the file."""
        lines: list[str] = []
        for fence in self.fences:
            if not fence.no_run:
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


def run(program: Program, seconds: float = SECONDS) -> str:
    """Runs it alone, in an empty folder; what went wrong as ``file:line: sentence``, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "program.py"
        file.write_text(program.source, "utf-8")
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
            return f"{program.path}:{program.fences[0].line}: it ran longer than {seconds:g} seconds"
        if done.returncode == 0:
            return ""
        at = re.findall(rf'File "{re.escape(str(file))}", line (\d+)', done.stderr)
        said = done.stderr.strip().splitlines()
        return f"{program.path}:{at[-1] if at else program.fences[0].line}: {said[-1] if said else f'exit code {done.returncode}'}"
