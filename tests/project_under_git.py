"""A small project in a git repository of its own, for tests of releases. What must not live here: tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from shipped import ROOT

GOOD = ROOT / "tests" / "bank" / "good"
WHEN = "2026-11-20T10:00:00Z"
_PERSON = {"NAME": "Someone", "EMAIL": "someone@study.example"}


def git_environment(when: str = WHEN) -> dict[str, str]:
    """The environment without anybody's settings of git and without what a build takes from outside; commits are made at ``when``."""
    outside = ("SITE_URL", "REPO_URL", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "SOURCE_DATE_EPOCH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name not in outside}
    people = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _PERSON.items()}
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return {**kept, **people, **nobody, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}


def git(root: Path, *words: str, when: str = WHEN) -> str:
    """Git's answer; its refusal is an error of the test."""
    done = subprocess.run(["git", *words], cwd=root, env=git_environment(when), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}"
    return done.stdout


def make_project(root: Path, inside: str = ".", content: Path = GOOD) -> Path:
    """``root`` as a repository with one commit; the project lies in its folder ``inside``. Gives the content folder."""
    made = root / inside / "content"
    shutil.copytree(content, made)
    if not (made / "changes.md").exists():
        (made / "changes.md").write_text("---\ntitle: Changes\n---\n\n# Changes\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit_all(root, "The content")
    return made


def add_code(root: Path) -> None:
    """The project's own copy of the code that builds decks, committed with it."""
    shutil.copytree(ROOT / "plugins/studyloop", root / "plugins/studyloop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build_decks.py", root)
    (root / ".gitignore").write_text("__pycache__/\n/.cache/\n", "utf-8")
    commit_all(root, "The code")


def commit_all(root: Path, message: str, when: str = WHEN) -> None:
    """Everything, in one commit."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message, when=when)


def edit(file: Path, old: str, new: str) -> None:
    """Put ``new`` for ``old``, which stands there once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")


def edit_of_every_kind(content: Path, date: str) -> None:
    """One card corrected, one reworded, one new, one retired, one renamed, one with other tags only."""
    edit(content / "questions/metrics.md", ":   What was there", ":   All that was there")
    edit(content / "guides/clock.md", ":   The decision.", ":   The decision it serves.")
    edit(content / "guides/clock.md", "\nMore prose.", "\nWhy ask `a: \"b\"` if $x_1 < ü$? { #clock-why }\n:   It decides.\n\nMore prose.")
    edit(content / "questions/metrics.md", "Recall is ==found=={ .c1 } over ==there=={ .c2 }.\n{ #recall-ratio .cloze }\n\n", "")
    edit(content / "questions/metrics.md", "#recall-everything .cloze", "#recall-of-all .cloze was=recall-everything")
    edit(content / "questions/metrics.md", "roles: [mle, ds]", "roles: [mle]")
    edit(
        content / "changes.md",
        "title: Changes\n",
        "title: Changes\ncorrected:\n"
        f"  - {{id: recall-denominator, date: {date}, reason: 'It said \"all\": wrong.'}}\nretired:\n"
        f"  - {{id: recall-ratio, date: {date}, reason: 'Asked twice; C:\\now and $n > 0$.', replaced_by: recall-of-all}}\n",
    )


def state(root: Path) -> dict[str, object]:
    """What a repository holds: each commit's tree and message, each tag's kind and commit, and what is not committed."""
    commits = git(root, "log", "--format=%T %s").splitlines()
    places = {commit: number for number, commit in enumerate(git(root, "log", "--format=%H").split())}
    tags = [line.split(" ") for line in git(root, "for-each-ref", "--format=%(refname) %(objecttype) %(*objectname)", "refs/tags").splitlines()]
    return {
        "commits": commits,
        "tags": [(name, kind, places.get(commit)) for name, kind, commit in tags],
        "left": git(root, "status", "--porcelain", "--ignored", "--untracked-files=all"),
        "worktrees": git(root, "worktree", "list").count("\n"),
    }
