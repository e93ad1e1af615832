"""GitHub's workflow commands: each problem as an annotation on its line."""

from __future__ import annotations

from studyloop.bank.problems import RULES, Problem
from studyloop.report.model import Report

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(report: Report) -> str:
    """``::error file=...,line=...,col=...,title=...::message`` a problem, then the summary as plain text."""
    return "\n".join([*(_command(report, problem) for problem in report.shown), report.summary])


def _command(report: Report, problem: Problem) -> str:
    values = {
        "file": report.path(problem),
        "line": str(problem.place.line),
        "col": str(problem.place.col),
        "title": f"{problem.code} {RULES[problem.code].name}",
    }
    properties = ",".join(f"{key}={_escape_property(value)}" for key, value in values.items())
    return f"::{_COMMANDS[problem.level]} {properties}::{_escape(f'{problem.sentence} ({problem.hint})')}"


def _escape(text: str) -> str:
    """A message, so that nothing in it ends the command or begins another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
