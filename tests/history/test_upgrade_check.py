"""The upgrade check as a pull request runs it: silent before the first release, quiet about what is sound, loud about any loss."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import identities
import pytest
import rewording
from project_under_git import add_code, commit_all, edit, git, git_environment, make_project
from shipped import ROOT
from workshop import Workshop, cards_of

from studyloop.bank.missing_ids import make_id
from studyloop.release import make_release

RELEASED, LATER = "2026-11-22", "2026-12-01T10:00:00Z"


@pytest.fixture(scope="module")
def unreleased(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content with its code and the check, in a repository of its own; gives its root."""
    root = tmp_path_factory.mktemp("upgrade") / "project"
    make_project(root, content=_shipped_without_releases(tmp_path_factory.mktemp("shipped") / "content"))
    shutil.copytree(ROOT / "tests/history", root / "tests/history", ignore=shutil.ignore_patterns("__pycache__"))
    add_code(root)
    return root


@pytest.fixture(scope="module")
def released(unreleased: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its first release."""
    root = Path(shutil.copytree(unreleased, tmp_path_factory.mktemp("upgrade") / "project"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in git_environment("2026-11-22T10:00:00Z").items():
            patch.setenv(name, value)
        make_release(root / "content", {}, RELEASED, lambda target: None)
    return root


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """A copy of the released project for one pull request."""
    return Path(shutil.copytree(released, tmp_path / "project"))


def _shipped_without_releases(folder: Path) -> Path:
    """What is shipped, as if nothing of it had been released yet."""
    shutil.copytree(ROOT / "content", folder)
    for notes in (folder / "releases").glob("2*.md"):
        notes.unlink()
    changes = folder / "changes.md"
    body = changes.read_text("utf-8").split("---", 2)[2]
    changes.write_text(f"---\ntitle: Corrected and retired cards\ncorrected: []\nretired: []\n---{body}", "utf-8")
    return folder


def upgrade(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the check with the project's own code."""
    command = [sys.executable, str(root / "tests/history/upgrade.py"), "--content", str(root / "content"), *words]
    environment = {**git_environment(LATER), "PYTHONPATH": str(root / "plugins")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def reworded(root: Path) -> Workshop:
    """Some pull request: three cards say something else."""
    shop = Workshop(root / "content", random.Random(3))
    for change in (rewording.reword_short_answer, rewording.reword_recall_back, rewording.reword_cloze):
        change(shop)
    return shop


def test_before_the_first_release_there_is_nothing_to_lose(unreleased: Path) -> None:
    done = upgrade(unreleased)
    assert (done.returncode, done.stdout) == (0, "There is no release yet: nothing to upgrade from.\n")


def test_a_sound_pull_request_passes_and_every_card_it_touches_is_reported(project: Path, tmp_path: Path) -> None:
    shop = reworded(project)
    renamed, gone, new = identities.rename_card(shop), identities.retire_card(shop), identities.add_recall_card(shop)
    commit_all(project, "A pull request", LATER)
    done = upgrade(project, "--report", str(tmp_path / "report.txt"))
    assert done.returncode == 0, done.stderr
    report = (tmp_path / "report.txt").read_text("utf-8")
    assert done.stdout.startswith(report) and "nothing lost, every change arrived" in done.stdout
    assert re.search(r"In a real Anki: [1-9]\d* reviews of [1-9]\d* cards", done.stdout)
    kinds = {kind: set(ids.split()) for kind, ids in _groups(report).items()}
    bank = shop.bank()
    identity_of = {one.id: one.identity for one in (*bank.questions, *cards_of(bank))}
    shown = {identity_of.get(ident, ident) for ids in kinds.values() for ident in ids}
    assert shown - gone.may_follow >= set(shop.touched | new.added | gone.retired) - gone.may_follow
    assert {identity_of[ident] for ident in kinds["new"]} == new.added and kinds["retired"] == gone.retired
    (before,) = renamed.changed
    assert f"(was {before})" in report
    assert f"{sum(map(len, kinds.values()))} cards differ from release 2026.11.22." in report


def _groups(report: str) -> dict[str, str]:
    return {
        group.split(" ", 1)[0]: " ".join(re.findall(r"^  ([a-z0-9-]+)(?: \(was [a-z0-9-]+\))?:", group, re.M)) for group in report.split("\n\n")[1:]
    }


def test_a_first_card_in_a_component_brings_its_deck(project: Path) -> None:
    edit(project / "content/index.md", "  levels:\n", "    - {id: sand, title: Sand}\n  levels:\n")
    head = "---\ntitle: The clock of sand\ncomponent: sand\norder: 10\nsummary: It runs.\nreviewed: 2026-11-21\n---\n\n# The clock of sand\n"
    body = "\n## Turn { #sand-turn }\n\nTurn it.\n\nWhat runs? { #sand-what-runs }\n:   Sand.\n"
    (project / "content/guides/clock-of-sand.md").write_text(head + body, "utf-8")
    commit_all(project, "A new component", LATER)
    done = upgrade(project)
    assert done.returncode == 0, done.stderr
    assert "1 card differs" in done.stdout and "sand-what-runs: What runs?" in done.stdout


def test_other_guids_are_named_as_lost_notes(project: Path) -> None:
    edit(project / "plugins/studyloop/ledger/identity.py", '{namespace}__{identity}".encode', '{namespace}--{identity}".encode')
    done = upgrade(project)
    assert done.returncode == 1
    assert re.search(r"This would break the promise to learners, \d+ times:", done.stderr)
    assert re.search(r"^  2 notes are [a-z0-9-]+$", done.stderr, re.M)


def test_a_constant_time_is_named_as_changes_that_never_arrive(project: Path) -> None:
    edit(project / "plugins/studyloop/ledger/model.py", "return time if same else max(self._build_time, time + 1)", "return time")
    reworded(project)
    commit_all(project, "A pull request", LATER)
    done = upgrade(project)
    assert done.returncode == 1
    assert re.search(r"promise to learners, 3 times:", done.stderr) and done.stderr.count("is not as it should be") == 3


def test_a_hand_in_the_ledger_does_not_make_the_candidate_its_own_judge(project: Path) -> None:
    """Else a pull request that stamps the ledger anew would be compared with itself."""
    shop = reworded(project)
    ledger = project / "decks.lock"
    ledger.write_text(re.sub(r" \d{10} ", " 1999999999 ", ledger.read_text("utf-8")), "utf-8")
    commit_all(project, "Stamped by hand", LATER)
    done = upgrade(project)
    assert done.returncode == 1 and "is not as it should be" in done.stderr
    assert all(f"  {ident}" in done.stdout for ident in shop.touched)
    git(project, "rm", "-q", "decks.lock")
    git(project, "commit", "-q", "-m", "Tidy")
    done = upgrade(project)
    assert done.returncode == 1 and "decks.lock was deleted" in done.stderr


def test_an_id_that_vanished_stops_the_check_with_its_place(project: Path) -> None:
    shop = Workshop(project / "content", random.Random(4))
    question = shop.bank().questions[0]
    edit(project / "content" / question.place.path, f"#{question.id} ", f"#{make_id(shop.rng.choice, set())} ")
    done = upgrade(project)
    assert done.returncode == 1
    assert re.search(rf"^content/{question.place.path}:\d+:\d+: D01 .*`{question.id}`", done.stderr, re.M)


def test_what_the_learner_has_from_an_earlier_commit_can_be_named(project: Path) -> None:
    done = upgrade(project, "--from", "HEAD~1")
    assert (done.returncode, done.stdout) == (0, "There is no release yet: nothing to upgrade from.\n")
    done = upgrade(project, "--from", "nowhere")
    assert done.returncode == 1 and "nowhere" in done.stderr
