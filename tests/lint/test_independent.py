"""The rules of taste on cases by another author: what may warn is right nine times in ten there too, on the part nobody has read."""

from __future__ import annotations

from pathlib import Path

import pytest
from independent import PARTS, items, measured, score, table, total

from studyloop.bank.problems import RULES

FIGURES = Path(__file__).parent / "figures.md"
# Of fewer findings a share says nothing.
FEWEST = 5


def warns(code: str) -> bool:
    """Whether a rule interrupts an author."""
    return RULES[code].level != "info"


def test_the_cases_are_many_and_none_is_lost_but_two_that_are_no_cards():
    assert len([item for item in items() if item.is_card]) == 359 - 2
    assert len([item for item in items() if not item.is_card]) == 468
    assert {item.part for item in items()} == set(PARTS)
    assert set(measured()) == {code for code in RULES if code[0] in "KV"} - {"V02"}


def test_each_rule_has_faults_to_find_in_both_parts_and_the_good_cases_are_many():
    for part in PARTS:
        mine = [item for item in items() if item.part == part]
        assert all(sum(item.breaks == code for item in mine) >= 5 for code in measured())
        assert sum(item.breaks is None for item in mine) >= 200


@pytest.mark.parametrize("code", measured())
def test_a_rule_that_warns_is_right_nine_times_in_ten_on_cases_by_somebody_else(code):
    found = score(code, "hold")
    often_wrong = found.right + found.wrong >= FEWEST and found.precision < 0.90
    assert not (warns(code) and often_wrong), found.row()


def test_all_rules_together_are_right_and_find_half():
    assert total("hold").precision >= 0.95
    assert total("hold").recall >= 0.55


def test_the_figures_in_words_are_those_that_are_measured():
    written = FIGURES.read_text("utf-8")
    for part in PARTS:
        assert table(part) in written, table(part)
