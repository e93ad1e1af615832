"""``studyloop site``: the whole site with its decks, strictly, swapped in only when whole."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from studyloop.site.build import BuildFailed, build_site

HELP = "Build the site with its decks; the former one stays until the new one is whole."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--out", type=Path, default=Path("site"), help="where the site goes (default: site)")
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")


def run(options: argparse.Namespace) -> int:
    """Build, and say what was made and what to type next."""
    counter = _start_log()
    try:
        built = build_site(Path.cwd(), options.out.resolve(), os.environ, print, options.force)
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    except SystemExit as stop:  # mkdocs' own way of giving up; it has said why
        return int(stop.code or 1) if isinstance(stop.code, int) else 1
    if not built:
        print(f"{options.out}/ is up to date.")
    pages = sum(1 for _ in options.out.rglob("*.html"))
    decks = sorted((options.out / "decks").glob("*.apkg"))
    print(f"{options.out}/ holds {pages} pages and {len(decks)} Anki packages (in {options.out}/decks/).")
    print(f"Look at it: python -m http.server --directory {options.out}    Edit with a live preview: make serve")
    return 1 if counter.failed else 0


class _Counter(logging.Handler):
    """Notes whether mkdocs logged an error."""

    failed = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember errors."""
        self.failed = self.failed or record.levelno >= logging.ERROR


def _start_log() -> _Counter:
    """Show mkdocs' messages as plain lines."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(logging.Formatter("%(message)s"))
    counter = _Counter()
    logger.handlers = [shown, counter]
    return counter
