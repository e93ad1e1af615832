"""The report as Markdown for a comment under a pull request: folded, quiet, and never longer than GitHub takes.

Whatever comes from the content stands in a code fence or is escaped: it can neither mention anybody nor make a link.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from studyloop.diff.model import CardChange, FieldChange, Report
from studyloop.diff.wording import LABELS, SAME_WORDS, groups, headline, minutes_line, minutes_unchanged, problem_line, remarks, runs

LIMIT = 60_000
"""Bytes: GitHub takes 65,536 characters, and who posts this adds a line or two."""
_MOST_LINES = 20
_TICKS = re.compile(r"`+")


def markdown_report(report: Report, prefix: str = "", limit: int = LIMIT) -> str:
    """The whole report in at most ``limit`` bytes; what does not fit is told shorter, then counted, with a note."""
    top = _top(report)
    rest = "\n\n".join([*_problems(report, prefix), *_minutes(report)])
    room = limit - _size(top) - _size(rest) - 400
    body, told = _cards(report, prefix, room)
    if not told:
        body += "\n\n*Not everything fits into a comment: the HTML report has every card before and after.*"
    whole = "\n\n".join(part for part in (top, body.strip("\n"), rest) if part) + "\n"
    return whole if _size(whole) <= limit else _cut(whole, limit)


def quiet(text: str) -> str:
    """Text that GitHub shows as it is: no markup, no mention, no link."""
    escaped = html.escape(text, quote=False)
    escaped = re.sub(r"([\\`*_\[\]~|$])", lambda found: f"&#{ord(found[1])};", escaped)
    return re.sub(r"(@|(?<!&)#|://|www\.)", "\\1\u200b", escaped)


def fenced(text: str, language: str) -> str:
    """A fence longer than any run of backticks inside."""
    ticks = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(text)), default=0))
    return f"{ticks}{language}\n{text}\n{ticks}"


def _size(text: str) -> int:
    return len(text.encode())


def _cut(text: str, limit: int) -> str:
    note = "\n\n*Cut here: the HTML report has everything.*\n"
    return text.encode()[: limit - _size(note)].decode(errors="ignore") + note


def _top(report: Report) -> str:
    lines = ["## Card report", "", quiet(headline(report))]
    if report.cards:
        lines += ["", "| what happens | cards | a learner's history |", "|---|--:|---|"]
        lines += [f"| {kind} | {len(cards)} | {history} |" for kind, history, cards in groups(report)]
    for note in report.notes[:_MOST_LINES]:
        lines += ["", f"> {quiet(note)}"]
    return "\n".join(lines)


def _problems(report: Report, prefix: str) -> Iterable[str]:
    for title, problems in (("Problems introduced", report.introduced), ("Problems mended", report.mended)):
        if problems:
            more = f"\nand {len(problems) - _MOST_LINES} more" if len(problems) > _MOST_LINES else ""
            listed = "\n".join(problem_line(problem, prefix) for problem in problems[:_MOST_LINES])
            yield f"### {title} ({len(problems)})\n\n{fenced(listed + more, 'text')}"


def _minutes(report: Report) -> Iterable[str]:
    if changed := report.changed_periods:
        listed = "\n".join(f"- {quiet(minutes_line(row))}" for row in changed[: 5 * _MOST_LINES])
        yield f"### Minutes by plan week\n\n{listed}"
    elif unchanged := minutes_unchanged(report):
        yield quiet(unchanged)


def _cards(report: Report, prefix: str, room: int) -> tuple[str, bool]:
    """The cards within ``room`` bytes, and whether all are there in full."""
    out: list[str] = []
    used, whole = 0, True
    for kind, history, cards in groups(report):
        out.append(f"\n### {kind.capitalize()} ({len(cards)}): {history}\n")
        used += _size(out[-1])
        left = 0
        for card in cards:
            shown = _card(card, prefix) if whole else ""
            if not whole or used + _size(shown) > room * 3 // 4:
                whole, shown = False, f"- {_name(card)}\n"
            if used + _size(shown) > room:
                left += 1
                continue
            out.append(shown)
            used += _size(shown) + 1
        if left:
            out.append(f"- and {left} more\n")
    return "\n".join(out), whole


def _name(card: CardChange) -> str:
    was = f" (was <code>{quiet(card.was)}</code>)" if card.was else ""
    return f"<code>{quiet(card.id)}</code>{was} {quiet(card.title)}"


def _card(card: CardChange, prefix: str) -> str:
    lines = [f"<details><summary>{_name(card)}</summary>", "", f"<code>{quiet(prefix + card.place)}</code>", ""]
    lines += [f"{quiet(remark)}\n" for remark in remarks(card)]
    if card.fields:
        lines += [fenced("\n".join(line for change in card.fields for line in _field(change)), "diff"), ""]
    return "\n".join([*lines, "</details>", ""])


def _field(change: FieldChange) -> list[str]:
    """The label, the text before and the text after, the words that differ in brackets."""
    label = LABELS.get(change.name, change.name)
    if runs(change) == ((" ", SAME_WORDS),):
        return [f"  {label}: {SAME_WORDS}"]
    lines = [f"  {label}"]
    for sign, opening, closing in (("-", "[-", "-]"), ("+", "{+", "+}")):
        # In a field that is wholly new or gone there is nothing to set apart.
        alone = not (change.before and change.after)
        shown = runs(change, old_text=sign == "-")
        parts = [_bracketed(text, "" if alone else opening, "" if alone else closing) if one == sign else text for one, text in shown if one in (" ", sign)]
        if change.before if sign == "-" else change.after:
            lines.append(f"{sign} {''.join(parts).strip()}")
    return lines


def _bracketed(text: str, opening: str, closing: str) -> str:
    bare = text.strip()
    return f"{' ' if text.startswith(' ') else ''}{opening}{bare}{closing}"
