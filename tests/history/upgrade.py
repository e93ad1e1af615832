#!/usr/bin/env python3
"""The upgrade check: the last release's decks, a faked life with them, then today's decks, in a real Anki.

Run by ``make upgrade`` and on every pull request. Prints the card report; fails when an import would lose anything.
Exit codes: 0 nothing is lost (or there is no release yet), 1 something is, or the check could not be made.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from studied import Studied, read_notes, violations  # noqa: E402

from studyloop.addresses import read_addresses, site_path  # noqa: E402
from studyloop.bank.problems import Problems, format_problems  # noqa: E402
from studyloop.decks import DeckError, build_from_library, ledger_rows, notes_of, released_decks  # noqa: E402
from studyloop.diff import report_of_release, text_report  # noqa: E402
from studyloop.ledger import Ledger, read_ledger  # noqa: E402
from studyloop.ledger.compare import compare  # noqa: E402
from studyloop.library import CARD_PARTS, ContentErrors, open_library  # noqa: E402
from studyloop.release import GitError, Repository, build_released  # noqa: E402
from studyloop.sides import released_side, side_of  # noqa: E402

SEED = 7
REVIEWS = 300


def main(arguments: Sequence[str] | None = None) -> int:
    """Build both, import both, report."""
    parser = argparse.ArgumentParser(description="Take the last release's decks to today's in a real Anki; report on every card.")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder (default: content)")
    parser.add_argument("--from", dest="upto", default="HEAD", help="the last release up to this commit (default: HEAD)")
    parser.add_argument("--report", type=Path, help="also write the card report to this file")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="studyloop-upgrade-") as folder:
            return _check(options.content, Path(folder), options.upto, options.report)
    except ContentErrors as found:
        print(format_problems(found.problems, f"{options.content.name}/"), file=sys.stderr)
    except (GitError, DeckError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
    return 1


def _check(content: Path, folder: Path, upto: str, report_file: Path | None) -> int:
    commit = build_released(content, folder / "released", dict(os.environ), upto)
    if commit is None:
        print("There is no release yet: nothing to upgrade from.")
        return 0
    addresses = read_addresses(os.environ)

    def page_url(target: str) -> str | None:
        return addresses.page_url(site_path(target))

    library = open_library(content, os.environ, parts=CARD_PARTS)
    made = notes_of(library, page_url)
    # As released, not as the candidate has it: it must not be its own judge.
    released = _ledger_of(content, commit)
    changes = compare(released, ledger_rows(library, made.notes), library.declared, "next")
    before, after = released_side(content, upto), side_of(content, content.name)
    report = text_report(report_of_release(before, after, changes), f"{content.name}/")
    print(report)
    if report_file:
        report_file.write_text(report + "\n", "utf-8")
    build_from_library(library, folder / "candidate", page_url)
    whole = f"{library.bank.subject.namespace}-all.apkg"
    learner = Studied(folder / "learner")
    try:
        learner.imports(folder / "released" / whole)
        learner.known = read_notes(learner)
        # The learner's own edits lie between the release and the candidate, as in life.
        learner.live(random.Random(SEED), min(library.time - 1, int(time.time())), reviews=REVIEWS)
        known = learner.snapshot()
        reviewed = sum(1 for row in known.cards.values() if row[9])
        log = learner.imports(folder / "candidate" / whole)
        lost = violations(known, learner.snapshot(), log, made.notes, learner.known, released_decks(library).values())
    finally:
        learner.close()
    shutil.rmtree(folder / "learner")
    if lost:
        print(f"\nThis would break the promise to learners, {len(lost)} times:", file=sys.stderr)
        print("\n".join(f"  {one}" for one in lost[:50]), file=sys.stderr)
        return 1
    print(f"\nIn a real Anki: {len(known.reviews)} reviews of {reviewed} cards, own edits, tags, flags: nothing lost, every change arrived.")
    return 0


def _ledger_of(content: Path, commit: str) -> Ledger:
    repository = Repository(content.resolve().parent)
    path = (content.resolve().parent / "decks.lock").relative_to(repository.root.resolve()).as_posix()
    return read_ledger(repository.committed(path, commit) or "", Problems())


if __name__ == "__main__":
    sys.exit(main())
