"""The last release's packages, built anew from its own commit: the same bytes as were published."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from studyloop.bank.problems import Problems
from studyloop.ledger import read_ledger
from studyloop.release.git import GitError, Repository


def released_commit(content: Path, upto: str = "HEAD") -> str | None:
    """The commit of the last release up to ``upto``. ``None`` before the first.

    Raises ``GitError`` without a repository, when the clone is too shallow to hold it, or when the ledger is gone.
    """
    project = content.resolve().parent
    repository = Repository(project)
    ledger = (project / "decks.lock").relative_to(repository.root.resolve()).as_posix()
    changed = repository.last_change(ledger, upto) if repository.has_commits() else None
    if changed is None:
        return None
    text = repository.committed(ledger, upto)
    if text is None:
        raise GitError(f"decks.lock was deleted by commit {changed[:10]}: put it back (`git checkout {changed[:10]}~1 -- decks.lock`)")
    latest = read_ledger(text, Problems()).latest
    if latest is None:
        raise GitError(f"decks.lock names no release since commit {changed[:10]}: put it back as it was before")
    # Whatever touched the ledger later: a release is the commit that put its own line there.
    return repository.last_change(ledger, upto, f"release {latest.version} {latest.date}") or changed


def build_released(content: Path, out: Path, environment: dict[str, str], upto: str = "HEAD") -> str | None:
    """Build the last release's packages into ``out`` with the code of its commit; returns the commit, ``None`` before the first.

    Raises ``GitError`` when git or that build fails.
    """
    commit = released_commit(content, upto)
    if commit is None:
        return None
    repository = Repository(content.resolve().parent)
    project = content.resolve().parent.relative_to(repository.root.resolve())
    with tempfile.TemporaryDirectory(prefix="studyloop-released-") as folder:
        tree = Path(folder) / "tree"
        try:
            repository.run("worktree", "add", "--quiet", "--detach", str(tree), commit)
            # A project without the generator's code beside its content uses the one that is installed.
            own = tree / project / "build_decks.py"
            program = [str(own)] if own.is_file() else ["-m", "studyloop.cli.main", "decks"]
            command = [sys.executable, *program, "--content", content.resolve().name, "--out", str(out.resolve())]
            clean = {name: value for name, value in environment.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
            done = subprocess.run(command, cwd=tree / project, env=clean, capture_output=True, text=True, check=False)
        finally:
            if tree.exists():
                repository.run("worktree", "remove", "--force", str(tree))
    if done.returncode:
        raise GitError(f"the decks of {commit[:10]} cannot be built anew:\n{done.stderr.strip()}")
    return commit
