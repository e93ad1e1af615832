"""The workflows of a pull request stay safe for forks: what runs foreign code can take nothing, what may write runs none of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from shipped import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.y*ml"))
# These run with a token that may write; each says what may start it.
TRUSTED = {"comment.yml": {"workflow_run"}, "pages.yml": {"push", "workflow_dispatch"}, "release.yml": {"push"}, "links.yml": {"schedule", "workflow_dispatch"}}


def read(file: Path) -> dict[str, Any]:
    found = yaml.safe_load(file.read_text("utf-8"))
    found["on"] = found.pop(True, None) or found["on"]  # YAML 1.1 reads `on` as true
    return found


def events(workflow: dict[str, Any]) -> set[str]:
    on = workflow["on"]
    return {on} if isinstance(on, str) else set(on)


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_foreign_code_never_meets_a_token_that_may_write_nor_a_secret(file: Path) -> None:
    workflow = read(file)
    assert "pull_request_target" not in events(workflow)
    assert isinstance(workflow["permissions"], dict), "without a word, a token may do what the repository's settings say"
    if "pull_request" in events(workflow):
        assert file.name not in TRUSTED
        granted = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
        assert all(right == "read" for rights in granted for right in rights.values())
        assert not re.search(r"\$\{\{[^}]*\b(secrets|github\.token)\b|secrets: inherit", file.read_text("utf-8"))
        for step in steps(workflow):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_only_the_known_workflows_may_write_and_only_for_what_starts_them(file: Path) -> None:
    workflow = read(file)
    rights = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
    if any(right == "write" for one in rights for right in one.values()):
        assert events(workflow) <= TRUSTED[file.name]


@pytest.mark.parametrize("file", [file for file in FILES if "workflow_run" in events(read(file))], ids=lambda file: file.name)
def test_what_follows_a_foreign_run_neither_checks_out_nor_runs_anything_of_it(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert {step["uses"].split("@")[0] for step in steps(workflow) if "uses" in step} == {"actions/download-artifact"}
    for step in steps(workflow):
        run = step.get("run", "")
        assert "comment/comment.md" in run or "comment/" not in run
        assert not re.search(r"\b(make|pip|npm|bash|sh|exec|eval|source|import_module|chmod)\b", run)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_event_s_text_is_pasted_into_a_script_and_every_action_has_a_major_version(file: Path) -> None:
    for step in steps(read(file)):
        assert "${{" not in step.get("run", ""), "an expression in a script is text that becomes code: hand it over by env"
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/x@v1"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_job_ends_some_day(file: Path) -> None:
    assert all(0 < job["timeout-minutes"] <= 60 for job in read(file)["jobs"].values())


def test_the_comment_follows_the_workflow_that_makes_the_report() -> None:
    report, comment = read(FOLDER / "pull-request.yml"), read(FOLDER / "comment.yml")
    assert comment["on"]["workflow_run"]["workflows"] == [report["name"]]
    uploaded = {step["with"]["name"]: step["with"]["path"] for step in steps(report) if "upload-artifact" in step.get("uses", "")}
    fetched = next(step["with"] for step in steps(comment) if "download-artifact" in step.get("uses", ""))
    assert Path(uploaded[fetched["name"]]).name == "comment.md"


# The scripts that may write, run against a `gh` of our own.

_GH = """#!{python}
import json, os, sys
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps([sys.argv[1:], sys.stdin.read() if "--input" in sys.argv else ""]) + "\\n")
print(open(os.environ["ANSWER"]).read())
"""


def play(tmp_path: Path, name: str, answer: object, **more: str) -> tuple[subprocess.CompletedProcess[str], list[list[Any]]]:
    """Run a step of the comment's workflow in ``tmp_path``; gives what gh was asked."""
    script = next(step["run"] for step in steps(read(FOLDER / "comment.yml")) if step.get("name") == name)
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir(exist_ok=True)
    gh.write_text(_GH.format(python=sys.executable), "utf-8")
    gh.chmod(0o755)
    calls, said = tmp_path / "calls", tmp_path / "answer"
    calls.write_text("", "utf-8")
    said.write_text(json.dumps(answer), "utf-8")
    known = {"PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}", "CALLS": str(calls), "ANSWER": str(said), "GH_REPO": "o/r", "GITHUB_OUTPUT": str(tmp_path / "out")}
    environment = {**known, "PYTHONUTF8": "1", **more}
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    return done, [json.loads(line) for line in calls.read_text("utf-8").splitlines()]


def test_the_pull_request_is_the_open_one_with_the_run_s_head_commit(tmp_path: Path) -> None:
    run = {"OWNER": "fork", "BRANCH": "a;$(touch x)&b", "SHA": "abc"}
    pulls = [{"number": 3, "head": {"sha": "old"}}, {"number": 7, "head": {"sha": "abc"}}]
    done, calls = play(tmp_path, "Find the pull request", pulls, **run)
    assert done.returncode == 0 and (tmp_path / "out").read_text() == "number=7\n"
    assert calls[0][0][-1] == "head=fork:a;$(touch x)&b" and not (tmp_path / "x").exists()
    (tmp_path / "out").unlink()
    done, _ = play(tmp_path, "Find the pull request", pulls[:1], **run)
    assert done.returncode == 0 and (tmp_path / "out").read_text() == ""


def test_the_comment_is_made_once_and_then_kept_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "comment").mkdir()
    (tmp_path / "comment/comment.md").write_text("## Card report\n", "utf-8")
    run = {"NUMBER": "7", "RUN": "https://study.example/run/1"}
    done, calls = play(tmp_path, "Post or update the comment", [[]], **run)
    assert done.returncode == 0, done.stderr
    assert calls[1][0][:4] == ["api", "-X", "POST", "repos/o/r/issues/7/comments"]
    body = json.loads(calls[1][1])["body"]
    assert body.startswith("<!-- studyloop: card report -->\n") and "## Card report" in body and "https://study.example/run/1#artifacts" in body
    bot, other = {"login": "github-actions[bot]"}, {"login": "someone"}
    there = [[{"id": 1, "user": other, "body": body}, {"id": 2, "user": bot, "body": "Other"}], [{"id": 3, "user": bot, "body": body}]]
    done, calls = play(tmp_path, "Post or update the comment", there, **run)
    assert calls[1][0][:4] == ["api", "-X", "PATCH", "repos/o/r/issues/comments/3"]


@pytest.mark.parametrize("text", [b"@everyone " * 50_000, b"\xff\xfe\x00" * 100_000, "ü😀".encode() * 100_000])
def test_whatever_the_artifact_holds_the_comment_fits_and_calls_nobody(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "comment").mkdir()
    (tmp_path / "comment/comment.md").write_bytes(text)
    done, calls = play(tmp_path, "Post or update the comment", [[]], NUMBER="7", RUN="https://study.example/run/1")
    assert done.returncode == 0, done.stderr
    body = json.loads(calls[1][1])["body"]
    assert len(body) <= 65_536 and not re.search(r"@(?!\u200b|\Z)", body)


def test_an_artifact_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "comment").mkdir()
    (tmp_path / "comment/comment.md").symlink_to("/etc/hostname")
    done, calls = play(tmp_path, "Post or update the comment", [[]], NUMBER="7", RUN="x")
    assert done.returncode == 1 and calls == []
