"""``studyloop release``: one commit and its tag or nothing at all, however often it is run and wherever it breaks off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
from project_under_git import commit_all, edit, edit_of_every_kind, git, make_project, state

from studyloop.bank.problems import Problems
from studyloop.cli.main import main
from studyloop.ledger import read_ledger
from studyloop.ledger.release_notes import read_release_notes
from studyloop.release import GitError, Outcome, ReleaseRefused, Repository, make_release, work_tree

FIRST, SECOND = "2026-11-21", "2026-12-05"
NEWEST = "2026-12-04T10:00:00Z"


def release(content: Path, today: str = FIRST, **more: object) -> Outcome:
    """Release a project whose site nobody knows."""
    return make_release(content, {}, today, lambda target: None, **more)


def run(content: Path, monkeypatch: pytest.MonkeyPatch, *words: str, today: str = "1795262400") -> int:
    """``studyloop release`` in the project's folder; 1795262400 is 2026-11-21. Gives the exit code; an exception is a traceback."""
    monkeypatch.chdir(content.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", today)
    return main(["release", *words])


def files_of(content: Path) -> dict[str, bytes]:
    """Every file of the project, without git's."""
    root = content.parent
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file() and ".git" not in p.relative_to(root).parts}


# One commit and its tag


def test_a_first_release_is_one_commit_of_two_files_with_an_annotated_tag(content: Path) -> None:
    done = release(content)
    root = content.parent
    assert done.made and done.summary == "5 new cards."
    assert git(root, "show", "--format=%s", "--name-only", "HEAD").split("\n\n") == [
        "Release 2026.11.21",
        "content/releases/2026.11.21.md\ndecks.lock\n",
    ]
    assert state(root)["tags"] == [("refs/tags/v2026.11.21", "tag", 0)]
    assert state(root)["left"] == ""
    assert read_ledger((root / "decks.lock").read_text("utf-8"), Problems()).latest == done.release


