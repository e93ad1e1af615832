"""``studyloop stats``: how much there is of what, what is proved, what is due, what is missing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from studyloop.bank.problems import format_problems
from studyloop.cli.today import today
from studyloop.library import check_content
from studyloop.stats import TargetError, as_markdown, as_text, make_stats, read_targets, tables_of

HELP = "Count the content: questions and cards by every label, sources, code that runs, what is due, what is open."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.epilog = "Content with errors is counted as far as it can be read. Exit codes: 0 done, 1 no content, 2 wrong use."
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--target", action="append", default=[], metavar="GROUP:ID=N,...", help="shares in percent to compare with, such as level:junior=25,mid=38; may be repeated")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="all numbers as JSON")
    shape.add_argument("--markdown", action="store_true", help="the tables as Markdown")


def run(options: argparse.Namespace) -> int:
    """Count, and print."""
    checked = check_content(options.content)
    if checked.bank is None or checked.plans is None:
        print(format_problems(checked.problems, f"{options.content}/"), file=sys.stderr)
        return 1
    try:
        targets = read_targets(options.target, checked.bank)
    except TargetError as error:
        print(f"--target: {error}", file=sys.stderr)
        return 2
    stats = make_stats(checked.bank, checked.plans.curriculum, checked.sources, today(os.environ), targets)
    if options.json:
        print(json.dumps(asdict(stats), ensure_ascii=False, indent=2))
    else:
        print((as_markdown if options.markdown else as_text)(tables_of(stats)))
    errors = sum(problem.is_error for problem in checked.problems)
    if errors:
        print(f"{errors} {'error' if errors == 1 else 'errors'} in the content: what cannot be read is not counted (`studyloop check`).", file=sys.stderr)
    return 0
