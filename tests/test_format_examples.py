"""Every marked example in the documents is a whole page, or cards, and gives no problem.

A comment ``<!-- example: path -->`` before a fence marks a page of the content folder; ``question``, ``cards`` and ``depth``
mark what stands at the end of a topic, under a question's ``### Cards``, and under its ``### In depth``.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from shipped import ROOT

from studyloop.library import check_content

DOCUMENTS = ("docs/format.md", "CONTRIBUTING.md")
_EXAMPLE = re.compile(r"^<!-- example: (?P<what>[^ ]+) -->\n(?P<mark>`{3,})\w+\n(?P<text>.*?)^(?P=mark)$", re.M | re.S)
_SUBJECT = re.compile(r"\n# .*", re.S)


def examples() -> list[tuple[str, str, str]]:
    """(document, what it is, its text)."""
    return [(name, found["what"], found["text"]) for name in DOCUMENTS for found in _EXAMPLE.finditer((ROOT / name).read_text("utf-8"))]


def write(content: Path, what: str, text: str) -> None:
    """Put an example into a sound folder of the shipped subject, where its kind belongs."""
    metrics = content / "questions" / "metrics.md"
    if what == "question":
        metrics.write_text(metrics.read_text("utf-8") + "\n" + text, "utf-8")
    elif what == "cards":
        metrics.write_text(metrics.read_text("utf-8").replace("### Cards\n", f"### Cards\n\n{text}", 1), "utf-8")
    elif what == "depth":
        metrics.write_text(metrics.read_text("utf-8").replace("### In depth\n", f"### In depth\n\n{text}", 1), "utf-8")
    else:
        (content / what).write_text(text, "utf-8")


def shown(content: Path) -> list[str]:
    return [str(problem) for problem in check_content(content).problems if problem.level != "info"]


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "bank" / "good", content)
    (content / "index.md").write_text(_SUBJECT.sub("\n# Small\n", (ROOT / "content" / "index.md").read_text("utf-8")), "utf-8")
    metrics = content / "questions" / "metrics.md"
    metrics.write_text(metrics.read_text("utf-8").replace("collections: [basics]\n", ""), "utf-8")
    return content


@pytest.mark.parametrize(("document", "what", "text"), examples(), ids=[f"{document}-{what}" for document, what, _ in examples()])
def test_an_example_gives_no_problem(document: str, what: str, text: str, sound: Path):
    before = set(shown(sound))
    write(sound, what, text)
    assert [line for line in shown(sound) if line not in before] == []


def test_every_kind_of_page_has_an_example():
    kinds = {what.split("/")[0] for _, what, _ in examples()}
    assert {"questions", "question", "cards", "guides", "plans", "curriculum.md", "index.md"} <= kinds


def test_a_wrong_example_would_be_found(sound: Path):
    write(sound, "questions/thresholds.md", next(text for _, what, text in examples() if what == "questions/thresholds.md").replace("level=mid", "level=middle"))
    assert any(" Q03 " in line for line in shown(sound))