def test_without_changes_nothing_happens(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    release(content)
    before = state(content.parent)
    for today in (FIRST, SECOND):
        assert not release(content, today).made
    assert run(content, monkeypatch) == 0
    assert "Nothing to release: every card is as in 2026.11.21." in capsys.readouterr().out
    assert state(content.parent) == before


def test_releases_of_one_day_are_numbered_and_never_go_back(content: Path) -> None:
    made, text = [], ":   The decision."
    for today in (FIRST, FIRST, FIRST, "2026-11-20"):
        edit(content / "guides/clock.md", text, f"{text[:-1]}, indeed.")
        text = f"{text[:-1]}, indeed."
        commit_all(content.parent, "Reworded")
        made.append(release(content, today).release.version)
    assert made == ["2026.11.21", "2026.11.21.2", "2026.11.21.3", "2026.11.21.4"]
    assert git(content.parent, "tag", "--list").split() == [f"v{version}" for version in made]
    assert read_ledger((content.parent / "decks.lock").read_text("utf-8"), Problems()).latest.version == made[-1]


def test_every_kind_of_change_is_counted_and_what_a_learner_notices_is_named(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release(content)
    edit_of_every_kind(content, SECOND)
    commit_all(content.parent, "Edits", NEWEST)
    assert run(content, monkeypatch, today="1796472000") == 0
    shown = capsys.readouterr().out
    summary = "1 card corrected, 1 card reworded, 1 new card, 1 card retired, 1 card moved to another page, 1 card with other tags only."
    assert f"Released: 2026.12.05. {summary}" in shown
    assert "recall-of-all (was recall-everything): Marking everything gives a recall of one." in shown
    path = PurePosixPath("releases/2026.12.05.md")
    lines = tuple((content / path).read_text("utf-8").split("\n"))
    problems = Problems()
    (notes,) = read_release_notes({path: lines}, problems)
    assert not problems.sorted() and notes.summary == summary and notes.retires
    assert [(line.id, line.kind, line.deck, line.change, line.title, line.reason, line.replaced_by) for line in notes.lines] == [
        ("recall-denominator", "recall", "concepts", "corrected", "What does recall divide by?", 'It said "all": wrong.', ()),
        ("clock-first-card", "recall", "people", "changed", "What comes first?", "", ()),
        ("clock-why", "recall", "people", "new", 'Why ask `a: "b"` if $x_1 < ü$?', "", ()),
        ("recall-ratio", "cloze", "concepts", "retired", "Recall is found over there.", r"Asked twice; C:\now and $n > 0$.", ("recall-of-all",)),
    ]
    assert not release(content, "2026-12-06").made


def test_the_ledger_and_notes_are_read_by_the_next_check(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(content)
    monkeypatch.chdir(content.parent)
    assert main(["check"]) == 0


def test_a_project_in_a_sub_folder_is_released_there(tmp_path: Path) -> None:
    content = make_project(tmp_path / "all", inside="study [x] ü")
    done = release(content)
    assert done.files == ("study [x] ü/decks.lock", "study [x] ü/content/releases/2026.11.21.md")
    assert state(tmp_path / "all")["left"] == "" and (tmp_path / "all" / "study [x] ü" / "decks.lock").exists()


def test_a_dry_run_says_what_would_be_and_writes_nothing(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, files = state(content.parent), files_of(content)
    assert run(content, monkeypatch, "--dry-run") == 0
    shown = capsys.readouterr().out
    assert "Would be released: 2026.11.21. 5 new cards." in shown and "recall-gap: What does recall leave out?" in shown
    assert "ommitted and tagged" not in shown
    assert state(content.parent) == before and files_of(content) == files
    release(content)
    git(content.parent, "tag", "-d", "v2026.11.21")
    assert run(content, monkeypatch, "--dry-run") == 0
    assert git(content.parent, "tag") == ""


# What is refused


def _modified(content: Path) -> None:
    edit(content / "guides/clock.md", "More prose.", "Other prose.")


def _staged(content: Path) -> None:
    _modified(content)
    git(content.parent, "add", "-A")


def _deleted(content: Path) -> None:
    (content / "guides/clock.md").unlink()


def _untracked(content: Path) -> None:
    (content / "guides" / "fünf neue.md").write_text("# Five\n", "utf-8")


def _ignored(content: Path) -> None:
    (content.parent / ".git/info/exclude").write_text("draft.md\n", "utf-8")
    shutil.copy(content / "changes.md", content / "draft.md")


def _renamed(content: Path) -> None:
    git(content.parent, "mv", "content/guides/clock.md", "content/guides/watch.md")


def _moved_with_intent(content: Path) -> None:
    (content / "guides/clock.md").rename(content / "guides/watch.md")
    git(content.parent, "add", "-N", "content/guides/watch.md")


def _outside(content: Path) -> None:
    (content.parent / "code.py").write_text("pass\n", "utf-8")


def _published_notes(content: Path) -> None:
    file = content / "releases/2026.11.21.md"
    file.write_text(file.read_text("utf-8") + "\nProse.\n", "utf-8")


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (_modified, ["content/guides/clock.md"]),
        (_staged, ["content/guides/clock.md"]),
        (_deleted, ["content/guides/clock.md"]),
        (_untracked, ["content/guides/fünf neue.md"]),
        (_ignored, ["content/draft.md"]),
        (_renamed, ["content/guides/clock.md", "content/guides/watch.md"]),
        (_moved_with_intent, ["content/guides/clock.md", "content/guides/watch.md"]),
        (_outside, ["code.py"]),
        (_published_notes, ["content/releases/2026.11.21.md"]),
    ],
)
def test_a_tree_that_is_not_as_committed_is_refused_by_name(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None], named: list[str]
) -> None:
    release(content)
    edit_of_every_kind(content, SECOND)
    commit_all(content.parent, "Edits", NEWEST)
    spoil(content)
    before, files = state(content.parent), files_of(content)
    assert run(content, monkeypatch) == 1
    assert [line.strip() for line in capsys.readouterr().err.splitlines()[1:]] == named
    assert state(content.parent) == before and files_of(content) == files


def test_a_dirty_file_elsewhere_in_the_repository_is_refused(tmp_path: Path) -> None:
    content = make_project(tmp_path / "all", inside="study")
    (tmp_path / "all" / "notes.txt").write_text("mine\n", "utf-8")
    with pytest.raises(ReleaseRefused, match=r"\n  notes\.txt$"):
        release(content)


def test_a_merge_that_waits_is_refused(content: Path) -> None:
    git(content.parent, "checkout", "-q", "-b", "side")
    git(content.parent, "commit", "-q", "--allow-empty", "-m", "Side")
    git(content.parent, "checkout", "-q", "main")
    git(content.parent, "merge", "-q", "--no-ff", "--no-commit", "side")
    with pytest.raises(ReleaseRefused, match="A merge is not committed yet"):
        release(content)


def test_content_with_errors_is_refused(content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    release(content)
    edit(content / "questions/metrics.md", "### Sources", "### Sorces")
    commit_all(content.parent, "Wrong", NEWEST)
    before = state(content.parent)
    assert run(content, monkeypatch) == 1
    said = capsys.readouterr().err
    assert "content/questions/metrics.md:" in said and "S02" in said and "Nothing was released" in said
    assert state(content.parent) == before


def test_a_tag_that_is_on_another_commit_is_refused_before_anything_is_written(content: Path) -> None:
    git(content.parent, "tag", "v2026.11.21")
    before, files = state(content.parent), files_of(content)
    with pytest.raises(ReleaseRefused, match=r"v2026\.11\.21 exists already, on [0-9a-f]{10}, .*git tag -d v2026\.11\.21"):
        release(content)
    assert state(content.parent) == before and files_of(content) == files


def test_a_ledger_that_was_deleted_is_no_first_release(content: Path) -> None:
    release(content)
    git(content.parent, "rm", "-q", "decks.lock")
    git(content.parent, "commit", "-q", "-m", "Tidy")
    before = state(content.parent)
    with pytest.raises(GitError, match=r"decks\.lock was deleted by commit [0-9a-f]{10}: put it back"):
        release(content, SECOND)
    assert state(content.parent) == before


def test_a_ledger_that_cannot_be_read_is_refused_with_its_line(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release(content)
    edit(content.parent / "decks.lock", "namespace small", "namespace <<<<<<< HEAD")
    commit_all(content.parent, "A bad merge", NEWEST)
    assert run(content, monkeypatch) == 1
    assert "decks.lock:" in (said := capsys.readouterr().err) and "D12" in said


def test_where_there_is_no_repository_no_commit_no_folder_or_no_git_one_sentence_says_so(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said() -> str:
        (sentence,) = capsys.readouterr().err.splitlines()
        return sentence

    bare = tmp_path / "bare"
    shutil.copytree(content, bare / "content")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert run(bare / "content", monkeypatch) == 1
    assert "is in no git repository" in said()
    git(bare, "init", "-q")
    assert run(bare / "content", monkeypatch) == 1
    assert "Nothing is committed here yet" in said()
    assert run(content, monkeypatch, "--content", "nowhere/content") == 1
    assert "There is no folder" in said()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(content, monkeypatch) == 1
    assert "git was not found" in said()


def test_a_clone_too_shallow_to_know_the_last_release_is_refused(content: Path, tmp_path: Path) -> None:
    release(content)
    edit(content / "guides/clock.md", ":   The decision.", ":   The decision it serves.")
    commit_all(content.parent, "Reworded", NEWEST)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{content.parent}", "shallow")
    with pytest.raises(GitError, match="too shallow"):
        release(tmp_path / "shallow/content", SECOND)


def test_a_commit_that_git_refuses_leaves_everything_as_it_was(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = content.parent / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before, files = state(content.parent), files_of(content)
    with pytest.raises(GitError, match="git commit failed: no"):
        release(content)
    assert state(content.parent) == before and files_of(content) == files
    hook.unlink()
    monkeypatch.setenv("GIT_COMMITTER_NAME", "")
    with pytest.raises(GitError, match="git commit failed"):
        release(content)
    assert state(content.parent) == before and files_of(content) == files


# Interrupted, and run again


class Interrupter:
    """Counts every command of git, every write and every swap, and breaks off after one; ``for_good`` like a power cut."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, after: int, for_good: bool) -> None:
        self.steps = 0
        self._after, self._for_good = after, for_good
        monkeypatch.setattr(Repository, "run", self._around(Repository.run))
        monkeypatch.setattr(os, "replace", self._around(os.replace))
        monkeypatch.setattr(Path, "write_text", self._around(self._half(Path.write_text)))

    def _half(self, write: Callable[..., int]) -> Callable[..., int]:
        def half(path: Path, text: str, *rest: object, **more: object) -> int:
            last = self.steps + 1 == self._after
            return write(path, text[: len(text) // 2] if last else text, *rest, **more)

        return half

    def _around(self, step: Callable[..., object]) -> Callable[..., object]:
        def counted(*words: object, **more: object) -> object:
            if self._for_good and self.steps >= self._after:
                raise OSError("the power is gone")
            answer = step(*words, **more)
            self.steps += 1
            if self.steps == self._after:
                raise KeyboardInterrupt
            return answer

        return counted


def interrupted(content: Path, today: str, tmp_path: Path, for_good: bool) -> Iterator[tuple[int, Path]]:
    """A copy of the project for every point at which a release can break off."""
    after = 0
    while True:
        after += 1
        copy = tmp_path / f"copy-{after}"
        shutil.copytree(content.parent, copy, symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            interrupter = Interrupter(patch, after, for_good)
            try:
                release(copy / "content", today)
            except KeyboardInterrupt:
                pass
            else:
                assert interrupter.steps == after - 1
                return
        yield after, copy / "content"
        shutil.rmtree(copy)


@pytest.mark.parametrize("for_good", [False, True], ids=["by a key", "by a power cut"])
@pytest.mark.parametrize("again", [False, True], ids=["first release", "later release"])
def test_a_release_that_broke_off_anywhere_is_finished_by_the_next_run(content: Path, tmp_path: Path, again: bool, for_good: bool) -> None:
    today = FIRST
    if again:
        release(content)
        edit_of_every_kind(content, SECOND)
        commit_all(content.parent, "Edits", NEWEST)
        today = SECOND
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(content.parent, undisturbed)
    release(undisturbed / "content", today)
    points = 0
    for point, copy in interrupted(content, today, tmp_path, for_good):
        assert for_good or state(copy.parent)["left"] == "", f"broken off after step {point}"
        release(copy, today)
        assert state(copy.parent) == state(undisturbed), f"broken off after step {point}"
        points = point
    assert points > 15


def test_what_broke_off_yesterday_is_taken_up_today(content: Path, tmp_path: Path) -> None:
    ends = set()
    for point, copy in interrupted(content, FIRST, tmp_path, for_good=True):
        release(copy, SECOND)
        end = state(copy.parent)
        assert end["left"] == "", f"broken off after step {point}"
        ends.add((str(end["commits"][0]).split(" ", 1)[1], tuple(end["tags"]), len(list((copy / "releases").iterdir()))))
    # Either the commit was there, then only its tag was missing; or nothing counted.
    assert ends == {
        ("Release 2026.11.21", (("refs/tags/v2026.11.21", "tag", 0),), 1),
        ("Release 2026.12.05", (("refs/tags/v2026.12.05", "tag", 0),), 1),
    }


def test_a_missing_tag_is_set_on_its_own_release_although_the_content_and_the_ledger_moved_on(content: Path) -> None:
    release(content)
    git(content.parent, "tag", "-d", "v2026.11.21")
    edit_of_every_kind(content, SECOND)
    (content.parent / "decks.lock").write_text((content.parent / "decks.lock").read_text("utf-8").replace("\n", "\n\n", 1), "utf-8")
    commit_all(content.parent, "Edits, also by hand in the ledger", NEWEST)
    said: list[str] = []
    release(content, SECOND, say=said.append)
    assert said[0] == "release 2026.11.21 has no tag yet: tagging it; publish it with git push --follow-tags"
    assert state(content.parent)["tags"] == [("refs/tags/v2026.11.21", "tag", 2), ("refs/tags/v2026.12.05", "tag", 0)]


def test_a_dry_run_leaves_an_interrupted_release_alone_and_names_its_files(content: Path, tmp_path: Path) -> None:
    for _, copy in interrupted(content, FIRST, tmp_path, for_good=True):
        if "decks.lock" not in (before := state(copy.parent))["left"]:
            continue
        with pytest.raises(ReleaseRefused, match=r"An interrupted release left these files.*content/releases/2026\.11\.21\.md"):
            release(copy, dry_run=True)
        assert state(copy.parent) == before
        return
    pytest.fail("no point of interruption left the ledger behind")


def test_a_file_takes_its_place_only_when_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "decks.lock").write_text("old\n", "utf-8")
    Interrupter(monkeypatch, after=1, for_good=True)
    with pytest.raises(KeyboardInterrupt):
        work_tree.write(tmp_path, "decks.lock", "new and long\n")
    assert (tmp_path / "decks.lock").read_text("utf-8") == "old\n"
