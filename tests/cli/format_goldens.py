"""What ``check`` says about one broken content folder, in every format: the cases of ``formats.md``.

``python tests/cli/format_goldens.py`` writes what the code says now: read the difference before you keep it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from studyloop.cli.main import main

HERE = Path(__file__).parent
GOOD = HERE.parent / "bank" / "good"
GOLDENS = HERE / "formats.md"
_CASE = re.compile(r"^## `(?P<command>[^`\n]+)`\n```(?P<language>\w+)\n(?P<expected>(?:.*\n)*?)```$", re.M)
EDITS = {
    "questions/metrics.md": (
        ("level=mid minutes=5", "level=midd minutes=5"),
        ("<https://scikit-learn.org/stable/modules/model_evaluation.html>", "2026"),
        ("one, however many people are troubled for nothing.", "one, however many people are troubled for nothing, and there is much more to be said about it, see [here](gone.md)."),
    ),
    "guides/clock.md": (("More prose.", "百分 ratios are <b>wide</b>."),),
    "index.md": (("title: Small\nsubject", "title: Small\nchecks: {W09: {level: info}, W01: {limit: 20}}\nsubject"),),
}


def broken(folder: Path) -> Path:
    """A content folder below ``folder`` with faults of every level."""
    content = Path(shutil.copytree(GOOD, folder / "content"))
    for path, edits in EDITS.items():
        text = (content / path).read_text("utf-8")
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (content / path).write_text(text, "utf-8")
    (content / "guides" / "50%,a:b.md").write_text("No front matter.\n", "utf-8")
    return content


def said(command: str) -> str:
    """What ``studyloop <command>`` prints in the folder above ``content``; of SARIF's rules only those that are used."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with contextlib.redirect_stdout(out):
        main(command.split()[1:])
    text = out.buffer.getvalue().decode()
    if "sarif" in command:
        document = json.loads(text)
        run = document["runs"][0]
        used = {result["ruleId"] for result in run["results"]}
        rules = [rule for rule in run["tool"]["driver"]["rules"] if rule["id"] in used]
        for result in run["results"]:
            result["ruleIndex"] = [rule["id"] for rule in rules].index(result["ruleId"])
        run["tool"]["driver"]["rules"] = rules
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return text


def cases() -> list[tuple[str, str]]:
    """(command, what it must print) of each case."""
    return [(found["command"], found["expected"]) for found in _CASE.finditer(GOLDENS.read_text("utf-8"))]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        os.environ.pop("COLUMNS", None)
        broken(Path(name))
        GOLDENS.write_text(
            _CASE.sub(lambda found: f"## `{found['command']}`\n```{found['language']}\n{said(found['command'])}```", GOLDENS.read_text("utf-8")), "utf-8"
        )
