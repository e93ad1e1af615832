"""The verb ``check``: what it shows of what it found, in every format, and its exit codes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from format_goldens import GOOD, broken, cases, said
from hypothesis import given
from hypothesis import strategies as st

from studyloop.bank.model import Place
from studyloop.bank.problems import RULES, Problem
from studyloop.cli.main import main
from studyloop.report import Report, as_github, as_json, as_sarif, as_text, explained, listed
from studyloop.rules import all_explanations

COLOUR = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with content without a problem in it."""
    shutil.copytree(GOOD, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with faults of every level in its content."""
    broken(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


@pytest.mark.parametrize(("command", "expected"), cases(), ids=[command for command, _ in cases()])
def test_the_report_is_exactly_as_written_down(command, expected, faulty):
    assert said(command) == expected


def test_every_format_has_a_golden():
    assert {"text", "github", "json", "sarif"} == {found[1] for command, _ in cases() if (found := re.search(r"--format (\w+)", command))}
    assert "studyloop check" in dict(cases())


def test_content_without_a_problem_gives_0_and_with_an_error_1(project, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 question, 5 cards, 1 guide checked: 0 errors, 0 warnings.\n"
    (project / "content" / "index.md").unlink()
    assert main(["check"]) == 1


def test_warnings_and_information_pass(project):
    file = project / "content" / "questions" / "metrics.md"
    file.write_text(file.read_text("utf-8").replace("<https://scikit-learn.org/stable/modules/model_evaluation.html>", ""), "utf-8")
    assert main(["check"]) == 0


def test_the_exit_code_follows_what_is_shown(faulty, capsys):
    assert main(["check", "content/guides/clock.md"]) == 1
    assert "metrics.md" not in capsys.readouterr().out
    assert main(["check", "content/plans", "content/curriculum.md"]) == 0
    assert main(["check", "content"]) == main(["check", "."]) == main(["check", str(faulty / "content" / "questions")]) == 1


def test_without_a_subject_everything_is_shown_whatever_was_asked_for(project, capsys):
    (project / "content" / "index.md").write_text("# Nothing\n", "utf-8")
    assert main(["check", "content/guides"]) == 1
    assert "content/index.md:1:1: M01" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["nowhere.md"], ["/"], [str(GOOD)], ["--explain", "Z99"]])
def test_wrong_use_is_one_sentence_and_2(arguments, project, capsys):
    expected = 0 if arguments == ["/"] else 2  # a folder above the content holds it
    assert main(["check", *arguments]) == expected
    err = capsys.readouterr().err
    assert err.count("\n") == (expected > 0) and "Traceback" not in err


def test_an_unknown_format_is_wrong_use(project):
    with pytest.raises(SystemExit) as stop:
        main(["check", "--format", "xml"])
    assert stop.value.code == 2


def test_the_ledger_can_be_asked_for(project, capsys):
    (project / "decks.lock").write_text("ledger 9\n", "utf-8")
    assert main(["check", "decks.lock"]) == 1
    assert capsys.readouterr().out.startswith("decks.lock:1:1: D12 ")
    assert main(["check", "content/guides"]) == 0


def test_help_says_what_the_exit_codes_mean(capsys):
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    out = capsys.readouterr().out
    assert "Exit codes: 0 " in out and "1 an error" in out and "2 wrong use" in out


def on_a_terminal(folder: Path, **more: str) -> str:
    """What ``studyloop check`` writes to a terminal."""
    code = "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'studyloop.cli.main', 'check']) >> 8)"
    environment = {"PATH": "/usr/bin:/bin", "TERM": "xterm", **more}
    return subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout


def test_a_terminal_gets_the_report_for_people_in_colour_unless_asked_not_to(faulty):
    coloured, plain = on_a_terminal(faulty), on_a_terminal(faulty, NO_COLOR="1")
    assert "\x1b[1;31merror\x1b[0m" in coloured and "\x1b[32mfix:\x1b[0m" in coloured
    assert "\x1b" not in plain and "\x1b" not in on_a_terminal(faulty, TERM="dumb")
    assert COLOUR.sub("", coloured) == plain != ""


def problem(sentence: str = "A sentence.", path: str = "a.md", line: int = 1, col: int = 1, code: str = "S01") -> Problem:
    return Problem(Place(PurePosixPath(path), line, col), code, sentence, "a hint")


@given(st.text(), st.text("a:,%b", min_size=1))
def test_nothing_in_a_problem_ends_a_github_command_or_begins_another(sentence, name):
    report = Report((problem(sentence, f"x{name}.md"),), "content/")
    first, *rest = as_github(report).split("\n")
    assert len(rest) == 1 and "\r" not in first
    head, _, message = first.removeprefix("::error ").partition("::")
    values = dict(pair.split("=", 1) for pair in head.split(","))
    back = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}

    def unescape(text: str) -> str:
        return re.sub("%[0-9A-F]{2}", lambda found: back[found.group()], text)

    assert unescape(values["file"]) == f"content/x{name}.md"
    assert unescape(message) == f"{sentence} (a hint)"


@given(st.text(), st.integers(1, 300), st.integers(20, 200))
def test_the_caret_stands_under_the_column_and_no_line_is_too_long(source, col, width):
    source = "".join(source.splitlines())
    report = Report((problem(col=col),), "", sources={PurePosixPath("a.md"): (source,)})
    lines = as_text(report, width).split("\n")
    assert all(line.isprintable() for line in lines)
    if source.strip():
        quoted, caret = lines[2], lines[3]
        assert len(quoted) <= max(width, 40) and caret.rstrip().endswith("^")
        if source.isascii() and source.isprintable() and len(source) < 30 and col <= len(source):
            assert quoted[caret.index("^")] == source[col - 1]


def test_a_file_cannot_write_to_the_terminal(project, capsys):
    (project / "content" / "about.md").write_text("[a](b.md) \x1b[31mred\n", "utf-8")
    main(["check", "--format", "text"])
    out = capsys.readouterr().out
    assert "F03" in out and "\x1b" not in out


def test_json_holds_every_level_and_round_trips(faulty, capsys):
    main(["check", "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert {found["level"] for found in document["problems"]} == {"error", "warning", "info"}
    assert sum(document["counts"].values()) == len(document["problems"])
    assert as_json(Report((), "")).startswith('{\n  "version": 1,\n  "read": null')


def test_sarif_has_what_its_schema_asks_for():
    report = Report((problem(path="a b%.md"), problem(code="W06"), problem(path="../decks.lock", code="D12")), "content/")
    document = json.loads(as_sarif(report))
    assert set(document) == {"$schema", "version", "runs"} and document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        assert set(rule) == {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["help"]["text"] and rule["help"]["markdown"]
    uris = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        uris.append(place["artifactLocation"]["uri"])
        assert place["region"]["startLine"] >= 1 and place["region"]["startColumn"] >= 1
    assert uris == ["content/a%20b%25.md", "content/a.md", "decks.lock"]


def test_every_code_can_be_explained_in_any_case_and_the_list_holds_all(project, capsys):
    for found in all_explanations():
        text = explained(found.code)
        assert all(part in text for part in (found.name, found.rule, found.why, found.bad, found.good))
    assert [line.split()[0] for line in listed().splitlines()] == list(RULES)
    assert main(["check", "--explain", "w06"]) == 0
    assert capsys.readouterr().out == explained("W06") + "\n"
    assert main(["check", "--explain"]) == 0
    assert capsys.readouterr().out == listed() + "\n"
