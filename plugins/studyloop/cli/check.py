"""``studyloop check``: every problem of the content, at once, without building anything."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from studyloop.bank.problems import RULES, Problem, has_errors
from studyloop.bank.schema import closest
from studyloop.cli.mending import mend_content
from studyloop.decks import check_frozen
from studyloop.library import Checked, check_content
from studyloop.node import find_typesetter
from studyloop.unset import find_unset
from studyloop.report import Counts, Report, as_github, as_json, as_plain, as_sarif, as_text, explained, listed

HELP = "Check the content: every problem with its place and the way out."
FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "plain": as_plain,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
EXIT_CODES = """\
Exit codes: 0 nothing that is shown stops a build (warnings and information pass),
            1 an error among what is shown, or a file that --fix cannot write,
            2 wrong use: an unknown option, code or path."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXIT_CODES
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="show (and mend) only what stands in these files or folders; everything is read all the same")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--format", choices=tuple(FORMATS), help="text: for people (default on a terminal); plain: one line a problem (default elsewhere); github: annotations; json; sarif")
    parser.add_argument("--info", action="store_true", help="show information too; json and sarif always hold it")
    parser.add_argument("--fix", action="store_true", help="mend what is mechanical first: ids, cloze numbers, order of sections, spaces; never prose")
    parser.add_argument("--explain", nargs="?", const="", metavar="CODE", help="show a rule, why it is there, a bad and a good example; without a code: list all")


def run(options: argparse.Namespace) -> int:
    """Mend if asked to, check, and show; the exit code follows what is shown."""
    if options.explain is not None:
        return _explain(options.explain)
    wanted = _wanted(options.paths, options.content)
    if isinstance(wanted, str):
        print(wanted, file=sys.stderr)
        return 2
    checked = check_content(options.content)
    chosen = options.format or ("text" if sys.stdout.isatty() else "plain")
    if options.fix:
        aside = sys.stdout if chosen in ("text", "plain") else sys.stderr
        try:
            mended = mend_content(options.content, checked, wanted, lambda line: print(line, file=aside))
        except OSError as error:
            print(f"{error.filename}: this file cannot be written: {error.strerror}.", file=sys.stderr)
            return 1
        print(f"{mended} {'file' if mended == 1 else 'files'} mended.", file=aside)
        checked = check_content(options.content) if mended else checked
    report = _report(checked, wanted, options)
    sys.stdout.reconfigure(errors="backslashreplace")
    if chosen == "text":
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        print(as_text(report, shutil.get_terminal_size((100, 24)).columns, colour=colour))
    else:
        print(FORMATS[chosen](report))
    return 1 if has_errors(report.problems) else 0


def _explain(code: str) -> int:
    if not code:
        print(listed())
        return 0
    code = code.upper()
    if code not in RULES:
        print(f"There is no rule `{code}`: {closest(code, RULES, '`studyloop check --explain` lists all')}", file=sys.stderr)
        return 2
    print(explained(code))
    return 0


def _wanted(paths: Iterable[Path], content: Path) -> Callable[[PurePosixPath], bool] | str:
    """Whether a path inside the content folder is among those asked for; a sentence when one of them cannot be."""
    roots: list[PurePosixPath] = []
    base = Path(os.path.abspath(content))
    for path in paths:
        if not path.exists():
            return f"There is no file or folder `{path}`."
        inside = PurePosixPath(Path(os.path.relpath(os.path.abspath(path), base)).as_posix())
        if inside.parts[:1] == ("..",) and base.is_relative_to(os.path.abspath(path)):
            return lambda path: True
        if inside.parts[:1] == ("..",) and inside != PurePosixPath("../decks.lock"):
            return f"`{path}` is not in the content folder `{content}`."
        roots.append(inside)
    if not roots or PurePosixPath(".") in roots:
        return lambda path: True
    return lambda path: any(path.is_relative_to(root) for root in roots)


def _report(checked: Checked, wanted: Callable[[PurePosixPath], bool], options: argparse.Namespace) -> Report:
    bank = checked.bank
    problems = sorted({*checked.problems, *check_frozen(checked.ledger), *_unset(checked, wanted, options.content)}, key=lambda problem: problem.sort_key)
    # Without a subject nothing else was read: silence would look like praise.
    shown = tuple(problem for problem in problems if bank is None or wanted(problem.place.path))
    counts = Counts(len(bank.questions), bank.count_cards(), len(bank.guides)) if bank else None
    report = Report(shown, f"{_as_seen(options.content)}/", counts, checked.sources, options.info)
    return replace(report, sources={**_unread(shown, checked, options.content), **checked.sources})


def _unset(checked: Checked, wanted: Callable[[PurePosixPath], bool], content: Path) -> tuple[Problem, ...]:
    """Formulas and diagrams that cannot be set, in the files asked for."""
    sources = {path: lines for path, lines in checked.sources.items() if wanted(path)}
    if not any("$" in line or "mermaid" in line for lines in sources.values() for line in lines):
        return ()
    command = find_typesetter(content.resolve().parent / ".cache" / "browser")
    if command is None:
        print("Formulas and diagrams were not tried: `make check` or a build of the site makes the typesetter first.", file=sys.stderr)
        return ()
    return find_unset(sources, command)


def _as_seen(content: Path) -> Path:
    """The content folder from where the program was started, if it lies below: what GitHub and viewers look paths up by."""
    try:
        return content.relative_to(Path.cwd())
    except ValueError:
        return content


def _unread(problems: Iterable[Problem], checked: Checked, content: Path) -> dict[PurePosixPath, tuple[str, ...]]:
    """The lines of files that problems name and the check could not use, as far as they can be shown."""
    found: dict[PurePosixPath, tuple[str, ...]] = {}
    for path in {problem.place.path for problem in problems} - checked.sources.keys():
        try:
            found[path] = tuple((content / path).read_text("utf-8", errors="replace").splitlines())
        except OSError:
            continue
    return found
