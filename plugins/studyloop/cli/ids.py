"""``studyloop ids``: writes an id into every question and card that has none."""

from __future__ import annotations

import argparse
import secrets
from itertools import groupby
from pathlib import Path

from studyloop.bank import load_bank
from studyloop.bank.checks import all_ids
from studyloop.bank.missing_ids import MISSING, make_id, write_missing_ids
from studyloop.cli.mending import replace_file

HELP = "Write an id into every question and card that has none."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")


def run(options: argparse.Namespace) -> int:
    """Mend the files in place; each is replaced only when its new text is whole."""
    loaded = load_bank(options.content)
    taken = {ident for ident, _ in all_ids(loaded.bank, loaded.sources)} if loaded.bank else set()
    missing = [problem for problem in loaded.problems if problem.code == MISSING]
    for path, problems in groupby(missing, key=lambda problem: problem.place.path):
        file = options.content / path
        places = list(problems)
        text = file.read_bytes().decode("utf-8-sig")
        ending = "\r\n" if "\r\n" in text else "\n"
        lines = text.replace("\r\n", "\n").split("\n")
        mended = write_missing_ids(lines, places, lambda: make_id(secrets.choice, taken))
        replace_file(file, ending.join(mended).encode())
        for problem in places:
            print(f"{options.content}/{path}:{problem.place.line}: {mended[problem.place.line - 1].strip()}")
    print(f"{len(missing)} {'id' if len(missing) == 1 else 'ids'} written.")
    return 0
