"""``studyloop diff``: which base is taken, what is printed where, and one sentence for whatever cannot be compared."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from project_under_git import commit_all, edit, edit_of_every_kind, git

from studyloop.cli.main import main
from studyloop.sides import find_base

CARD = (":   The decision.", ":   The decision it serves.")


def run(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output, complaints; an exception is a traceback."""
    monkeypatch.chdir(content.parent)
    code = main(["diff", *words])
    return (code, *capsys.readouterr())


def test_by_default_the_base_is_where_the_branch_left_main(content: Path) -> None:
    root = content.parent
    left = git(root, "rev-parse", "HEAD").strip()
    git(root, "checkout", "-q", "-b", "topic")
    edit(content / "guides/clock.md", *CARD)
    commit_all(root, "On the branch")
    git(root, "checkout", "-q", "main")
    edit(content / "guides/clock.md", "More prose.", "Other prose.")
    commit_all(root, "On main")
    git(root, "checkout", "-q", "topic")
    assert find_base(content, None).commit == left
    assert find_base(content, None).label == f"main ({left[:7]})"


def test_the_remote_s_main_goes_before_the_local_one(content: Path) -> None:
    root = content.parent
    first = git(root, "rev-parse", "HEAD~1").strip()
    git(root, "update-ref", "refs/remotes/origin/main", first)
    assert find_base(content, None).commit == first


def test_without_a_main_branch_the_last_release_is_the_base(content: Path) -> None:
    root = content.parent
    released = git(root, "rev-parse", "HEAD").strip()
    git(root, "branch", "-m", "trunk")
    edit(content / "guides/clock.md", *CARD)
    commit_all(root, "Later")
    assert find_base(content, None).commit == released


def test_what_is_not_committed_counts(content: Path, monkeypatch, capsys) -> None:
    edit(content / "guides/clock.md", *CARD)
    code, shown, _ = run(content, monkeypatch, capsys)
    assert code == 0 and "clock-first-card: What comes first?" in shown and "{+it serves+}" in shown


def test_the_comparison_leaves_the_repository_as_it_was(content: Path, monkeypatch, capsys) -> None:
    edit(content / "guides/clock.md", *CARD)
    before = git(content.parent, "status", "--porcelain", "--ignored"), git(content.parent, "worktree", "list")
    run(content, monkeypatch, capsys, "v2026.11.21")
    assert (git(content.parent, "status", "--porcelain", "--ignored"), git(content.parent, "worktree", "list")) == before


def test_the_same_comparison_gives_the_same_bytes(content: Path, monkeypatch, capsys, tmp_path: Path) -> None:
    edit_of_every_kind(content, "2026-12-05")
    made = []
    for name in ("one.html", "two.html"):
        code, shown, _ = run(content, monkeypatch, capsys, "--html", str(tmp_path / name), "--format", "markdown")
        assert code == 0
        made.append((shown, (tmp_path / name).read_bytes()))
    assert made[0] == made[1]


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--output=/tmp/x", "", "HEAD:content"])
def test_an_unknown_revision_is_one_sentence(content: Path, monkeypatch, capsys, revision: str) -> None:
    code, shown, said = run(content, monkeypatch, capsys, "--", revision)
    assert (code, shown) == (1, "") and said.startswith(f"There is no revision `{revision}` here:") and said.count("\n") == 1


def test_without_a_repository_it_is_one_sentence(content: Path, monkeypatch, capsys, tmp_path: Path) -> None:
    bare = Path(shutil.copytree(content, tmp_path / "bare" / "content"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    code, shown, said = run(bare, monkeypatch, capsys)
    assert (code, shown) == (1, "") and "is in no git repository" in said and said.count("\n") == 1


def test_without_a_content_folder_it_is_one_sentence(content: Path, monkeypatch, capsys) -> None:
    code, _, said = run(content, monkeypatch, capsys, "--content", "elsewhere")
    assert code == 1 and said == "There is no folder elsewhere: name the content folder with --content.\n"


def test_without_a_commit_a_branch_or_a_release_it_is_one_sentence(content: Path, monkeypatch, capsys) -> None:
    root = content.parent
    shutil.rmtree(root / ".git")
    (root / "decks.lock").unlink()
    git(root, "init", "-q", "-b", "trunk")
    code, _, said = run(content, monkeypatch, capsys)
    assert code == 1 and said.startswith("There is neither a branch `main` nor a release") and said.count("\n") == 1


def test_a_base_without_the_folder_is_one_sentence(content: Path, monkeypatch, capsys) -> None:
    root = content.parent
    git(root, "checkout", "-q", "--orphan", "empty")
    git(root, "rm", "-rq", "--cached", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", "Nothing")
    code, _, said = run(content, monkeypatch, capsys, "empty")
    assert code == 1 and "has no folder content:" in said and said.count("\n") == 1


def test_a_link_out_of_the_folder_on_the_base_is_not_followed(content: Path, monkeypatch, capsys) -> None:
    (content / "guides/out.md").symlink_to("/etc/hostname")
    commit_all(content.parent, "A link")
    (content / "guides/out.md").unlink()
    code, shown, _ = run(content, monkeypatch, capsys, "HEAD")
    assert code == 0 and "No card differs" in shown


def test_colours_are_for_terminals_and_no_color_turns_them_off(content: Path, monkeypatch, capsys) -> None:
    edit(content / "guides/clock.md", *CARD)
    assert "\x1b[" not in run(content, monkeypatch, capsys)[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "\x1b[32m{+it serves+}\x1b[0m" in run(content, monkeypatch, capsys)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run(content, monkeypatch, capsys)[1]


def test_a_release_says_word_by_word_what_it_brings(content: Path, monkeypatch, capsys) -> None:
    edit_of_every_kind(content, "2026-12-05")
    commit_all(content.parent, "Every kind")
    monkeypatch.chdir(content.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796472000")
    told = []
    for words in (["--dry-run"], []):
        assert main(["release", *words]) == 0
        told.append(capsys.readouterr().out.split("\nWould be released")[0].split("\nReleased")[0].removeprefix("writing decks.lock and content/releases/2026.12.5.md\n"))
    assert "6 cards differ from release 2026.11.21." in told[0] and "{+it serves+}" in told[0]
    assert "clock-why" in told[0].split("new (1; starts new)")[1]
    assert told[0] == told[1].replace(told[1][: told[1].index("6 cards")], "")
