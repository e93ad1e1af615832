"""``studyloop init``: writes only what is not there, refuses in one sentence, and invents no address."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from studyloop.cli.init import choose
from studyloop.cli.main import main
from studyloop.cli.origin import requirement_of
from studyloop.starter import Choices, as_id, make_files

CHOICES = Choices('The "great" plays: a course', "Plays", "plays", (("acts", "Acts: one to five"), ("verse", "Verse")), "studyloop==1", "2026-11-21")


def files_of(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_choice_arrives_and_no_place_is_left_open() -> None:
    files = make_files(CHOICES)
    assert "@@" not in "".join(files.values())
    subject = yaml.safe_load(files["content/index.md"].split("---")[1])["subject"]
    assert (subject["title"], subject["deck"], subject["namespace"]) == (CHOICES.title, "Plays", "plays")
    assert [(term["id"], term["title"]) for term in subject["components"]] == list(CHOICES.components)
    assert files["requirements.txt"].endswith("\nstudyloop==1\n")
    assert "reviewed: 2026-11-21" in files["content/questions/learning.md"]
    for name in (".gitignore", ".gitattributes", ".github/workflows/checks.yml", ".github/workflows/pages.yml", "Makefile", "README.md"):
        assert name in files


def test_the_same_choices_give_the_same_files() -> None:
    assert list(make_files(CHOICES).items()) == list(make_files(CHOICES).items())
    assert list(make_files(CHOICES)) == sorted(make_files(CHOICES))


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["init", str(tmp_path), "--yes"]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert files_of(tmp_path) == {"notes.txt": "mine"}


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert main(["init", str(tmp_path), "--yes", "--title", "Plays"]) == 0


def test_force_keeps_what_is_there_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert main(["init", str(tmp_path), "--yes", "--force", "--title", "Plays"]) == 0
    assert (tmp_path / "README.md").read_text() == "mine"
    assert "kept as it was: " in capsys.readouterr().out
    assert (tmp_path / "mkdocs.yml").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--title", "<b>"], "Title: `<b>` will not do"),
        (["--title", "a" * 81], "will not do"),
        (["--deck", "a::b"], "Anki"),
        (["--namespace", "Über"], "The namespace `Über` is malformed"),
        (["--title", "化学"], "the title gives no id"),
        (["--component", "A", "--component", "a"], "the same name"),
        (["--component", " "], "Component"),
    ],
)
def test_a_choice_that_will_not_do_is_one_sentence_and_writes_nothing(words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "new"), "--yes", *words]) == 1
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_way_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["init", str(tmp_path / "file"), "--yes"]) == 1
    assert capsys.readouterr().err.endswith("is a file: name a new folder.\n")


def test_what_no_flag_says_is_asked_for_with_a_default() -> None:
    asked = []

    def ask(question: str, default: str) -> str:
        asked.append((question.split(" (")[0], default))
        return "Sonnets, Plays" if question.startswith("Components") else default

    class Options:
        title, deck, namespace, component = None, "Verse deck", None, None

    chosen = choose(Options, "old-verse", "studyloop", "2026-11-21", ask)
    assert asked == [("Title", "Old verse"), ("Namespace in every card's identity", "old-verse"), ("Components in study order, with commas between", "Basics")]
    assert chosen == Choices("Old verse", "Verse deck", "old-verse", (("sonnets", "Sonnets"), ("plays", "Plays")), "studyloop", "2026-11-21")


def test_an_id_is_made_of_what_can_stand_in_one() -> None:
    assert [as_id(text) for text in ("General chemistry!", "  C++ & D ", "化学")] == ["general-chemistry", "c-d", ""]


def test_the_generator_is_asked_for_where_it_came_from_and_nowhere_else() -> None:
    def nowhere(folder: Path) -> None:
        return None

    git = {"url": "https://code.example/a/b", "vcs_info": {"vcs": "git", "commit_id": "abc"}}
    folder = {"url": "file:///somewhere/b", "dir_info": {"editable": True}}
    assert requirement_of(None, "1.2", nowhere) == ("studyloop[node]==1.2", False)
    assert requirement_of(git, "1.2", nowhere) == ("studyloop[node] @ git+https://code.example/a/b@abc", False)
    assert requirement_of(folder, "1.2", lambda path: ("https://code.example/a/b", "abc")) == ("studyloop[node] @ git+https://code.example/a/b@abc", False)
    assert requirement_of(folder, "1.2", nowhere) == ("studyloop[node] @ file:///somewhere/b", True)
