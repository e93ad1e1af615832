"""The editors' schemas of the front matter: they pass what the checks pass, and refuse what those refuse for its shape."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest
import yaml
from shipped import ROOT

from studyloop.bank import load_bank
from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.problems import Problems
from studyloop.export.front_matter import front_matter_schemas
from studyloop.library import check_content

GOOD = ROOT / "tests" / "bank" / "good"
KINDS = {
    "topic.schema.json": "questions/metrics.md",
    "guide.schema.json": "guides/clock.md",
    "plan.schema.json": "plans/short.md",
    "curriculum.schema.json": "curriculum.md",
    "subject.schema.json": "index.md",
}


def schema_of(path: str) -> str | None:
    """Which schema a page of the content is held to."""
    first = PurePosixPath(path).parts[0]
    folders = {"questions": "topic", "guides": "guide", "plans": "plan", "index.md": "subject", "curriculum.md": "curriculum", "changes.md": "changes"}
    return None if path == "questions/index.md" or first not in folders else f"{folders[first]}.schema.json"


def values_of(file: Path) -> dict[str, Any]:
    problems = Problems()
    front = read_front_matter(file.read_text("utf-8").split("\n"), PurePosixPath(file.name), problems)
    assert front is not None and not problems.sorted()
    return front.values


def schemas_of(content: Path) -> dict[str, Any]:
    bank = load_bank(content).bank
    assert bank is not None
    return front_matter_schemas(bank.subject)


def test_the_files_in_docs_are_what_the_content_s_lists_give():
    made = schemas_of(ROOT / "content")
    kept = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "docs" / "schema").glob("*.json")}
    assert kept == made, "run .venv/bin/python tools/make_schemas.py"


@pytest.mark.parametrize("content", [ROOT / "content", GOOD], ids=["shipped", "small"])
def test_every_page_of_sound_content_passes(content: Path):
    made, seen = schemas_of(content), set()
    for schema in made.values():
        jsonschema.Draft7Validator.check_schema(schema)
    for file in sorted(content.rglob("*.md")):
        path = file.relative_to(content).as_posix()
        if name := schema_of(path):
            seen.add(name)
            jsonschema.validate(values_of(file), made[name], jsonschema.Draft7Validator)
    assert set(KINDS) <= seen


def faults(values: dict[str, Any]) -> list[dict[str, Any]]:
    """An unknown key, and each key once with a value no key takes."""
    found = [{**values, "colour": "blue"}]
    for key in values:
        for wrong in ("", {"a": "b"}):
            found.append({**copy.deepcopy(values), key: wrong})
    return found


@pytest.mark.parametrize("name", KINDS)
def test_what_a_schema_refuses_the_checks_refuse_too(name: str, tmp_path: Path):
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    file = content / KINDS[name]
    values, body = values_of(file), file.read_text("utf-8").split("---\n", 2)[2]
    validator = jsonschema.Draft7Validator(schemas_of(GOOD)[name])
    without = [{other: value for other, value in values.items() if other != key} for key in validator.schema["required"]]
    refused = 0
    for wrong in [*faults(values), *without]:
        if validator.is_valid(wrong):
            continue
        refused += 1
        file.write_text(f"---\n{yaml.safe_dump(wrong, sort_keys=False)}---\n{body}", "utf-8")
        assert any(problem.is_error for problem in check_content(content).problems), wrong
    assert refused > len(values)
