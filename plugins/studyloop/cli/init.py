"""``studyloop init``: a new site for another subject, ready to build, test and publish."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from studyloop.bank.ids import is_id
from studyloop.cli.origin import generator_requirement
from studyloop.clock import iso_date
from studyloop.starter import Choices, as_id, make_files

HELP = "Make a new site for another subject."
# What would be read as YAML's, Markdown's or Anki's own.
_UNFIT = re.compile(r"[<>{}\[\]`*_\\@$|\n\r]|::")
_LONGEST = 80


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.epilog = "What no option says is asked for on a terminal, else chosen. Exit codes: 0 done, 1 refused, 2 wrong use."
    parser.add_argument("folder", type=Path, metavar="DIR", help="the new folder")
    parser.add_argument("--title", help="what the site is about, such as `General chemistry`")
    parser.add_argument("--deck", help="the top deck's name in Anki (default: the title); stays for ever")
    parser.add_argument("--namespace", help="in the identity of every card (default: the title as an id); stays for ever")
    parser.add_argument("--component", action="append", metavar="TITLE", help="a part of the subject, in study order; may be repeated (default: Basics)")
    parser.add_argument("--generator", help="what pip installs as the generator (default: where this one came from)")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    parser.add_argument("--force", action="store_true", help="write into a folder that is not empty; files that are there are kept")


def run(options: argparse.Namespace) -> int:
    """Ask, write, and say what to do next."""
    folder: Path = options.folder
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if folder.exists() and not folder.is_dir():
        print(f"{folder} is a file: name a new folder.", file=sys.stderr)
        return 1
    if set(there) - {".git"} and not options.force:
        print(f"{folder} is not empty: name a new folder, or add --force (files that are there are kept).", file=sys.stderr)
        return 1
    generator, is_local = (options.generator, False) if options.generator else generator_requirement()
    try:
        choices = choose(options, folder.resolve().name, generator, _today(), _ask if sys.stdin.isatty() and not options.yes else _take_default)
        written, kept = write(folder, make_files(choices))
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(written)} files written into {folder}.")
    for path in kept:
        print(f"kept as it was: {folder / path}")
    print(f"\nNext:\n  cd {folder}\n  make site     # build it; the first run prepares .venv\n  make serve    # look at it, on http://127.0.0.1:8000\n  make test     # prove it")
    print("Then read README.md, and replace content/questions/learning.md by your own first topic.")
    if is_local:
        print("requirements.txt names the generator's folder on this machine: put its repository's address there before you publish.")
    return 0


def choose(options: argparse.Namespace, folder: str, generator: str, today: str, ask: Callable[[str, str], str]) -> Choices:
    """Flags first, then answers. ``ask`` takes a question and a default. Raises ``ValueError`` with one sentence."""

    def one(given: str | None, question: str, default: str) -> str:
        return _fit((given if given is not None else ask(question, default)).strip(), question)

    title = one(options.title, "Title", folder.replace("-", " ").replace("_", " ").strip().capitalize())
    deck = one(options.deck, "Name of the top deck in Anki (stays for ever)", title)
    namespace = (options.namespace if options.namespace is not None else ask("Namespace in every card's identity (stays for ever)", as_id(title))).strip()
    if not namespace:
        raise ValueError("A namespace is needed, and the title gives no id: add --namespace, made of a-z, 0-9 and -.")
    if not is_id(namespace):
        raise ValueError(f"The namespace `{namespace}` is malformed: use a-z, 0-9 and -, beginning with a letter or digit.")
    named = options.component if options.component else ask("Components in study order, with commas between", "Basics").split(",")
    titles = [_fit(name.strip(), "Component") for name in named]
    components = tuple((as_id(name) or f"part-{number}", name) for number, name in enumerate(titles, 1))
    if len({ident for ident, _ in components}) < len(components):
        raise ValueError("Two components have the same name: name each once.")
    return Choices(title, deck, namespace, components, generator, today)


def write(folder: Path, files: dict[str, str]) -> tuple[list[str], list[str]]:
    """Write what is not there yet; gives the paths written and the paths kept."""
    written, kept = [], []
    for path, text in files.items():
        target = folder / path
        if target.exists():
            kept.append(path)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
        written.append(path)
    return written, kept


def _fit(text: str, what: str) -> str:
    if not text or len(text) > _LONGEST or not text.isprintable() or _UNFIT.search(text):
        raise ValueError(f"{what}: `{text[:_LONGEST]}` will not do. Write 1 to {_LONGEST} plain characters, without brackets, stars, dollars or `::`.")
    return text


def _ask(question: str, default: str) -> str:
    try:
        return input(f"{question} [{default}]: ").strip() or default
    except EOFError:
        return default


def _take_default(question: str, default: str) -> str:
    return default


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return iso_date(int(epoch) if epoch.isdigit() else int(time.time()))
