"""``studyloop decks --released``: the bytes of the last release, whatever the content says now."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from project_under_git import add_code, commit_all, edit, edit_of_every_kind, git, git_environment, make_project, state

from studyloop.release import make_release, previous, released_commit

SECOND, NEWEST = "2026-12-05", "2026-12-04T10:00:00Z"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its own code and two releases, and the content moved on; gives its root."""
    root = tmp_path_factory.mktemp("released") / "project"
    content = make_project(root)
    add_code(root)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in git_environment().items():
            patch.setenv(name, value)
        make_release(content, {}, "2026-11-21", lambda target: None)
        edit_of_every_kind(content, SECOND)
        commit_all(root, "Edits", NEWEST)
        make_release(content, {}, SECOND, lambda target: None)
    git(root, "branch", "release")
    edit(content / "guides/clock.md", ":   The decision it serves.", ":   Another thing.")
    with (root / "plugins/studyloop/decks/card.css").open("a", encoding="utf-8") as style:
        style.write(".card { opacity: 0.9; }\n")
    commit_all(root, "The content and the look of the cards", "2026-12-20T10:00:00Z")
    return root


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(released, tmp_path / "project"))


def decks(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``build_decks.py`` of a project, with the project's own code."""
    command = [sys.executable, str(root / "build_decks.py"), *words]
    return subprocess.run(command, cwd=root, env={**os.environ, "TMPDIR": str(_temp(root))}, capture_output=True, text=True, check=False)


def _temp(root: Path) -> Path:
    (folder := root.parent / "temporary").mkdir(exist_ok=True)
    return folder


def packages(folder: Path) -> dict[str, bytes]:
    """What was built, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_packages_of_the_last_release_are_the_same_bytes_although_the_content_and_code_moved_on(project: Path, tmp_path: Path) -> None:
    before = state(project)
    then = tmp_path / "then"
    git(tmp_path, "clone", "-q", "-b", "release", str(project), "then")
    assert decks(then, "--out", str(tmp_path / "published")).returncode == 0
    published = packages(tmp_path / "published")
    assert {"small-all.apkg", "SHA256SUMS", "packages.json"} <= set(published)
    assert b'"version": "2026.12.05"' in published["packages.json"]
    done = decks(project, "--released", "--out", "again")
    assert done.returncode == 0, done.stderr
    assert f"({git(project, 'rev-parse', 'release')[:10]}) are in again." in done.stdout
    assert packages(project / "again") == published
    shutil.rmtree(project / "again")
    assert decks(project, "--out", str(tmp_path / "now")).returncode == 0
    assert packages(tmp_path / "now")["small-all.apkg"] != published["small-all.apkg"]
    assert state(project) == before
    assert list(_temp(project).iterdir()) == []


def test_what_is_not_committed_and_what_a_shell_exports_changes_nothing(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert decks(project, "--released", "--out", str(tmp_path / "one")).returncode == 0
    (project / "content/guides/clock.md").write_text("no page at all", "utf-8")
    (project / "decks.lock").write_text("no ledger at all", "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("PYTHONPATH", str(project / "plugins"))
    assert decks(project, "--released", "--out", str(tmp_path / "two")).returncode == 0
    assert packages(tmp_path / "one") == packages(tmp_path / "two")


def test_a_hand_in_the_ledger_makes_no_other_release(project: Path) -> None:
    commit = git(project, "rev-parse", "release").strip()
    assert released_commit(project / "content") == commit
    edit(project / "decks.lock", "namespace small\n", "namespace small\n\n")
    commit_all(project, "Somebody edited the ledger")
    assert released_commit(project / "content") == commit
    assert released_commit(project / "content", "release~1") == git(project, "rev-parse", "v2026.11.21^{commit}").strip()
    assert released_commit(project / "content", "v2026.11.21~1") is None


def test_a_project_in_a_sub_folder_has_its_packages_too(released: Path, tmp_path: Path) -> None:
    root = tmp_path / "all"
    make_project(root, inside="my study")
    shutil.copytree(released / "plugins", root / "my study/plugins")
    shutil.copy(released / "build_decks.py", root / "my study")
    commit_all(root, "The code")
    make_release(root / "my study/content", {}, "2026-11-21", lambda target: None)
    done = decks(root / "my study", "--released", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/small-all.apkg").exists()


def _says(done: subprocess.CompletedProcess[str], sentence: str, code: int = 1) -> None:
    assert done.returncode == code and "Traceback" not in done.stderr
    assert sentence in done.stderr


def test_before_the_first_release_there_is_nothing_to_build(project: Path) -> None:
    git(project, "checkout", "-q", "v2026.11.21~1")
    _says(decks(project, "--released", "--out", "dist"), "There is no release yet: `make release` makes the first.")
    shutil.rmtree(project / ".git")
    git(project, "init", "-q")
    _says(decks(project, "--released", "--out", "dist"), "There is no release yet")
    assert not (project / "dist").exists()


def test_a_shallow_clone_says_what_to_fetch(project: Path, tmp_path: Path) -> None:
    for depth, code in (("1", 1), ("3", 0)):
        git(tmp_path, "clone", "-q", f"--depth={depth}", f"file://{project}", f"clone-{depth}")
        done = decks(tmp_path / f"clone-{depth}", "--released", "--out", str(tmp_path / depth))
        assert done.returncode == code, done.stderr
    _says(decks(tmp_path / "clone-1", "--released"), "this clone is too shallow to know which commit released: fetch the whole history")


def test_without_a_repository_or_a_ledger_one_sentence_says_so(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(project, "rm", "-q", "decks.lock")
    git(project, "commit", "-q", "-m", "Tidy")
    _says(decks(project, "--released"), "decks.lock was deleted by commit")
    shutil.rmtree(project / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    _says(decks(project, "--released"), "is in no git repository")
    _says(decks(project, "--released", "--topic", "metrics"), "--released builds all packages of the last release", 2)


def test_a_release_that_cannot_be_built_anew_leaves_no_work_tree_and_the_former_packages(project: Path) -> None:
    assert decks(project, "--released", "--out", "dist").returncode == 0
    built = packages(project / "dist")
    git(project, "checkout", "-q", "-b", "broken", "release")
    edit(project / "content/questions/metrics.md", "### Sources", "### Sorces")
    git(project, "commit", "-q", "-a", "--amend", "-m", "A release with an error")
    before = state(project)
    done = decks(project, "--released", "--out", "dist")
    _says(done, "cannot be built anew:\n")
    assert "questions/metrics.md:" in done.stderr and "S02" in done.stderr
    assert packages(project / "dist") == built
    assert state(project) == before and before["worktrees"] == 1
    assert list(_temp(project).iterdir()) == []


def test_a_key_pressed_during_the_build_leaves_no_work_tree(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.run

    def run(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        if command[0] == sys.executable:
            raise KeyboardInterrupt
        return real(command, **more)

    monkeypatch.setattr(previous.subprocess, "run", run)
    with pytest.raises(KeyboardInterrupt):
        previous.build_released(project / "content", project / "dist", dict(os.environ))
    monkeypatch.undo()
    assert git(project, "worktree", "list").count("\n") == 1
