"""``studyloop new``: a question, a topic or a guide with everything in place but the words."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from pathlib import Path, PurePosixPath

from studyloop.bank.model import Bank
from studyloop.bank.problems import format_problems
from studyloop.cli.editor import open_editor
from studyloop.cli.replace import replace_file
from studyloop.cli.today import today
from studyloop.library import Checked, check_content
from studyloop.skeleton import Field, Misuse, Written, append_question, collect, fields_of, guide_page, read_back, taken_ids, topic_page

HELP = "Begin a new question, topic or guide: asks what it needs, suggests an id, opens your editor."
_FLAGS = {
    "question": ("topic", "title", "level", "kind", "minutes", "roles", "id"),
    "topic": ("title", "component", "order", "roles", "id"),
    "guide": ("title", "summary", "component", "order", "roles", "id"),
}
_ABOUT = {
    "topic": "the topic's id",
    "title": "the question, or the page's title",
    "summary": "what the guide is for, in one sentence",
    "component": "one of the subject's components",
    "order": "0 to 99, its place in the component; the next free ten unless given",
    "level": "one of the subject's levels",
    "kind": "one of the subject's kinds",
    "minutes": "how long the answer takes, aloud",
    "roles": "one or more of the subject's roles, such as \"mle ds\"; a question has its topic's unless given",
    "id": "suggested from the title unless given",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb: one set for each kind of thing."""
    parser.epilog = "Without a terminal nothing is asked: missing flags are named. Exit codes: 0 done, 1 problems in the content, 2 wrong use."
    kinds = parser.add_subparsers(dest="what", required=True, metavar="question|topic|guide")
    for what, flags in _FLAGS.items():
        kind = kinds.add_parser(what, help=f"begin a {what}", description=f"Begin a {what}.", epilog=parser.epilog, allow_abbrev=False)
        for flag in flags:
            kind.add_argument(f"--{flag}", help=_ABOUT[flag])
        kind.add_argument("--no-edit", action="store_true", help="do not open $VISUAL or $EDITOR")
        kind.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")


def run(options: argparse.Namespace) -> int:
    """Ask, write, open the editor, and say what to do next."""
    what, content = options.what, options.content
    checked = check_content(content)
    if checked.bank is None:
        print(format_problems(checked.problems, f"{content}/"), file=sys.stderr)
        print("Nothing was written: mend these first, or name the content folder with --content.", file=sys.stderr)
        return 1
    terminal = sys.stdin is not None and sys.stdin.isatty()
    given = {name: value for name in _FLAGS[what] if (value := getattr(options, name)) is not None}
    taken = taken_ids(checked.sources, checked.ledger, checked.declared, f"{content}/")
    try:
        answers = collect(fields_of(what, checked.bank, taken), given, _ask if terminal else None)
    except Misuse as error:
        print("\n".join([*error.sentences, "Nothing was written."]), file=sys.stderr)
        return 2
    except EOFError:
        print("\nNothing was written.", file=sys.stderr)
        return 2
    try:
        written, mark = _write(what, checked, content, answers)
    except OSError as error:
        print(f"{content}/: {error.strerror or error}. Nothing was written.", file=sys.stderr)
        return 1
    if fault := read_back(what, written, answers, checked.bank.subject):
        print(f"{fault} Nothing was written.", file=sys.stderr)
        return 2
    file = content / written.path
    if what != "question" and file.exists():
        print(f"{file} is there already, and cannot be read as content: `studyloop check` says why. Nothing was written.", file=sys.stderr)
        return 1
    try:
        replace_file(file, mark + written.text.encode())
    except OSError as error:
        print(f"{file} cannot be written: {error.strerror or error}. Nothing has changed.", file=sys.stderr)
        return 1
    print(f"{file}:{written.line}: {answers['title']} {{ #{answers['id']} }}")
    if terminal and not options.no_edit and (said := open_editor(os.environ, file, written.line)):
        print(said, file=sys.stderr)
    print(f"Next: {_next(what, answers, content)}")
    return 0


def _write(what: str, checked: Checked, content: Path, answers: dict[str, str]) -> tuple[Written, bytes]:
    """The new text, and the byte-order mark of the old one."""
    if what != "question":
        return (topic_page if what == "topic" else guide_page)(answers, today(os.environ)), b""
    path = _path_of(checked.bank, answers["topic"])
    data = (content / path).read_bytes()
    signals = tuple(term.title for term in checked.bank.subject.signals)
    text = data.decode("utf-8-sig")
    return append_question(path, text, answers, signals), b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""


def _path_of(bank: Bank, topic: str) -> PurePosixPath:
    return next(page.path for page in bank.topics if page.id == topic)


def _next(what: str, answers: dict[str, str], content: Path) -> str:
    folder = "" if content == Path("content") else f" --content {content}"
    if what == "topic":
        return f"studyloop new question --topic {answers['id']}{folder}"
    return f"fill in what its comments ask for; what is still missing says: studyloop check{folder}"


def _ask(field: Field, suggestion: str, fault: str) -> str:
    """One question on the terminal; what was wrong with the last answer stands above it."""
    if fault:
        print(f"  {fault}")
    elif field.choices:
        print(textwrap.fill(", ".join(field.choices), 78, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))
    return input(f"{field.ask} [{suggestion}]: " if suggestion else f"{field.ask}: ")
