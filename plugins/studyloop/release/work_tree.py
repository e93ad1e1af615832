"""The work tree around a release: what must not be swept along, and what an interrupted release left or would leave.

What must not live here: what a release writes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from studyloop.release.git import Repository

_NOTES = re.compile(r"[0-9]{4}(\.[0-9]+){2,3}\.md\Z")
_SHOWN = 20


class ReleaseRefused(Exception):
    """The release was not made; the message says why and what to do. Nothing was changed."""


def make_clean(repository: Repository, content: str, ledger: str, notes: str, say: Callable[[str], None], *, dry_run: bool) -> None:
    """Undo what an interrupted release left; ``ReleaseRefused`` when anything else is not as committed. Paths are from the root.

    Only a release writes the ledger, and notes that no commit holds, of whatever version; so both may be written anew.
    """
    if repository.merging():
        raise ReleaseRefused("A merge is not committed yet: commit or abort it first.")
    dirty = repository.dirty()
    ours = [path for path in dirty if path in (ledger, aside(ledger)) or _is_new_notes(repository, path, notes)]
    if foreign := sorted({*dirty, *repository.ignored(content)} - set(ours)):
        listed = "\n".join(f"  {path}" for path in foreign[:_SHOWN])
        more = f"\n  and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
        raise ReleaseRefused(f"These files are not as in the last commit, or not in it; commit or undo them first:\n{listed}{more}")
    if ours and dry_run:
        raise ReleaseRefused(f"An interrupted release left these files; without --dry-run they are written anew: {', '.join(ours)}")
    if ours:
        say(f"taking up an interrupted release, to be written anew: {', '.join(ours)}")
        undo(repository, ours)


def undo(repository: Repository, paths: Iterable[str]) -> None:
    """All of them as in the last commit."""
    for path in paths:
        repository.restore(path)


def aside(path: str) -> str:
    """Where a file is written before it takes its place."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}.new"


def write(root: Path, path: str, text: str) -> None:
    """Replaced only when whole."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    (root / aside(path)).write_text(text, "utf-8", newline="\n")
    os.replace(root / aside(path), file)


def _is_new_notes(repository: Repository, path: str, notes: str) -> bool:
    """Whether these are release notes, or their beginnings, that no commit holds yet."""
    folder, _, name = path.rpartition("/")
    fits = folder == notes.rpartition("/")[0] and _NOTES.match(name.removeprefix(".").removesuffix(".new"))
    return bool(fits) and repository.committed(path) is None
