"""Makes a release: from the content as committed to one commit with the ledger and the release notes, and its tag.

Safe to repeat: both files depend only on the last commit and the date, and only a commit makes them count, so a run that
broke off anywhere is taken up by the next one. What must not live here: options and printing (``cli``).
"""

from __future__ import annotations

import contextlib
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
from studyloop.release.git import GitError, Repository
from studyloop.release.previous import released_commit
from studyloop.release.work_tree import ReleaseRefused, aside, make_clean, undo, write


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
    project = content.resolve().parent
    repository = Repository(project)
    if not repository.has_commits():
        raise ReleaseRefused("Nothing is committed here yet: commit the content first, for a release is made of what is committed.")
    ledger_file = _from_root(repository, project / "decks.lock")
    known = _read_committed(repository, ledger_file)
    release = Release(next_version(known, today), today)
    notes_file = _from_root(repository, content.resolve() / page_path(release.version))
    make_clean(repository, _from_root(repository, content.resolve()), ledger_file, notes_file, say, dry_run=dry_run)
    former = released_commit(content)
    if known.latest and former and not dry_run and not repository.tagged(tag_name(known.latest)):
        say(f"release {known.latest.version} has no tag yet: tagging it; publish it with git push --follow-tags")
        _tag(repository, known.latest, former)
    checked = check_content(content)
    if has_errors(checked.problems):
        raise ContentErrors(checked.problems)
    library = open_library(content, environment, None, checked, CARD_PARTS)
    changes, after, look = _next(library, release, page_url)
    if known.latest and not changes and not look:
        return Outcome(known.latest, (), "", made=False)
    if tagged := repository.tagged(tag_name(release)):
        raise ReleaseRefused(
            f"The tag {tag_name(release)} exists already, on {tagged[:10]}, but decks.lock knows no such release: "
            f"take in the branch it was made on, or delete it (`git tag -d {tag_name(release)}`)."
        )
    files = (ledger_file, notes_file)
    if not dry_run:
        say(f"writing {' and '.join(files)}")
        try:
            write(repository.root, notes_file, write_release_notes(release, changes, look))
            write(repository.root, ledger_file, write_ledger(after))
            repository.commit(files, f"Release {release.version}")
        except BaseException:
            with contextlib.suppress(GitError, OSError):  # what cannot be undone now, the next run takes up
                undo(repository, (*files, *map(aside, files)))
            raise
        _tag(repository, release, "HEAD")
    return Outcome(release, changes, summary_of(changes, look), made=not dry_run, files=files)


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


def _tag(repository: Repository, release: Release, commit: str) -> None:
    repository.tag(tag_name(release), commit, f"Release {release.version}")
