"""Golden cases an author can read: an edit of the content in ``good/``, and every problem it must give.

A file of ``goldens/`` holds cases of this form; the edit is a unified diff without numbers (no ``-`` and no context line:
the file is written anew), and several edits of one file are parted by a line ``...``:

    ## A section that nobody knows
    `questions/metrics.md`
    ```diff
    -### Mistakes
    +### Errors
    ```
    ```text
    questions/metrics.md:42:5: S02 The section `Errors` is unknown. (...)
    ```

``python tests/bank/golden_cases.py`` writes what the code says now into all files: read the difference before you keep it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from studyloop.bank import format_problems
from studyloop.bank.problems import Problems
from studyloop.library import check_content
from studyloop.render import PieceRenderer, render_bank
from studyloop.render.emptiness import check_emptiness

HERE = Path(__file__).parent
GOOD = HERE / "good"
GOLDENS = HERE / "goldens"
_CASE = re.compile(r"^## (?P<title>.+)\n(?P<edits>(?:`[^`\n]+`\n```diff\n(?:.*\n)*?```\n)+)```text\n(?P<expected>(?:.*\n)*?)```$", re.M)
_EDIT = re.compile(r"^`(?P<path>[^`\n]+)`\n```diff\n(?P<diff>(?:.*\n)*?)```$", re.M)


@dataclass(frozen=True)
class Case:
    """A case: where it stands, the edits as (path, diff), the expected lines."""

    file: Path
    title: str
    edits: tuple[tuple[str, str], ...]
    expected: str

    @property
    def id(self) -> str:
        """A name for the test's output."""
        return f"{self.file.stem}: {self.title}"

    def write(self, folder: Path) -> Path:
        """The edited content, below ``folder``."""
        content = folder / "content"
        shutil.copytree(GOOD, content)
        for path, diff in self.edits:
            file = content / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(apply(diff, file.read_text("utf-8") if file.exists() else ""), "utf-8")
        return content


def apply(diff: str, text: str) -> str:
    """The text after the edit. ``ValueError`` when what it changes does not stand there exactly once."""
    for hunk in diff.split("...\n"):
        lines = hunk.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in "- ")
        new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in "+ ")
        if not old:
            text = new
            continue
        at = [found.start() for found in re.finditer(rf"^(?={re.escape(old)})", text, re.M)]
        if len(at) != 1:
            raise ValueError(f"this stands {len(at)} times:\n{old}")
        text = text[: at[0]] + new + text[at[0] + len(old) :]
    return text


def read_cases(file: Path) -> list[Case]:
    """The cases of a file. ``ValueError`` when a heading has no well-formed case below it."""
    text = file.read_text("utf-8")
    cases = [
        Case(file, found["title"], tuple((e["path"], e["diff"]) for e in _EDIT.finditer(found["edits"])), found["expected"])
        for found in _CASE.finditer(text)
    ]
    titles = [line for line in text.splitlines() if line.startswith("## ")]
    if len(cases) != len(titles):
        raise ValueError(f"{file.name} has {len(titles)} titles and {len(cases)} well-formed cases")
    return cases


def all_cases() -> list[Case]:
    """Every case of every file, in order."""
    return [case for file in sorted(GOLDENS.glob("*.md")) for case in read_cases(file)]


def problems_of(content: Path) -> str:
    """What is said about a content folder, one problem a line."""
    checked = check_content(content)
    bank, problems = checked.bank, checked.problems
    found = list(problems)
    if bank is not None and not any(problem.is_error for problem in problems):
        empty = Problems()
        check_emptiness(render_bank(bank, PieceRenderer()), empty)
        found.extend(empty.sorted())
    return "".join(f"{line}\n" for line in format_problems(found, info=True).splitlines())


def _rewrite(file: Path) -> None:
    text = file.read_text("utf-8")

    def said(found: re.Match[str]) -> str:
        case = Case(file, found["title"], tuple((e["path"], e["diff"]) for e in _EDIT.finditer(found["edits"])), "")
        with tempfile.TemporaryDirectory() as folder:
            return f"## {case.title}\n{found['edits']}```text\n{problems_of(case.write(Path(folder)))}```"

    file.write_text(_CASE.sub(said, text), "utf-8")


if __name__ == "__main__":
    for golden in sorted(GOLDENS.glob("*.md")):
        print(golden.name, len(read_cases(golden)))
        _rewrite(golden)
