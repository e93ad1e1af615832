"""The library: everything read and rendered from a content folder, ready for any reader.

``open_library`` is what the site and ``build_decks.py`` share, so that both show the same render of each piece.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from studyloop.bank import Bank, Problem, load_bank
from studyloop.bank.exceptions import apply_checks
from studyloop.bank.model import Place
from studyloop.bank.problems import Problems, has_errors
from studyloop.clock import build_time
from studyloop.ledger import Declared, Ledger, check_history, read_declared, read_ledger
from studyloop.ledger.model import LEDGER
from studyloop.ledger.release_notes import ReleaseNotes, read_release_notes
from studyloop.lint import lint_bank
from studyloop.plan import Plans, load_plans
from studyloop.plan.targets import Targets, find_targets, plan_tags
from studyloop.render import PieceRenderer, RenderedBank, render_bank
from studyloop.render.emptiness import check_emptiness
from studyloop.render.pieces import ALL_PARTS, CARD_PARTS

# First letters of problems that leave a card out of the bank: a file, front matter, structure, identity, attributes, cards.
_LOSES_CARDS = "FMSIQC"


class ContentErrors(Exception):
    """The content cannot be built; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Library:
    """A content folder, read, checked and rendered. ``warnings`` do not stop a build."""

    content: Path
    bank: Bank
    plans: Plans
    targets: Targets
    plan_tags: Mapping[str, tuple[str, ...]]
    ledger: Ledger
    declared: Declared
    releases: tuple[ReleaseNotes, ...]
    rendered: RenderedBank
    time: int
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A content folder, read and checked: ``bank`` and ``plans`` are None where there is no subject; ``sources`` are its lines by path."""

    bank: Bank | None
    plans: Plans | None
    ledger: Ledger
    declared: Declared
    releases: tuple[ReleaseNotes, ...]
    problems: tuple[Problem, ...]
    sources: Mapping[PurePosixPath, tuple[str, ...]] = field(default_factory=dict)


def check_content(content: Path) -> Checked:
    """Read and check without rendering: fast. All problems, sorted. The ledger lies beside the content folder.

    Exceptions and the subject's own levels are applied here, to all rules; problems of level "info" are among them.
    """
    loaded = load_bank(content)
    if loaded.bank is None:
        return Checked(None, None, Ledger(), Declared(), (), loaded.problems, loaded.sources)
    plans, more = load_plans(loaded.bank, loaded.sources)
    found = Problems()
    ledger = load_ledger(content, found)
    declared = read_declared(loaded.sources, found)
    releases = read_release_notes(loaded.sources, found)
    whole = not any(problem.is_error and problem.code[0] in _LOSES_CARDS for problem in loaded.problems)
    if not any(problem.code == "D12" for problem in found.sorted()):  # an unreadable ledger would make every card look new
        check_history(loaded.bank, declared, ledger, loaded.sources, found, whole=whole)
    lint_bank(loaded.bank, found)
    problems = apply_checks((*loaded.problems, *more, *found.sorted()), loaded.bank.subject, loaded.sources, whole=whole)
    return Checked(loaded.bank, plans, ledger, declared, releases, problems, loaded.sources)


def load_ledger(content: Path, problems: Problems) -> Ledger:
    """The ledger of a content folder; an empty one before the first release."""
    file = content / LEDGER
    try:
        return read_ledger(file.read_text("utf-8"), problems) if file.exists() else Ledger()
    except (OSError, UnicodeDecodeError) as error:
        problems.add(Place(LEDGER), "D12", f"The ledger cannot be read: {error}.", "put it back: `git checkout decks.lock`")
        return Ledger()


def open_library(
    content: Path,
    environment: Mapping[str, str],
    say: Callable[[str], None] | None = None,
    checked: Checked | None = None,
    parts: Collection[str] = ALL_PARTS,
) -> Library:
    """Read, check and render. Raises ``ContentErrors`` with every problem when there is an error among them.

    ``checked`` is what ``check_content`` just gave, if it did; ``parts`` are the sections that somebody will read.
    """
    checked = checked or check_content(content)
    bank, plans, problems = checked.bank, checked.plans, checked.problems
    if bank is None or plans is None or has_errors(problems):
        raise ContentErrors(problems)
    rendered = render_bank(bank, PieceRenderer(), say, parts, helpers=multiprocessing.cpu_count() - 1)
    empty = Problems()
    check_emptiness(rendered, empty)
    if empty.sorted():
        raise ContentErrors(tuple(sorted({*problems, *empty.sorted()}, key=lambda problem: problem.sort_key)))
    targets = find_targets(bank)
    return Library(
        content=content,
        bank=bank,
        plans=plans,
        targets=targets,
        plan_tags=plan_tags(plans.plans, targets),
        ledger=checked.ledger,
        declared=checked.declared,
        releases=checked.releases,
        rendered=rendered,
        time=build_time(content, bank, environment),
        warnings=tuple(problem for problem in problems if problem.level == "warning"),
    )
