"""The words that text, Markdown and HTML share: sentences, labels, and a field's difference as signed runs. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from studyloop.bank.problems import Problem, format_problems
from studyloop.diff.history import HISTORY, KINDS
from studyloop.diff.model import CardChange, FieldChange, PeriodMinutes, Report
from studyloop.diff.words import changed_words, plain_words, tokens_of

LABELS = {
    "Question": "Question", "Level": "Level", "Short": "Short answer", "Strong": "Strong answer", "Weak": "Weak answer",
    "Tests": "What it tests", "Front": "Cue", "Back": "Answer", "Text": "Text", "Extra": "Extra", "Context": "From",
}
CONTEXT = 8
"""Words of unchanged text kept on each side of a difference."""
SAME_WORDS = "the same words in another form"


def headline(report: Report) -> str:
    """``3 cards differ from main (1a2b3c4).``"""
    count = len(report.cards)
    if not count:
        return f"No card differs from {report.since}."
    return f"{count} {'card differs' if count == 1 else 'cards differ'} from {report.since}."


def groups(report: Report) -> Iterator[tuple[str, str, tuple[CardChange, ...]]]:
    """(kind, what becomes of the history, its cards) of every kind that occurs."""
    for kind in KINDS:
        if cards := report.of_kind(kind):
            yield kind, HISTORY[kind], cards


def remarks(card: CardChange) -> tuple[str, ...]:
    """The sentences of a card beside its fields."""
    found = [card.reason] if card.reason else []
    if card.replaced_by:
        found.append(f"Asked instead: {', '.join(card.replaced_by)}.")
    found += card.notes
    if others := [kind for kind in card.also if kind not in ("tagged", "changed")]:
        found.append(f"Also {' and '.join(others)}.")
    if card.before and card.after and card.before.path != card.after.path:
        found.append(f"It stood in {card.before.path} and stands in {card.after.path}.")
    if card.tags_added or card.tags_removed:
        found.append("Tags: " + " ".join([*(f"-{tag}" for tag in card.tags_removed), *(f"+{tag}" for tag in card.tags_added)]))
    return tuple(found)


def named(card: CardChange) -> str:
    """``new-id (was old-id): Title``."""
    return f"{card.id}{f' (was {card.was})' if card.was else ''}: {card.title}"


def runs(change: FieldChange, *, old_text: bool = False) -> tuple[tuple[str, str], ...]:
    """A field's difference as (sign, text): " " for what stays, "-" and "+" for what goes and comes; gaps are ``…``.

    What stays is told as it stands now, or as it stood (``old_text``): the cloze marks around it may differ.
    """
    before, after = tokens_of(change.before), tokens_of(change.after)
    old, new = plain_words(before), plain_words(after)
    steps = changed_words(before, after)
    if all(tag == "equal" for tag, *_ in steps):
        return ((" ", SAME_WORDS),)
    found: list[tuple[str, str]] = []
    for index, (tag, i1, i2, j1, j2) in enumerate(steps):
        if tag == "equal":
            found.append((" ", _shortened(old[i1:i2] if old_text else new[j1:j2], first=index == 0, last=index == len(steps) - 1)))
            continue
        if i1 < i2:
            found.append(("-", "".join(old[i1:i2])))
        if j1 < j2:
            found.append(("+", "".join(new[j1:j2])))
    return tuple(found)


def problem_line(problem: Problem, prefix: str) -> str:
    """A problem as the checks tell it; information too."""
    return format_problems((problem,), prefix, info=True)


def minutes_line(row: PeriodMinutes) -> str:
    """``The plan, week 1: 60 -> 90 minutes (+30)``."""
    then, now = ("none" if minutes is None else f"{minutes:,}" for minutes in (row.before, row.after))
    return f"{row.plan}, {row.period}: {then} -> {now} minutes ({(row.after or 0) - (row.before or 0):+,})"


def minutes_unchanged(report: Report) -> str:
    """One sentence where no period differs; empty without plans."""
    totals = [f"{row.plan} {row.after:,}" for row in report.periods if row.period == "in all" and row.after is not None]
    return f"Minutes by plan week are unchanged (in all: {', '.join(totals)})." if totals else ""


def _shortened(words: tuple[str, ...], *, first: bool, last: bool) -> str:
    start = () if first else words[:CONTEXT]
    end = () if last else words[-CONTEXT:]
    if len(words) <= len(start) + len(end) + 2:
        return "".join(words)
    return "".join([*start, " …" if start or first else "", *([" ", *end] if end and not end[0].startswith(" ") else end)])
