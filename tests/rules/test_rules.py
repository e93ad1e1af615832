"""Each rule is explained, and its examples are true: the bad one gives exactly its code, the good one gives nothing.

The good example stands in ``content/`` (or in ``decks.lock`` beside it) once; the bad one is put in its place.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from format_table import standing as table_in_the_format_page
from format_table import table

from studyloop.bank.problems import RULES, format_problems
from studyloop.library import check_content
from studyloop.rules import all_explanations, explain, parse_explanation

CONTENT = Path(__file__).parent / "content"
LEDGER = Path(__file__).parent / "decks.lock"
_FENCE = re.compile(r"^(?P<mark>`{3,})(?:markdown|yaml|text)\n(?P<text>.*?)^(?P=mark)$", re.M | re.S)
# Their examples are words, not content: bytes, links, missing files, what needs Node or the program itself. Tested elsewhere.
IN_WORDS: set[str] = {"F01", "F02", "F03", "F05", "F08", "S07", "X01", "X02", "D07", "D08", "W08"}


def example(markdown: str) -> str | None:
    """The fenced content of an example."""
    found = _FENCE.search(markdown)
    return found["text"] if found else None


def standing(good: str) -> Path:
    """The file in which the good example stands; it must be one, and there once."""
    files = [LEDGER, *sorted(CONTENT.rglob("*.md"))]
    found = [file for file in files for _ in range(f"\n{file.read_text('utf-8')}".count(f"\n{good}"))]
    assert len(found) == 1, f"the good example stands {len(found)} times in tests/rules:\n{good}"
    return found[0]


def test_the_content_that_holds_the_good_examples_has_no_problem_at_any_level():
    assert format_problems(check_content(CONTENT).problems, info=True) == ""


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_explained_under_its_name(code):
    found = explain(code)
    assert (found.code, found.name) == (code, RULES[code].name)
    assert (code in IN_WORDS) == (example(found.bad) is None) == (example(found.good) is None)


@pytest.mark.parametrize("code", [code for code in RULES if code not in IN_WORDS])
def test_a_bad_example_in_place_of_the_good_one_gives_exactly_its_code(code, tmp_path):
    found = explain(code)
    bad, good = example(found.bad), example(found.good)
    file = standing(good)
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copy(LEDGER, tmp_path)
    copy = tmp_path / file.relative_to(CONTENT.parent)
    copy.write_text(f"\n{copy.read_text('utf-8')}".replace(f"\n{good}", f"\n{bad}")[1:], "utf-8")
    problems = check_content(tmp_path / "content").problems
    assert {problem.code for problem in problems} == {code}, format_problems(problems, info=True)


def test_no_file_explains_what_is_no_rule():
    folder = Path(__file__).parents[2] / "plugins" / "studyloop" / "rules"
    assert {file.stem for file in folder.glob("*.md")} == set(RULES) == {found.code for found in all_explanations()}


def test_the_format_page_lists_every_rule_in_these_words():
    assert table_in_the_format_page().strip() == table().strip()


@pytest.mark.parametrize("text", ["", "# W06 a\n", "# W06 a\n\nRule.\n\n## Bad\n\nb\n\n## Why\n\nw\n\n## Good\n\ng\n"])
def test_an_explanation_without_its_parts_is_refused(text):
    with pytest.raises(ValueError, match="Why"):
        parse_explanation(text)
