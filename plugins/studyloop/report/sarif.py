"""The report as SARIF 2.1.0: every rule with its text, every problem with its region."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from studyloop.bank.problems import RULES, Problem
from studyloop.report.model import Report
from studyloop.rules import explain

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_CODES = tuple(RULES)


def as_sarif(report: Report) -> str:
    """One run with all rules, so that a viewer can explain what it shows; problems of every level."""
    driver = {"name": "studyloop", "rules": [_rule(code) for code in _CODES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, problem) for problem in report.problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(code: str) -> dict[str, Any]:
    found = explain(code)
    whole = f"{found.rule}\n\n{found.why}\n\nBad:\n\n{found.bad}\n\nGood:\n\n{found.good}"
    return {
        "id": code,
        "name": found.name,
        "shortDescription": {"text": found.name},
        "fullDescription": {"text": found.rule},
        "help": {"text": whole, "markdown": whole},
        "defaultConfiguration": {"level": _LEVELS[RULES[code].level]},
    }


def _result(report: Report, problem: Problem) -> dict[str, Any]:
    path = report.path(problem)
    absolute = path.startswith("/")
    place = {
        "artifactLocation": {"uri": f"file://{quote(path)}"} if absolute else {"uri": quote(path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": problem.place.line, "startColumn": problem.place.col},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": _CODES.index(problem.code),
        "level": _LEVELS[problem.level],
        "message": {"text": f"{problem.sentence} ({problem.hint})"},
        "locations": [{"physicalLocation": place}],
    }
