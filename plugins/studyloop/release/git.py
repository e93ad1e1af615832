"""Git, as far as a release needs it. What must not live here: what a release is."""

from __future__ import annotations

import subprocess
from collections.abc import Collection
from pathlib import Path


class GitError(Exception):
    """Git refused; the message says what was asked and what it answered."""


class Repository:
    """The work tree that holds ``inside``. Raises ``GitError`` where there is none, or no git."""

    def __init__(self, inside: Path) -> None:
        self.root = inside
        self.root = Path(self.run("rev-parse", "--show-toplevel").strip())

    def run(self, *words: str) -> str:
        """Git's answer to one command."""
        try:
            done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=False)
        except OSError as error:
            raise GitError(f"git cannot be run in {self.root}: {error}") from None
        if done.returncode:
            raise GitError(f"git {words[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def dirty(self, but: Collection[str] = ()) -> list[str]:
        """Paths from the root that differ from the last commit or are unknown to it, except ``but``."""
        found = []
        entries = iter(self.run("status", "--porcelain", "-z", "--untracked-files=all").split("\0"))
        for entry in entries:
            if entry:
                found.append(entry[3:])
                if entry[0] in "RC":  # a rename also names where it came from
                    found.append(next(entries))
        return sorted(set(found) - set(but))

    def committed(self, path: str) -> str | None:
        """A file as the last commit holds it; ``None`` when it does not."""
        if not self.run("ls-tree", "--name-only", "HEAD", "--", path).strip():
            return None
        return self.run("show", f"HEAD:{path}")

    def restore(self, path: str) -> None:
        """A file as the last commit holds it, or no file."""
        if self.committed(path) is None:
            self.run("rm", "-q", "-f", "--cached", "--ignore-unmatch", "--", path)
            (self.root / path).unlink(missing_ok=True)
        else:
            self.run("checkout", "-q", "HEAD", "--", path)

    def commit(self, paths: Collection[str], message: str) -> None:
        """One commit of these files only."""
        self.run("add", "--", *paths)
        self.run("commit", "-q", "-m", message, "--", *paths)

    def has_tag(self, name: str) -> bool:
        """Whether a tag of this name exists."""
        return bool(self.run("tag", "--list", name).strip())

    def tag(self, name: str, commit: str, message: str) -> None:
        """An annotated tag."""
        self.run("tag", "-a", "-m", message, name, commit)

    def last_change(self, path: str, upto: str = "HEAD") -> str | None:
        """The newest commit up to ``upto`` that changed a file; ``None`` when there is none."""
        return self.run("log", "-1", "--format=%H", upto, "--", path).strip() or None
