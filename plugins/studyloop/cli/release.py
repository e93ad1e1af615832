"""``studyloop release``: the ledger and the release notes, in one commit with a tag."""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from studyloop.addresses import read_addresses, site_path
from studyloop.bank.problems import format_problems
from studyloop.clock import iso_date
from studyloop.decks import DeckError
from studyloop.diff import Side, report_of_release, text_report
from studyloop.library import ContentErrors
from studyloop.release import GitError, Outcome, ReleaseRefused, make_release
from studyloop.sides import released_side, side_of

HELP = "Release the decks: write decks.lock and the release notes, commit and tag them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.epilog = "Safe to repeat: without changes nothing happens, and an interrupted release is taken up. Exit codes: 0 done, 1 refused, 2 wrong use."
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be released; writes nothing")


def run(options: argparse.Namespace) -> int:
    """Release, and say what to do next."""
    addresses = read_addresses(os.environ)

    def page_url(target: str) -> str | None:
        return addresses.page_url(site_path(target))

    try:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        today = iso_date(int(epoch) if epoch.isdigit() else int(time.time()))
        before = _before(options.content)
        done = make_release(options.content, os.environ, today, page_url, dry_run=options.dry_run, say=print)
    except ContentErrors as found:
        print(format_problems(found.problems, f"{options.content}/"), file=sys.stderr)
        print("Nothing was released: mend these first.", file=sys.stderr)
        return 1
    except (ReleaseRefused, GitError, DeckError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    if not done.made and not done.changes and not done.summary:
        print(f"Nothing to release: every card is as in {done.release.version}.")
        return 0
    print(_report(options.content, before, done))
    print(f"\n{'Would be released' if options.dry_run else 'Released'}: {done.release.version}. {done.summary}")
    if done.made:
        print("Committed and tagged. Publish it: git push --follow-tags")
    return 0


def _before(content: Path) -> Side:
    """What learners have; the report does without its words where the last release cannot be found, and the release itself says why."""
    try:
        return released_side(content)
    except GitError:
        return Side("the last release", readable=False)


def _report(content: Path, before: Side, done: Outcome) -> str:
    # The release just made stands in the ledger by now; what it changes is told against the one before.
    after = replace(side_of(content, str(content)), ledger=before.ledger)
    return text_report(report_of_release(before, after, done.changes), f"{content}/", words=bool(before.faces))
