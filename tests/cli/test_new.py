"""The verb ``new``: a newcomer gets a question with everything in place but the words, and nothing else is touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from authors import ASKED, GOLDENS, HERE, QUESTION, make_project, run, said
from released_project import make_released_project

from studyloop.bank.checks import all_ids
from studyloop.cli.editor import editor_command
from studyloop.ledger import Declared, Ledger
from studyloop.library import check_content
from studyloop.skeleton import suggest_id, taken_ids

METRICS = Path("content/questions/metrics.md")
FILLED = {
    "<!-- Short answer": "It hides time, " + "since weeks that stand beside each other explain each other " * 3,
    "<!-- 4-7 numbered": "\n".join(f"{number}. **Point.** {'words that say what I would do here and why ' * 2}" for number in range(1, 5)),
    "<!-- What people": f"> {'really ' * 6}\n\n{'because it fails ' * 4}",
    "<!-- Name one": "Modelling judgement.",
    "<!-- One line": "- Somebody. *Something*. <https://study.example>",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small content."""
    return make_project(tmp_path)


@pytest.mark.parametrize("name", [name for name in GOLDENS if name.startswith("new-")])
def test_a_new_thing_is_written_as_its_golden_shows_and_the_checks_name_what_is_missing(project, name):
    assert said(project, name) == (HERE / "goldens" / name).read_text("utf-8")


def test_a_skeleton_whose_comments_are_answered_has_no_problem(project):
    assert run(project, "new", "question", *QUESTION, "--title", ASKED).code == 0
    lines = (project / METRICS).read_text("utf-8").split("\n")
    filled = [next((text for begins, text in FILLED.items() if line.startswith(begins)), line) for line in lines]
    (project / METRICS).write_text("\n".join(filled), "utf-8")
    assert not check_content(project / "content").problems


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_stood_in_the_file_stays_to_the_byte(project, ending):
    file = project / METRICS
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", ending.encode())
    file.write_bytes(before)
    file.chmod(0o640)
    assert run(project, "new", "question", *QUESTION, "--title", "Why?").code == 0
    after = file.read_bytes()
    assert after.startswith(before) and after.count(b"\r\n") == (after.count(b"\n") if ending == "\r\n" else 0)
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["metrics.md"]


def test_without_a_terminal_every_missing_flag_is_named_and_nothing_is_asked(project):
    done = run(project, "new", "question", "--topic", "metrics")
    assert (done.code, done.out) == (2, "")
    assert "--title, --level, --kind, --minutes" in done.err and "--id" not in done.err


def test_on_a_terminal_what_is_missing_is_asked_until_it_fits(project):
    typed = "metric\nmetrics\nWhat is it?\nmidd\nmid\n\n6 min\n\n\n"
    done = run(project, "new", "question", "--no-edit", typed=typed)
    assert done.code == 0, done.err
    assert "did you mean `metrics`" in done.out and "did you mean `mid`" in done.out and "`6 min` is no whole number" in done.out
    # An empty answer takes the suggestion: the topic's usual kind, its middle number of minutes, an id from the words.
    assert "## What is it? { #metrics-what-is-it level=mid minutes=5 kind=concept }" in (project / METRICS).read_text("utf-8")


def test_who_leaves_in_the_middle_leaves_everything_as_it_was(project):
    before = (project / METRICS).read_bytes()
    done = run(project, "new", "question", typed="metrics\n")
    assert done.code == 2 and "Nothing was written." in done.err
    assert (project / METRICS).read_bytes() == before


@pytest.mark.parametrize("ident", ["recall-gap", "recall-ratio", "clock", "clock-first", "metrics", "plan-short"])
def test_an_id_in_use_is_refused_with_its_place_and_a_free_one(project, ident):
    done = run(project, "new", "question", *QUESTION, "--title", "Why?", "--id", ident)
    assert done.code == 2 and f"`{ident}`" in done.err and "content/" in done.err and "such as `metrics-why`" in done.err


def test_an_id_that_was_ever_released_is_refused(tmp_path):
    project = make_released_project(tmp_path)
    for ident, why in (("clock-first-card", "was retired on"), ("recall-everything", "stands at content/questions/metrics.md")):
        done = run(project, "new", "question", *QUESTION, "--title", "Why?", "--id", ident)
        assert done.code == 2 and f"`{ident}` {why}" in done.err


def test_the_id_of_a_question_with_a_fault_is_taken_too(project):
    text = (project / METRICS).read_text("utf-8")
    (project / METRICS).write_text(text.replace("==one==", "one"), "utf-8")
    done = run(project, "new", "question", *QUESTION, "--title", "Why?", "--id", "recall-everything")
    assert done.code == 2 and "`recall-everything` stands at content/questions/metrics.md:57" in done.err


def test_every_id_the_checks_know_is_taken():
    checked = check_content(HERE.parents[1] / "content")
    ids = {ident for ident, _ in all_ids(checked.bank, dict(checked.sources))}
    assert ids and ids <= set(taken_ids(checked.sources, Ledger(), Declared()))


