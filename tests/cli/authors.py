"""What the tests of the author's verbs share: the small content, a verb run as a person or a script would, goldens.

``python tests/cli/authors.py`` writes what the code says now into the goldens: read the difference before you keep it.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from studyloop.bank import format_problems
from studyloop.cli.main import main
from studyloop.library import check_content

HERE = Path(__file__).parent
GOOD = HERE.parent / "bank" / "good"
TODAY = "1795996800"  # 2026-11-30
QUESTION = ("--topic", "metrics", "--level", "mid", "--kind", "concept", "--minutes", "6")
ASKED = "Your test set is a random tenth of last year's orders. What does it hide?"
# Each golden with the commands that give it, run one after the other.
GOLDENS = {
    "new-question.txt": [("new", "question", *QUESTION, "--title", ASKED)],
    "new-topic.txt": [("new", "topic", "--title", "Time series", "--component", "concepts", "--roles", "mle,ds")],
    "new-guide.txt": [("new", "guide", "--title", "Two: a dialogue", "--component", "people", "--summary", "One # sentence.")],
    "show-question.txt": [("show", "recall-gap")],
    "show-card.txt": [("show", "recall-ratio")],
    "show-guide.txt": [("show", "clock")],
    "stats.txt": [("stats", "--target", "level:junior=40,mid=60")],
    "stats.md": [("stats", "--markdown")],
}


class Terminal(io.StringIO):
    """A terminal at which somebody has typed ahead."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@dataclass(frozen=True)
class Done:
    """What a verb gave back: exit code, output, errors."""

    code: int
    out: str
    err: str


def run(project: Path, *words: str, typed: str | None = None, environment: dict[str, str] | None = None) -> Done:
    """Run a verb in a project; ``typed`` makes its input a terminal."""
    out, err = io.StringIO(), io.StringIO()
    stdin = io.StringIO() if typed is None else Terminal(typed)
    clean = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "VISUAL", "EDITOR")}
    with mock.patch.dict(os.environ, {**clean, "SOURCE_DATE_EPOCH": TODAY, **(environment or {})}, clear=True), mock.patch.object(sys, "stdin", stdin):
        with chdir(project), redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as stop:  # argparse's own way of refusing
                code = stop.code
    return Done(code, out.getvalue(), err.getvalue())


def make_project(root: Path) -> Path:
    """A project with the small content."""
    shutil.copytree(GOOD, root / "content")
    return root


def said(project: Path, name: str) -> str:
    """What a golden's commands say; for a new thing its text stands between them."""
    commands = GOLDENS[name]
    shown = []
    for words in commands:
        before = {path: path.read_text("utf-8") for path in (project / "content").rglob("*.md")}
        done = run(project, *words)
        shown.append(f"$ studyloop {shlex.join(words)}\n{done.out}{done.err}")
        for path in sorted((project / "content").rglob("*.md")):
            text = path.read_text("utf-8")
            if text != before.get(path, ""):
                shown.append(f"# written to {path.relative_to(project).as_posix()}\n{text.removeprefix(before.get(path, ''))}")
    if len(shown) == 1:
        return shown[0].partition("\n")[2]
    missing = format_problems(check_content(project / "content").problems, "content/")
    return "\n".join([*shown, f"# what the checks say then\n{missing}\n"])


if __name__ == "__main__":
    for golden in GOLDENS:
        with tempfile.TemporaryDirectory() as folder:
            (HERE / "goldens" / golden).write_text(said(make_project(Path(folder)), golden), "utf-8")
            print(golden)
