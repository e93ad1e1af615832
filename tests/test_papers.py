"""What stands around the content for contributors: forms, hooks, editor settings. Each names things that exist."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from shipped import ROOT

from studyloop.library import check_content

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
SUBJECT = check_content(ROOT / "content").bank.subject
SNIPPETS = json.loads((ROOT / ".vscode" / "studyloop.code-snippets").read_text("utf-8"))
_STOP = re.compile(r"\$\{(\d+)(?::([^}]*)|\|([^}]*)\|)\}|\$(\d+)")
_TODAY = {"$CURRENT_YEAR": "2026", "$CURRENT_MONTH": "11", "$CURRENT_DATE": "21"}


def typed(name: str) -> str:
    """A snippet as it stands when somebody only presses the tabulator: defaults, and the first of each choice."""
    text, known = "\n".join(SNIPPETS[name]["body"]), {}
    for word, value in _TODAY.items():
        text = text.replace(word, value)

    def stop(found: re.Match[str]) -> str:
        if found[4]:
            return known.get(found[4], "")
        return known.setdefault(found[1], found[2] if found[2] is not None else found[3].split(",")[0])

    return _STOP.sub(stop, text)


@pytest.mark.parametrize("form", [form for form in FORMS if form.name != "config.yml"], ids=lambda form: form.stem)
def test_a_form_has_what_github_asks_for(form: Path):
    told = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(told)
    fields = [field for field in told["body"] if field["type"] != "markdown"]
    assert all(field["type"] in ("input", "textarea") and field["attributes"]["label"] for field in fields)
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids) and any(field.get("validations", {}).get("required") for field in fields)


def test_a_question_typed_from_the_snippet_has_no_error(tmp_path: Path):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "bank" / "good", content)
    shutil.copy(ROOT / "content" / "index.md", content / "index.md")
    shutil.rmtree(content / "plans")
    (content / "curriculum.md").unlink()
    page = content / "index.md"
    page.write_text(re.sub(r"\n# .*", "\n# Small\n", page.read_text("utf-8"), flags=re.S), "utf-8")
    metrics = content / "questions" / "metrics.md"
    metrics.write_text(metrics.read_text("utf-8").replace("[basics]", "[ml-fundamentals]") + "\n" + typed("Question"), "utf-8")
    (content / "guides" / "typed.md").write_text(typed("Guide") + "\n\n" + typed("Recall card").replace("topic-card", "typed-recall") + "\n\n" + typed("Cloze card").replace("topic-card", "typed-cloze") + "\n", "utf-8")
    assert [str(problem) for problem in check_content(content).problems if problem.is_error] == []


def test_the_snippets_offer_the_subject_s_own_lists():
    offered = {tuple(choices.split(",")) for body in SNIPPETS.values() for choices in re.findall(r"\|([^|]*)\|", "\n".join(body["body"]))}
    lists = [tuple(term.id for term in group) for group in (SUBJECT.levels, SUBJECT.kinds, SUBJECT.components)]
    assert offered == {*lists, tuple(term.title for term in SUBJECT.signals)}


def test_the_editor_s_schemas_and_pages_exist():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for schema, pages in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert any(list(ROOT.glob(page)) for page in ([pages] if isinstance(pages, str) else pages))
    assert sorted(settings["yaml.schemas"]) == sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "schema").glob("*.json"))


def test_the_editor_s_task_reads_what_the_check_prints(tmp_path: Path):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "bank" / "good", content)
    page = content / "questions" / "metrics.md"
    page.write_text(page.read_text("utf-8").replace("level=mid", "level=midd"), "utf-8")
    task = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"][0]
    words = task["command"].split()[1:]
    done = subprocess.run([sys.executable, "-m", "studyloop.cli.main", *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    pattern = task["problemMatcher"][0]["pattern"]
    found = [at for line in done.stdout.splitlines() if (at := re.match(pattern["regexp"], line))]
    assert [(at[pattern["file"]], at[pattern["code"]]) for at in found] == [("content/questions/metrics.md", "Q03")]


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"])
def test_the_hook_runs_the_check_when_content_changes(name: str):
    told = yaml.safe_load((ROOT / name).read_text("utf-8"))
    hook = told["repos"][0]["hooks"][0] if isinstance(told, dict) else told[0]
    assert hook["id"] == "studyloop-check" and hook["entry"].split()[-2:] in (["studyloop", "check"], [".venv/bin/studyloop", "check"])
    assert hook["pass_filenames"] is False
    assert all(re.search(hook["files"], path) for path in ("content/questions/metrics.md", "decks.lock"))
    assert not re.search(hook["files"], "plugins/studyloop/library.py")


def test_the_dev_container_prepares_what_the_tests_need():
    told = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    program, script, group = told["postCreateCommand"].split()
    assert program == "python" and (ROOT / script).is_file() and (ROOT / "requirements" / f"{group}.txt").is_file()


@pytest.mark.parametrize("workflow", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_a_workflow_says_what_it_may_and_how_long(workflow: Path):
    told = yaml.safe_load(workflow.read_text("utf-8"))
    assert "permissions" in told
    assert all("timeout-minutes" in job for job in told["jobs"].values())


def test_links_outside_are_asked_weekly_and_never_for_a_pull_request():
    told = yaml.safe_load((ROOT / ".github" / "workflows" / "links.yml").read_text("utf-8"))
    assert set(told[True]) == {"schedule", "workflow_dispatch"}  # YAML reads `on` as a yes
    assert "check_links" not in "".join(path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml") if path.name != "links.yml")