@pytest.mark.parametrize(
    ("title", "prefix", "taken", "ident"),
    [
        ("What does it hide?", "metrics", (), "metrics-hide"),
        ("What does it hide?", "metrics", ("metrics-hide",), "metrics-hide-2"),
        ("Über naïve Bayes' prior", "", (), "uber-naive-bayes-prior"),
        ("再現率とは", "metrics", ("metrics-1",), "metrics-2"),
        ("再現率とは", "", (), "new-1"),
        ("Why is it so?", "metrics", (), "metrics-why-is-it-so"),
        ("internationalisation " * 5, "metrics", (), "metrics-internationalisation"),
    ],
)
def test_an_id_is_made_of_the_telling_words_and_free(title, prefix, taken, ident):
    assert suggest_id(title, prefix, taken) == ident


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("new",), "required"),
        (("new", "quiz"), "invalid choice"),
        (("new", "question", "--colour", "red"), "unrecognized"),
        (("new", "question", *QUESTION, "--title", " "), "at least one word"),
        (("new", "question", *QUESTION, "--title", "a\tb"), "one line"),
        (("new", "question", *QUESTION, "--title", "Why { #a }", "--id", "A b"), "is no id"),
        (("new", "question", *QUESTION, "--title", "Why?", "--roles", "chef"), "no role `chef`"),
        (("new", "question", *QUESTION[:-1], "0", "--title", "Why?"), "from 1 to 240"),
        (("new", "topic", "--title", "A", "--component", "concepts", "--roles", "mle", "--order", "10"), "the order of the topic `metrics`; 20 is free"),
        (("new", "topic", "--title", "A", "--component", "cooking", "--roles", "mle", "--order", "x"), "no component `cooking`"),
        (("new", "topic", "--title", "Metrics", "--component", "people", "--roles", "mle", "--id", "metrics"), "is the page content/questions/metrics.md"),
        (("new", "guide", "--title", "A", "--component", "people"), "--summary"),
        (("new", "guide", "--title", "A", "--component", "people", "--content", "nowhere"), "index.md"),
    ],
)
def test_a_misuse_is_told_in_a_sentence_and_writes_nothing(project, words, told):
    before = {path: path.read_bytes() for path in project.rglob("*.md")}
    done = run(project, *words)
    assert done.code in (1, 2) and told in done.err and "Traceback" not in done.err
    assert {path: path.read_bytes() for path in project.rglob("*.md")} == before


def test_a_question_that_would_be_lost_in_an_open_fence_is_not_written(project):
    with (project / METRICS).open("a", encoding="utf-8") as file:
        file.write("\n```python\nx = 1\n")
    before = (project / METRICS).read_bytes()
    done = run(project, "new", "question", *QUESTION, "--title", "Why?")
    assert done.code == 2 and "questions/metrics.md:63:1: This code fence is never closed." in done.err
    assert (project / METRICS).read_bytes() == before


def test_a_page_that_nobody_can_read_is_not_overwritten(project):
    broken = project / "content/questions/series.md"
    broken.write_bytes(b"\xff\xfe")
    done = run(project, "new", "topic", "--title", "Series", "--component", "concepts", "--roles", "mle")
    assert done.code == 1 and "there already" in done.err and broken.read_bytes() == b"\xff\xfe"


def test_the_editor_is_opened_at_the_line_and_only_when_wanted(project):
    seen = project / "seen.txt"
    script = project / "vim"
    script.write_text(f"#!{sys.executable}\nimport sys\nopen({str(seen)!r}, 'w').write(' '.join(sys.argv[1:]))\n", "utf-8")
    script.chmod(0o755)
    words = ("new", "question", *QUESTION, "--title")
    run(project, *words, "One?", "--id", "one", environment={"EDITOR": str(script)})
    run(project, *words, "Two?", "--id", "two", "--no-edit", typed="", environment={"EDITOR": str(script)})
    assert not seen.exists()
    done = run(project, *words, "Three?", "--id", "three", typed="", environment={"EDITOR": "false", "VISUAL": f"{script} -n"})
    line = next(n for n, text in enumerate((project / METRICS).read_text("utf-8").split("\n"), 1) if "Three?" in text)
    assert (done.code, seen.read_text("utf-8")) == (0, f"-n +{line} content/questions/metrics.md")


@pytest.mark.parametrize("editor", ["no-such-editor-here", 'vim "'])
def test_an_editor_that_cannot_be_started_is_a_sentence(project, editor):
    done = run(project, "new", "question", *QUESTION, "--title", "Why?", typed="\n", environment={"EDITOR": editor})
    assert done.code == 0 and "cannot be started" in done.err and "Next:" in done.out


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["/usr/bin/nano"], ["/usr/bin/nano", "+7", "a.md"]),
        (["code", "--wait"], ["code", "--wait", "--goto", "a.md:7"]),
        (["hx"], ["hx", "a.md:7"]),
        (["pycharm"], ["pycharm", "--line", "7", "a.md"]),
        (["mine"], ["mine", "a.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(words, command):
    assert editor_command(words, Path("a.md"), 7) == command
