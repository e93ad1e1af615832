"""What the rules of taste find and what they miss, measured on labelled cases: a rule that is often wrong may not warn."""

from __future__ import annotations

import pytest
from corpus import HEAD, SUBJECT, all_cases, score

from studyloop.bank.problems import RULES
from studyloop.lint import LINT_RULES

CODES = [rule.code for rule in LINT_RULES]


def test_every_rule_of_taste_is_run_and_every_case_has_a_rule():
    assert sorted(CODES) == sorted(code for code in RULES if code[0] in "KNV")
    assert {case.code for case in all_cases()} == set(CODES)


def test_the_corpus_is_large_enough_to_say_something():
    cards = [case for case in all_cases() if case.code[0] == "K" or case.code == "N01"]
    sentences = [case for case in all_cases() if case.code[0] == "V" and case.code > "V02"]
    assert len(cards) >= 150
    assert len(sentences) >= 120


def test_no_case_stands_twice():
    texts = [(case.code, case.text) for case in all_cases()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("code", CODES)
def test_a_rule_has_faults_to_find_and_look_alikes_to_leave(code):
    labels = [case.bad for case in all_cases() if case.code == code]
    assert labels.count(True) >= 3
    assert labels.count(False) >= 3


@pytest.mark.parametrize("code", CODES)
def test_a_rule_that_warns_is_right_nine_times_in_ten(code):
    measured = score(code)
    assert measured.right
    assert RULES[code].level == "info" or measured.precision >= 0.90, f"\n{HEAD}\n{measured.row()}"


def test_the_table_of_precision_and_recall_is_printed(capsys):
    rows = [score(code).row() for code in CODES]
    with capsys.disabled():
        print("", HEAD, *rows, sep="\n")
    assert len(rows) == len(CODES)
    assert not SUBJECT.checks
