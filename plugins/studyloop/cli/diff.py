"""``studyloop diff``: the card report of a change, as text, as Markdown for a pull request, and as one HTML file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from studyloop.decks.note_types import CSS, NOTE_TYPES
from studyloop.diff import Look, compare_sides, html_report, markdown_report, text_report, wanted_formulas
from studyloop.diff.as_text import colours, no_paint
from studyloop.mathml import set_as_mathml
from studyloop.release import GitError
from studyloop.sides import find_base, side_at, side_of

HELP = "The card report: what changed on cards since BASE, and what it does to a learner's history."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.epilog = "NO_COLOR turns colours off. Exit codes: 0 the report was made, whatever it says; 1 it could not be; 2 wrong use."
    parser.add_argument(
        "base", nargs="?", metavar="BASE", help="any git revision (default: where this branch left origin/main or main, else the last release)"
    )
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--format", choices=["text", "markdown"], default="text", help="what is printed (default: text)")
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write the report as one HTML file with every card before and after")


def run(options: argparse.Namespace) -> int:
    """Compare, print, write."""
    prefix = f"{options.content}/"
    try:
        base = find_base(options.content, options.base)
        report = compare_sides(side_at(options.content, base), side_of(options.content, str(options.content)))
        if options.html:
            formulas = set_as_mathml(wanted_formulas(report), options.content.resolve().parent / ".cache")
            page = html_report(report, card_look(), prefix, lambda tex, display: formulas.get((tex, display)))
            options.html.parent.mkdir(parents=True, exist_ok=True)
            options.html.write_text(page, "utf-8", newline="\n")
    except (GitError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.format == "markdown":
        print(markdown_report(report, prefix), end="")
    else:
        print(text_report(report, prefix, colours if _is_colourful() else no_paint))
    if options.html:
        print(f"The cards before and after are in {options.html}.", file=sys.stderr)
    return 0


def card_look() -> Look:
    """What cards look like in Anki."""
    return Look(CSS, {kind.name: kind.back for kind in NOTE_TYPES})


def _is_colourful() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
