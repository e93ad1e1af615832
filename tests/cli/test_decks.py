"""``build_decks.py``: its help, its choices, its exit codes; nothing is lost when it fails."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build_decks(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script as a contributor does."""
    command = [sys.executable, str(ROOT / "build_decks.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_help_names_every_option_and_the_exit_codes() -> None:
    shown = build_decks("--help").stdout
    for word in ("--out", "--topic", "--component", "--check", "Exit codes"):
        assert word in shown


def test_check_writes_nothing(tmp_path: Path) -> None:
    done = build_decks("--check", "--out", str(tmp_path / "out"))
    assert done.returncode == 0 and "no errors" in done.stdout
    assert not (tmp_path / "out").exists()


def test_one_topic_is_built_alone(tmp_path: Path) -> None:
    done = build_decks("--topic", "metrics", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert [file.name for file in tmp_path.glob("*.apkg")] == ["studyloop-aiml-topic-metrics.apkg"]


@pytest.mark.parametrize("option", ["--topic", "--component"])
def test_an_unknown_choice_is_wrong_use_and_lists_what_there_is(option: str, tmp_path: Path) -> None:
    done = build_decks(option, "nope", "--out", str(tmp_path))
    assert done.returncode == 2
    assert "`nope`" in done.stderr and "One of:" in done.stderr and "Traceback" not in done.stderr


def test_a_broken_card_leaves_the_former_packages(tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "out"
    shutil.copytree(ROOT / "content", content)
    assert build_decks("--content", str(content), "--out", str(out)).returncode == 0
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    file = content / "questions" / "metrics.md"
    file.write_text(file.read_text("utf-8").replace("### Sources", "### Sorces", 1), "utf-8")
    done = build_decks("--content", str(content), "--out", str(out))
    assert done.returncode == 1
    assert "questions/metrics.md:" in done.stderr and "S02" in done.stderr and "Traceback" not in done.stderr
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
