"""Every kind of change gives exactly the report written below it, as text and as Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_cases import GOLDENS, Case, all_cases, read_cases, report_of, told

from studyloop.diff.history import HISTORY, KINDS

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_change_gives_exactly_the_report_written_below_it(case: Case, content: Path) -> None:
    assert told(report_of(case, content)) == (case.text, case.markdown)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_has_a_case_that_says_what_becomes_of_the_history(kind: str) -> None:
    said = [case for case in CASES if f"| {kind} | " in case.markdown and f"\n{kind} (" in case.text]
    assert said and all(f"; {HISTORY[kind]})" in case.text for case in said)


def test_no_two_cases_have_the_same_name() -> None:
    assert len({case.title for case in CASES}) == len(CASES)


def test_a_case_that_is_not_well_formed_is_not_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text((GOLDENS / "cards.md").read_text("utf-8").replace("```text\n", "```txt\n", 1), "utf-8")
    with pytest.raises(ValueError, match="well-formed"):
        read_cases(broken)
