"""Makes a release: from the content as committed to one commit with the ledger and the release notes, and its tag.

Safe to repeat: both files depend only on the last commit and the date, and only a commit makes them count, so a run that
broke off anywhere is taken up by the next one. What must not live here: options and printing (``cli``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from studyloop.bank.problems import Problems, has_errors
from studyloop.decks import ledger_rows, notes_of, released_decks
from studyloop.ledger import Ledger, read_ledger, write_ledger
from studyloop.ledger.compare import Change, advance, compare, next_version
from studyloop.ledger.model import Release
from studyloop.ledger.release_notes import page_path, summary_of, write_release_notes
from studyloop.library import CARD_PARTS, ContentErrors, Library, check_content, open_library
from studyloop.release.git import Repository


class ReleaseRefused(Exception):
    """The release was not made; the message says why and what to do. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: ``made`` is false when there was nothing to release. ``files`` are paths from the root."""

    release: Release
    changes: tuple[Change, ...]
    summary: str
    made: bool
    files: tuple[str, ...] = ()


def make_release(
    content: Path,
    environment: Mapping[str, str],
    today: str,
    page_url: Callable[[str], str | None],
    *,
    dry_run: bool = False,
    say: Callable[[str], None] = lambda text: None,
) -> Outcome:
    """Release the content as committed. ``today`` is ISO; ``page_url`` takes ``/path.md#anchor``.

    Raises ``ReleaseRefused``, ``GitError``, ``ContentErrors`` or ``DeckError``. With ``dry_run`` nothing is written.
    """
    repository = Repository(content.resolve())
    project = content.resolve().parent
    ledger_file = _from_root(repository, project / "decks.lock")
    known = _read_committed(repository, ledger_file)
    release = Release(next_version(known, today), today)
    files = (ledger_file, _from_root(repository, content.resolve() / page_path(release.version)))
    if dirty := repository.dirty(but=files):
        listed = "\n".join(f"  {path}" for path in dirty[:20])
        raise ReleaseRefused(f"These files differ from the last commit; commit or undo them first:\n{listed}")
    if leftovers := sorted(set(repository.dirty()) & set(files)):
        if dry_run:
            raise ReleaseRefused("An interrupted release left files here; `make release` takes it up again.")
        say(f"taking up an interrupted release: {', '.join(leftovers)} written anew")
        for path in leftovers:
            repository.restore(path)
    checked = check_content(content)
    if has_errors(checked.problems):
        raise ContentErrors(checked.problems)
    library = open_library(content, environment, None, checked, CARD_PARTS)
    changes, after, look = _next(library, release, page_url)
    summary = summary_of(changes, look)
    if known.latest and not changes and not look:
        _tag(repository, known.latest, ledger_file)
        return Outcome(known.latest, (), "", made=False)
    if not dry_run:
        say(f"writing {' and '.join(files)}")
        _write(repository.root / files[0], write_ledger(after))
        _write(repository.root / files[1], write_release_notes(release, changes, look))
        repository.commit(files, f"Release {release.version}")
        _tag(repository, release, ledger_file)
    return Outcome(release, changes, summary, made=not dry_run, files=files)


def tag_name(release: Release) -> str:
    """``v2026.11.21``."""
    return f"v{release.version}"


def _next(library: Library, release: Release, page_url: Callable[[str], str | None]) -> tuple[tuple[Change, ...], Ledger, bool]:
    made = notes_of(library, page_url)
    known = library.ledger
    changes = compare(known, ledger_rows(library, made.notes), library.declared, release.version)
    after = advance(
        known,
        changes,
        release=release,
        namespace=library.bank.subject.namespace,
        site=page_url("/") or "",
        decks=released_decks(library),
        note_types=made.note_types,
        declared=library.declared,
    )
    look = known.latest is not None and after.note_types != known.note_types
    return changes, after, look


def _read_committed(repository: Repository, path: str) -> Ledger:
    text = repository.committed(path)
    if text is None:
        return Ledger()
    problems = Problems()
    ledger = read_ledger(text, problems)
    if problems.sorted():
        raise ContentErrors(problems.sorted())
    return ledger


def _from_root(repository: Repository, path: Path) -> str:
    return path.relative_to(repository.root.resolve()).as_posix()


def _write(path: Path, text: str) -> None:
    """Replaced only when whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, "utf-8", newline="\n")
    os.replace(aside, path)


def _tag(repository: Repository, release: Release, ledger_file: str) -> None:
    """Tag the commit that wrote the ledger, unless it is tagged already."""
    commit = repository.last_change(ledger_file)
    if commit and not repository.has_tag(tag_name(release)):
        repository.tag(tag_name(release), commit, f"Release {release.version}")
