"""The ledger as text: nothing is lost in it, no text breaks it, and git joins two branches without a conflict."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import TIME, entry, fingerprint, ledger, ledgers, note_type, released
from shipped import ROOT

from studyloop.bank.problems import Problems
from studyloop.ledger import read_ledger, write_ledger
from studyloop.ledger.compare import compare
from studyloop.ledger.declared import Declared
from studyloop.ledger.model import LEDGER, Ledger


def read(text: str) -> Ledger:
    """The ledger of a text without a problem."""
    problems = Problems()
    found = read_ledger(text, problems)
    assert problems.sorted() == ()
    return found


@given(ledgers)
def test_what_is_written_is_read_again(whole):
    assert read(write_ledger(whole)) == whole


@given(ledgers)
def test_rows_are_sorted_and_the_text_is_stable(whole):
    text = write_ledger(whole)
    head, rows = text.splitlines()[:3], text.split("\n")[3:-1]
    assert head[2] == "ledger 1" and rows == sorted(rows)
    assert write_ledger(read(text)) == text
    turned = replace(whole, entries=dict(reversed(whole.entries.items())), decks=dict(reversed(whole.decks.items())))
    assert write_ledger(turned) == text


@given(ledgers, st.data())
def test_the_order_of_the_rows_does_not_matter(whole, data):
    rows = write_ledger(whole).split("\n")
    assert read("\n".join(data.draw(st.permutations(rows)))) == whole


@given(ledgers, st.data())
def test_a_row_without_a_change_is_the_same_to_the_letter_after_a_release(whole, data):
    text = write_ledger(whole)
    changed = data.draw(st.sets(st.sampled_from(sorted(whole.entries)))) if whole.entries else set()
    after = [replace(whole.entries[one], modified=whole.entries[one].modified + 1) for one in sorted(changed)]
    rows = set(write_ledger(released(read(text), "9999.12.31", *after)).split("\n"))
    kept = [row for row in text.split("\n") if row.startswith(("card ", "note-type ", "corrected ", "release "))]
    assert {row for row in kept if row not in rows} == {row for row in kept if row.split(" ")[1] in changed and row.startswith("card ")}


def use(found: Ledger) -> None:
    """Everything a check or a build asks of a ledger."""
    assert found.latest is None or found.latest.sort_key
    for one in found.entries.values():
        assert found.find(one.id) is not None and found.place(f"card {one.identity}").line >= 1
        other = replace(one, content_hash=fingerprint("other", "other", "other"))
        assert [change.kind for change in compare(found, [other], Declared(), "9999.12.31")] in (["changed"], [])
    assert read(write_ledger(found)) == found if found.namespace and found.positions and found.releases else True


@given(st.text() | st.text().map("ledger 1\n".__add__))
def test_any_text_gives_problems_and_no_exception(text):
    problems = Problems()
    use(read_ledger(text, problems))
    assert {(problem.code, problem.place.path) for problem in problems.sorted()} == {("D12", LEDGER)}


@given(ledgers, st.data())
def test_any_damage_gives_problems_and_no_exception(whole, data):
    text = write_ledger(whole)
    words = text.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    word = data.draw(st.text(max_size=5) | st.sampled_from(["-", "0", "9" * 5000, "2026.11.21." + "9" * 5000, "a:b:c", "1:", "²", "٣"]))
    problems = Problems()
    use(read_ledger(" ".join([*words[:at], word, *words[at + 1 :]]), problems))
    assert {problem.code for problem in problems.sorted()} <= {"D12"}


@pytest.mark.parametrize("row", ["release", "namespace", "positions"])
def test_a_ledger_without_a_row_that_every_check_needs_is_refused(row):
    rows = write_ledger(ledger(entry("a"))).split("\n")
    problems = Problems()
    read_ledger("\n".join(line for line in rows if not line.startswith(f"{row} ")), problems)
    assert [str(problem) for problem in problems.sorted()] == [
        f"../decks.lock:1:1: D12 The ledger has no line `{row} ...`. (put the file back as it was: `git checkout decks.lock`)"
    ]


def test_a_card_that_is_called_as_a_row_has_its_own_place():
    found = read(write_ledger(ledger(entry("positions"), entry("namespace"))))
    lines = write_ledger(found).split("\n")
    for word in ("positions", "namespace"):
        assert lines[found.place(f"card {word}").line - 1].startswith(f"card {word} ")
        assert lines[found.place(word).line - 1].startswith(f"{word} ")


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_rows_of_one_card_or_note_type_the_later_change_wins(turned):
    old, new = entry("a"), entry("a", modified=TIME + 5, title="Later?")
    kinds = [note_type(), note_type(modified=TIME + 5, name="Later")]
    texts = [write_ledger(ledger(one, note_types={kind.id: kind})) for one, kind in zip((old, new), kinds, strict=True)]
    first, second = reversed(texts) if turned else texts
    found = read(first + second)
    assert found.entries == {"a": new} and list(found.note_types.values()) == kinds[1:]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_rows_of_one_time_the_retired_one_wins(turned):
    rows = [entry("a"), entry("a", retired="2026-12-01")]
    texts = [write_ledger(ledger(one)) for one in (reversed(rows) if turned else rows)]
    assert read("".join(texts)).entries["a"].retired == "2026-12-01"


class Repository:
    """A real repository with the project's own ``.gitattributes`` and a ledger."""

    def __init__(self, folder: Path, first: Ledger) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        (folder / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf-8"), "utf-8")
        self.commit(first)

    def git(self, *words: str) -> None:
        settings = ("-c", "user.name=A Maintainer", "-c", "user.email=maintainer@study.example", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *settings, *words], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def commit(self, whole: Ledger) -> None:
        (self.folder / "decks.lock").write_text(write_ledger(whole), "utf-8", newline="\n")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Release")

    def merged(self, ours: Ledger, theirs: Ledger) -> Ledger:
        """The ledger after a branch with ``theirs`` is merged into one with ``ours``."""
        self.git("checkout", "-q", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "-q", "main")
        self.commit(ours)
        self.git("merge", "-q", "-m", "Merge", "theirs")
        return read((self.folder / "decks.lock").read_text("utf-8"))


@pytest.fixture
def start() -> Ledger:
    return ledger(*(entry(ident) for ident in ("auc", "bayes", "recall", "tree")))


def test_branches_that_released_different_cards_merge_without_a_conflict(tmp_path, start):
    ours = released(start, "2026.12.01", entry("boost"), entry("recall", modified=TIME + 10, title="Ours?"))
    theirs = released(start, "2026.12.02", entry("bagging"), entry("bayes", modified=TIME + 20, title="Theirs?"))
    found = Repository(tmp_path, start).merged(ours, theirs)
    assert sorted(found.entries) == ["auc", "bagging", "bayes", "boost", "recall", "tree"]
    assert [release.version for release in found.releases] == ["2026.11.21", "2026.12.01", "2026.12.02"]
    assert (found.entries["recall"], found.entries["bayes"]) == (ours.entries["recall"], theirs.entries["bayes"])


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_branches_that_released_one_card_the_later_change_wins(tmp_path, start, turned):
    earlier = released(start, "2026.12.01", entry("bayes", modified=TIME + 10, title="Earlier?"))
    later = released(start, "2026.12.02", entry("bayes", modified=TIME + 20, title="Later?"))
    found = Repository(tmp_path, start).merged(*((later, earlier) if turned else (earlier, later)))
    assert found.entries == later.entries and found.latest == later.latest
    assert write_ledger(released(found, "2026.12.03")).count("\ncard bayes ") == 1
