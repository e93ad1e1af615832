"""``studyloop decks`` and ``build_decks.py``: Anki packages from the content."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from studyloop.bank.problems import format_problems
from studyloop.decks import DeckError, build_from_library, check_frozen
from studyloop.library import CARD_PARTS, ContentErrors, check_content, open_library
from studyloop.addresses import read_addresses, site_path
from studyloop.release import GitError, build_released

HELP = "Build the Anki packages."
EXIT_CODES = "Exit codes: 0 done, 1 problems in the content (nothing was written), 2 wrong use."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.epilog = EXIT_CODES
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="where the packages go (default: dist)")
    parser.add_argument("--topic", action="append", default=[], metavar="ID", help="only this topic or guide; may be repeated")
    parser.add_argument("--component", action="append", default=[], metavar="ID", help="only this component; may be repeated")
    parser.add_argument("--released", action="store_true", help="the packages of the last release, built from its own commit")
    parser.add_argument("--check", action="store_true", help="check the content and stop; writes nothing")


def run(options: argparse.Namespace) -> int:
    """Check, render, pack; progress goes to the terminal."""
    if options.released:
        return _released(options)
    checked = check_content(options.content)
    bank, problems = checked.bank, (*checked.problems, *check_frozen(checked.ledger))
    errors = [problem for problem in problems if problem.is_error]
    if bank is None or errors:
        print(format_problems(problems, f"{options.content}/"), file=sys.stderr)
        print(f"{len(errors)} {'error' if len(errors) == 1 else 'errors'}; nothing was written.", file=sys.stderr)
        return 1
    if options.check:
        print(f"{bank.count_cards()} cards in {len(bank.topics)} topics and {len(bank.guides)} guides: no errors.")
        return 0
    known = {"topic": {page.id for page in (*bank.topics, *bank.guides)}, "component": {t.id for t in bank.subject.components}}
    for kind, chosen in (("topic", options.topic), ("component", options.component)):
        for ident in chosen:
            if ident not in known[kind]:
                print(f"There is no {kind} `{ident}`. One of: {', '.join(sorted(known[kind]))}", file=sys.stderr)
                return 2
    only = (*options.topic, *options.component)
    progress = _Progress(sys.stderr.isatty())
    try:
        library = open_library(options.content, os.environ, progress.rendering, checked, CARD_PARTS)
        addresses = read_addresses(os.environ)
        packages = build_from_library(library, options.out, lambda target: addresses.page_url(site_path(target)), only, progress.packing)
    except ContentErrors as found:
        print(format_problems(found.problems, f"{options.content}/"), file=sys.stderr)
        return 1
    except (DeckError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for package in packages:
        print(f"{package.cards:6} cards {package.bytes / 1000:9.0f} kB  {options.out / package.file}")
    print(f"Import one into Anki: File, Import. Version {packages[0].date}.")
    return 0


def _released(options: argparse.Namespace) -> int:
    if options.topic or options.component or options.check:
        print("--released builds all packages of the last release: leave --topic, --component and --check out.", file=sys.stderr)
        return 2
    try:
        commit = build_released(options.content, options.out, dict(os.environ))
    except (GitError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    if commit is None:
        print("There is no release yet: `make release` makes the first.", file=sys.stderr)
        return 1
    print(f"The packages of the last release ({commit[:10]}) are in {options.out}.")
    return 0


class _Progress:
    """One line that is overwritten on a terminal; silent elsewhere."""

    def __init__(self, terminal: bool) -> None:
        self._terminal = terminal

    def _show(self, text: str) -> None:
        if self._terminal:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def rendering(self, title: str) -> None:
        """A topic is being rendered."""
        self._show(f"rendering {title}")

    def packing(self, done: int, total: int, file: str) -> None:
        """A package is being written; an empty ``file`` ends it."""
        self._show(f"packing {done + 1} of {total}: {file}" if file else "")
