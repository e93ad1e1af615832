"""Every golden case gives exactly its problems, and every code has one."""

from __future__ import annotations

import re

import pytest
from golden_cases import GOLDENS, GOOD, all_cases, apply, problems_of, read_cases

from studyloop.bank.problems import RULES

CASES = all_cases()
# Bytes that no golden can hold: test_files.py. Formulas and diagrams need Node: test_typesetting_problems.py.
# Note types are no content: test_deck_frozen.py.
ELSEWHERE = {"F02", "F03", "F05", "F08", "X01", "X02", "D07"}


def test_the_content_that_the_cases_edit_has_no_problem():
    assert problems_of(GOOD) == ""


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_an_edit_gives_exactly_the_problems_written_below_it(case, tmp_path):
    assert problems_of(case.write(tmp_path)) == case.expected


def test_every_code_has_a_case():
    seen = {code for case in CASES for code in re.findall(r"^\S.*?:\d+:\d+: ([A-Z]\d\d) ", case.expected, re.M)}
    assert seen | ELSEWHERE == set(RULES)
    assert not seen & ELSEWHERE


def test_no_two_cases_have_the_same_name():
    assert len({case.id for case in CASES}) == len(CASES)


def test_a_case_that_is_not_well_formed_is_not_passed_over(tmp_path):
    broken = tmp_path / "broken.md"
    broken.write_text((GOLDENS / "files.md").read_text("utf-8").replace("```text\n", "```txt\n", 1), "utf-8")
    with pytest.raises(ValueError, match="11 titles and 10 well-formed cases"):
        read_cases(broken)


def test_an_edit_that_fits_nowhere_or_twice_is_not_passed_over():
    for text in ("", "a\na\n"):
        with pytest.raises(ValueError, match="times"):
            apply("-a\n", text)
    assert apply("-a\n+c\n...\n b\n+d\n", "a\nb\n") == "c\nb\nd\n"
