"""Golden reports an author can read: edits of the content in ``tests/bank/good``, and the report they must give.

A file of ``goldens/`` holds cases of this form. ``before`` edits belong to the base, the others to the change; an edit is a
unified diff without numbers, or the word ``delete``. The base is released, unless its ``before`` edits delete the ledger:

    ## A word changes
    `questions/metrics.md`
    ```diff
    -:   What was there to be found.
    +:   All that was there to be found.
    ```
    ```text
    1 card differs from the base.
    ...
    ```
    `````markdown
    ## Card report
    ...
    `````

``python tests/diff/report_cases.py`` writes what the code says now into all files: read the difference before you keep it.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from project_under_git import commit_all, make_project  # noqa: E402

from studyloop.diff import Report, Side, compare_sides, markdown_report, text_report  # noqa: E402
from studyloop.release import make_release  # noqa: E402
from studyloop.sides import Base, side_at, side_of  # noqa: E402

GOLDENS = HERE / "goldens"
_CASE = re.compile(
    r"^## (?P<title>.+)\n(?P<edits>(?:(?:before )?`[^`\n]+`\n```diff\n(?:.*\n)*?```\n)*)"
    r"```text\n(?P<text>(?:.*\n)*?)```\n`````markdown\n(?P<markdown>(?:.*\n)*?)`````$",
    re.M,
)
_EDIT = re.compile(r"^(?P<before>before )?`(?P<path>[^`\n]+)`\n```diff\n(?P<diff>(?:.*\n)*?)```$", re.M)
# Rules about cards and prose grow on; the report tells them as it tells these.
_FORMAT_CODES = "FMSIQLHCPTDW"


@dataclass(frozen=True)
class Case:
    """A case: its title, the edits as (of the base, path, diff), and the two reports."""

    title: str
    edits: tuple[tuple[bool, str, str], ...]
    text: str
    markdown: str


def make_released(root: Path) -> Path:
    """A small project after its first release; gives the content folder."""
    content = make_project(root)
    make_release(content, {}, "2026-11-21", lambda target: None)
    return content


def report_of(case: Case, content: Path) -> Report:
    """Make the edits of a case in a released project of its own, and compare."""
    if any(before for before, *_ in case.edits):
        _edit(content, ((path, diff) for before, path, diff in case.edits if before))
        commit_all(content.parent, "The base")
    _edit(content, ((path, diff) for before, path, diff in case.edits if not before))
    sides = side_at(content, Base("HEAD", "the base")), side_of(content, "the change")
    return compare_sides(*(_plain(side) for side in sides))


def told(report: Report) -> tuple[str, str]:
    """As text and as Markdown."""
    return text_report(report, "content/") + "\n", markdown_report(report, "content/")


def read_cases(file: Path) -> list[Case]:
    """The cases of a file. ``ValueError`` when a title has no well-formed case below it."""
    text = file.read_text("utf-8")
    cases = [_case(found) for found in _CASE.finditer(text)]
    titles = [line for line in re.sub(r"^`````markdown\n(?:.*\n)*?`````$", "", text, flags=re.M).splitlines() if line.startswith("## ")]
    if len(cases) != len(titles):
        raise ValueError(f"{file.name} has {len(titles)} titles and {len(cases)} well-formed cases")
    return cases


def all_cases() -> list[Case]:
    """Every case of every file, in order."""
    return [case for file in sorted(GOLDENS.glob("*.md")) for case in read_cases(file)]


def _case(found: re.Match[str]) -> Case:
    edits = tuple((bool(e["before"]), e["path"], e["diff"]) for e in _EDIT.finditer(found["edits"]))
    return Case(found["title"], edits, found["text"], found["markdown"])


def _plain(side: Side) -> Side:
    return replace(side, problems=tuple(problem for problem in side.problems if problem.code[0] in _FORMAT_CODES))


def _edit(content: Path, edits: Iterable[tuple[str, str]]) -> None:
    for path, diff in edits:
        file = content / path
        if diff == "delete\n":
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8") if file.exists() else ""
        for hunk in diff.split("...\n"):
            lines = hunk.splitlines()
            old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] in (sign, " ")) for sign in "-+")
            if text.count(old) != 1 and old:
                raise ValueError(f"this stands {text.count(old)} times in {path}:\n{old}")
            text = text.replace(old, new) if old else new
        file.write_text(text, "utf-8")


def _rewrite(file: Path, released: Path) -> None:
    def said(found: re.Match[str]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(shutil.copytree(released, Path(folder) / "project"))
            text, markdown = told(report_of(_case(found), root / "content"))
        return f"## {found['title']}\n{found['edits']}```text\n{text}```\n`````markdown\n{markdown}`````"

    file.write_text(_CASE.sub(said, file.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        project = make_released(Path(made) / "project").parent
        for golden in sorted(GOLDENS.glob("*.md")):
            print(golden.name, len(read_cases(golden)))
            _rewrite(golden, project)
