"""A report as large as it likes stays within what a comment may hold, tells the gravest first, and says that it was cut."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from studyloop.bank.model import Place
from studyloop.bank.problems import Problem
from studyloop.diff import Report, markdown_report
from studyloop.diff.as_markdown import LIMIT
from studyloop.diff.history import KINDS
from studyloop.diff.model import CardChange, FieldChange, PeriodMinutes

GITHUB = 65_536


def cards(kind: str, count: int, words: str = "word ") -> tuple[CardChange, ...]:
    fields = (FieldChange("Back", words * 40, f"ü``` {words * 5}" * 8),)
    return tuple(CardChange(kind, f"{kind}-{number}", "A title", "questions/x.md:1:1", fields=fields) for number in range(count))


def problems(count: int) -> tuple[Problem, ...]:
    return tuple(Problem(Place(PurePosixPath("questions/x.md"), number), "L01", f"The id `{'x' * 200}` does not exist.", "name one") for number in range(1, count))


@pytest.mark.parametrize("count", [0, 1, 30, 1000])
def test_the_comment_fits_and_every_fold_and_fence_is_closed(count: int) -> None:
    periods = tuple(PeriodMinutes("A plan", f"Week {number}", number, number + 1) for number in range(count))
    every = tuple(card for kind in KINDS for card in cards(kind, count))
    shown = markdown_report(Report("the base", every, periods, problems(count), problems(count)))
    assert len(shown.encode()) <= LIMIT < GITHUB
    assert shown.count("<details>") == shown.count("</details>")
    assert len(re.findall(r"^`{3,}", shown, re.M)) % 2 == 0
    told = [line.split(" ")[1].lower() for line in shown.splitlines() if line.startswith("### ") and line.split(" ")[1].lower() in KINDS]
    assert told == list(KINDS) if count else not told


def test_what_was_left_out_is_counted_and_the_note_says_where_it_is() -> None:
    shown = markdown_report(Report("the base", cards("changed", 1500)))
    listed = len(re.findall("<code>changed-", shown))
    more = int(re.search(r"^- and (\d+) more$", shown, re.M)[1])
    assert listed + more == 1500 and listed > 300
    assert "the HTML report has every card" in shown


def test_a_report_that_fits_says_nothing_of_limits() -> None:
    assert "HTML report" not in markdown_report(Report("the base", cards("changed", 5)))


@pytest.mark.parametrize("limit", [700, 2000, 10_000])
def test_any_limit_is_kept(limit: int) -> None:
    assert len(markdown_report(Report("the base", cards("lost", 400), (), problems(50)), limit=limit).encode()) <= limit
