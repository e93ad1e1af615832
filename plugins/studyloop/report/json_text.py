"""The report as JSON, for other programs."""

from __future__ import annotations

import json

from studyloop.bank.problems import RULES
from studyloop.report.model import Report

VERSION = 1


def as_json(report: Report) -> str:
    """An object with ``version``, ``read`` (or null), ``counts`` by level, and ``problems`` of every level.

    Lines and columns count from 1, columns in characters; paths are as the program was started.
    """
    read = report.counts
    document = {
        "version": VERSION,
        "read": {"questions": read.questions, "cards": read.cards, "guides": read.guides} if read else None,
        "counts": {level: report.count(level) for level in ("error", "warning", "info")},
        "problems": [
            {
                "path": report.path(problem),
                "line": problem.place.line,
                "column": problem.place.col,
                "level": problem.level,
                "code": problem.code,
                "name": RULES[problem.code].name,
                "sentence": problem.sentence,
                "hint": problem.hint,
            }
            for problem in report.problems
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)
