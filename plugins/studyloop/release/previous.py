"""The last release's packages, built anew from its own commit: the same bytes as were published."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from studyloop.release.git import GitError, Repository


def released_commit(content: Path, upto: str = "HEAD") -> str | None:
    """The commit of the last release up to ``upto``: the newest one that changed the ledger. ``None`` before the first.

    Raises ``GitError`` without a repository, or when the clone is too shallow to hold it.
    """
    repository = Repository(content.resolve())
    ledger = content.resolve().parent / "decks.lock"
    if not ledger.exists():
        return None
    commit = repository.last_change(str(ledger), upto)
    if commit is None and upto != "HEAD":
        return None  # the first release came later
    if commit is None:
        raise GitError("decks.lock was never committed here: commit a release first, or fetch the whole history")
    shallow = repository.run("rev-parse", "--is-shallow-repository").strip() == "true"
    if shallow and not repository.run("log", "-1", "--format=%P", commit).strip():
        raise GitError("this clone is too shallow to know which commit released: fetch the whole history (`git fetch --unshallow`)")
    return commit


def build_released(content: Path, out: Path, environment: dict[str, str], upto: str = "HEAD") -> str | None:
    """Build the last release's packages into ``out`` with the code of its commit; returns the commit, ``None`` before the first.

    Raises ``GitError`` when git or that build fails.
    """
    commit = released_commit(content, upto)
    if commit is None:
        return None
    repository = Repository(content.resolve())
    project = content.resolve().parent.relative_to(repository.root.resolve())
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="studyloop-released-") as folder:
        tree = Path(folder) / "tree"
        repository.run("worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            command = [sys.executable, str(tree / project / "build_decks.py"), "--content", content.name, "--out", str(out.resolve())]
            clean = {name: value for name, value in environment.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
            done = subprocess.run(command, cwd=tree / project, env=clean or os.environ, capture_output=True, text=True, check=False)
        finally:
            repository.run("worktree", "remove", "--force", str(tree))
    if done.returncode:
        raise GitError(f"the decks of {commit[:10]} cannot be built anew:\n{done.stderr.strip()}")
    return commit
