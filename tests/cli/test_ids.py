"""The verb ``ids``: the fix that problem I01 names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from studyloop.bank import load_bank
from studyloop.bank.missing_ids import ALPHABET, make_id
from studyloop.cli.main import main

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content in which a question and every card of one file have lost their ids."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    shutil.rmtree(copy / "plans")
    (copy / "curriculum.md").unlink()
    return copy


def _lose_ids(file: Path, ending: str = "\n") -> int:
    lost = 0
    lines = []
    in_cards = False
    for line in file.read_text("utf-8").split("\n"):
        in_cards = line == "### Cards" or (in_cards and not line.startswith("#"))
        if in_cards and re.search(r"\{ #[a-z0-9-]+ ?", line):
            line = re.sub(r"\{ #[a-z0-9-]+ ?", "{ ", line).replace(" { }", "")
            lost += 1
        lines.append(line)
    file.write_bytes(ending.join(lines).encode())
    return lost


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_missing_id_is_written_and_nothing_else_changes(content: Path, ending: str, capsys) -> None:
    file = content / "questions" / "metrics.md"
    lost = _lose_ids(file, ending)
    assert lost > 3
    before = file.read_bytes().decode()
    assert sum(problem.code == "I01" for problem in load_bank(content).problems) == lost
    assert main(["ids", "--content", str(content)]) == 0
    assert f"{lost} ids written." in capsys.readouterr().out
    after = file.read_bytes().decode()
    assert not [problem for problem in load_bank(content).problems if problem.code == "I01"]
    assert re.sub(rf" ?\{{ #[{ALPHABET}]{{8}} \}}|#[{ALPHABET}]{{8}} ", "", after) == before


def test_a_second_run_changes_nothing(content: Path, capsys) -> None:
    file = content / "questions" / "metrics.md"
    _lose_ids(file)
    main(["ids", "--content", str(content)])
    once = file.read_bytes()
    main(["ids", "--content", str(content)])
    assert file.read_bytes() == once
    assert "0 ids written." in capsys.readouterr().out


def test_an_id_in_use_is_never_given_again() -> None:
    letters = iter("bbbbbbbb" + "cccccccc")
    assert make_id(lambda alphabet: next(letters), {"bbbbbbbb"}) == "cccccccc"
