"""Git, as far as a release needs it. What must not live here: what a release is."""

from __future__ import annotations

import subprocess
from collections.abc import Collection
from pathlib import Path, PurePosixPath


class GitError(Exception):
    """Git refused; the message says what was asked and what it answered."""


class Repository:
    """The work tree that holds ``inside``. Raises ``GitError`` where there is none, or no git."""

    def __init__(self, inside: Path) -> None:
        if not inside.is_dir():
            raise GitError(f"There is no folder {inside}: name the content folder with --content.")
        self.root = inside
        try:
            self.root = Path(self.run("rev-parse", "--show-toplevel").removesuffix("\n"))
        except GitError as error:
            if "not a git repository" not in str(error):
                raise
            raise GitError(f"{inside} is in no git repository: `git init` and commit first, for releases and reports are made of commits.") from None

    def run(self, *words: str) -> str:
        """Git's answer to one command; paths in it are taken literally."""
        command = ["git", "--literal-pathspecs", *words]
        try:
            done = subprocess.run(command, cwd=self.root, capture_output=True, encoding="utf-8", errors="replace", check=False)
        except FileNotFoundError:
            raise GitError("git was not found: install it, for releases and reports are made of commits.") from None
        except OSError as error:
            raise GitError(f"git cannot be run in {self.root}: {error}") from None
        if done.returncode:
            raise GitError(f"git {words[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def has_commits(self) -> bool:
        """Whether this branch has any."""
        try:
            return bool(self.run("rev-parse", "--verify", "--quiet", "HEAD"))
        except GitError:
            return False

    def merging(self) -> bool:
        """Whether a merge waits to be committed."""
        return (self.root / self.run("rev-parse", "--git-path", "MERGE_HEAD").strip()).exists()

    def dirty(self) -> list[str]:
        """Paths from the root that differ from the last commit or are unknown to it."""
        found = []
        entries = iter(self.run("status", "--porcelain", "-z", "--untracked-files=all").split("\0"))
        for entry in entries:
            if entry:
                found.append(entry[3:])
                if set(entry[:2]) & set("RC"):  # a rename also names where it came from
                    found.append(next(entries))
        return sorted(set(found))

    def ignored(self, folder: str) -> list[str]:
        """Files below a folder that an ignore rule keeps from being committed, hidden ones aside."""
        found = self.run("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", folder).split("\0")
        return sorted(path for path in found if path and not any(part.startswith(".") for part in PurePosixPath(path).parts))

    def committed(self, path: str, commit: str = "HEAD") -> str | None:
        """A file as a commit holds it; ``None`` when it does not."""
        if not self.run("ls-tree", "--name-only", commit, "--", path).strip():
            return None
        return self.run("show", f"{commit}:{path}")

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

    def tagged(self, name: str) -> str | None:
        """The commit of a tag; ``None`` when there is no such tag."""
        objects = self.run("for-each-ref", "--format=%(*objectname) %(objectname)", f"refs/tags/{name}").split()
        return objects[0] if objects else None

    def tag(self, name: str, commit: str, message: str) -> None:
        """An annotated tag."""
        self.run("tag", "-a", "-m", message, name, commit)

    def last_change(self, path: str, upto: str = "HEAD", text: str = "") -> str | None:
        """The newest commit up to ``upto`` that changed a file, or that brought or took this ``text``; ``None`` when none did.

        Raises ``GitError`` when the clone is too shallow to say.
        """
        commit = self.run("log", "-1", "--format=%H", *([f"-S{text}"] if text else []), upto, "--", path).strip()
        shallow = commit and self.run("rev-parse", "--is-shallow-repository").strip() == "true"
        if shallow and not self.run("log", "-1", "--format=%P", commit).strip():
            raise GitError("this clone is too shallow to know which commit released: fetch the whole history (`git fetch --unshallow`)")
        return commit or None
