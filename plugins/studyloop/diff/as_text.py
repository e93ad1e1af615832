"""The report as text for a terminal or a log. Pure: how a word is painted is an argument."""

from __future__ import annotations

from collections.abc import Callable

from studyloop.diff.model import CardChange, FieldChange, Report
from studyloop.diff.wording import LABELS, groups, headline, minutes_line, minutes_unchanged, named, problem_line, remarks, runs

Paint = Callable[[str, str], str]
"""``paint(style, text)``; styles are "title", "old", "new" and "quiet"."""


def no_paint(style: str, text: str) -> str:
    """Text as it is."""
    return text


def colours(style: str, text: str) -> str:
    """Text in a terminal's own colours."""
    code = {"title": "1", "old": "31", "new": "32", "quiet": "2"}[style]
    return f"\x1b[{code}m{text}\x1b[0m"


def text_report(report: Report, prefix: str = "", paint: Paint = no_paint, *, words: bool = True) -> str:
    """The whole report. ``prefix`` (such as ``content/``) is put before each path; what goes is ``[-so-]``, what comes ``{+so+}``.

    Without ``words`` each card is a line or two.
    """
    lines = [headline(report)]
    for kind, history, cards in groups(report):
        lines.append("\n" + paint("title", f"{kind} ({len(cards)}; {history})"))
        for card in cards:
            lines += _card(card, prefix, paint)
            if words:
                lines += [f"      {LABELS.get(change.name, change.name)}: {_field(change, paint)}" for change in card.fields]
    if changed := report.changed_periods:
        lines += ["\n" + paint("title", "Minutes by plan week"), *(f"  {minutes_line(row)}" for row in changed)]
    elif unchanged := minutes_unchanged(report):
        lines += ["", unchanged]
    for title, problems in (("Problems introduced", report.introduced), ("Problems mended", report.mended)):
        if problems:
            lines += ["\n" + paint("title", f"{title} ({len(problems)})"), *(f"  {problem_line(problem, prefix)}" for problem in problems)]
    if report.notes:
        lines += ["", *(f"Note: {note}" for note in report.notes)]
    return "\n".join(lines)


def _card(card: CardChange, prefix: str, paint: Paint) -> list[str]:
    lines = [f"  {named(card)}", "      " + paint("quiet", f"{prefix}{card.place}")]
    return lines + [f"      {remark}" for remark in remarks(card)]


def _field(change: FieldChange, paint: Paint) -> str:
    parts = []
    for sign, text in runs(change):
        bare = text.strip()
        before = " " if text.startswith(" ") else ""
        if sign == "-":
            parts.append(before + paint("old", f"[-{bare}-]"))
        elif sign == "+":
            parts.append(before + paint("new", f"{{+{bare}+}}"))
        else:
            parts.append(text)
    return "".join(parts).strip()
