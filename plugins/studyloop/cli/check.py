"""``studyloop check``: every problem of the content, at once, without building anything."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyloop.bank.problems import format_problems, has_errors
from studyloop.decks import check_frozen
from studyloop.library import check_content

HELP = "Check the content: every problem with its place and the way out."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")


def run(options: argparse.Namespace) -> int:
    """0 when nothing stops a build; warnings are shown but pass."""
    checked = check_content(options.content)
    bank, problems = checked.bank, tuple(sorted({*checked.problems, *check_frozen(checked.ledger)}, key=lambda problem: problem.sort_key))
    if problems:
        print(format_problems(problems, f"{options.content}/"))
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if bank is not None:
        print(f"{len(bank.questions)} questions, {bank.count_cards()} cards, {len(bank.guides)} guides checked:", end=" ")
    print(f"{errors} {'error' if errors == 1 else 'errors'}, {warnings} {'warning' if warnings == 1 else 'warnings'}.")
    return 1 if has_errors(problems) else 0
