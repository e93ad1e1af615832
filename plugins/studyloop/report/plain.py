"""One line a problem: for logs, editors and ``grep``."""

from __future__ import annotations

from studyloop.bank.problems import format_problems
from studyloop.report.model import Report


def as_plain(report: Report) -> str:
    """``path:line:col: CODE sentence (hint)``, with ``[warning]`` or ``[info]`` behind what stops no build; then a summary."""
    lines = format_problems(report.problems, report.prefix, info=report.info)
    return "\n".join([*([lines] if lines else []), report.summary])
