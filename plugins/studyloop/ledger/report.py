"""The card report: what a release candidate does to a learner's history, card by card, as plain text. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from studyloop.ledger.compare import KINDS, Change

# What becomes of the reviews of a card.
HISTORY = {
    "corrected": "keeps its history",
    "changed": "keeps its history",
    "moved": "keeps its history",
    "tagged": "keeps its history",
    "new": "starts new",
    "retired": "history closes",
}


def card_report(changes: Iterable[Change], since: str) -> str:
    """One line a card, grouped by what happens to it; ``since`` names what it is compared with."""
    changes = tuple(changes)
    if not changes:
        return f"No card differs from {since}."
    lines = [f"{len(changes)} {'card differs' if len(changes) == 1 else 'cards differ'} from {since}."]
    for kind in KINDS:
        group = [change for change in changes if change.kind == kind]
        if not group:
            continue
        lines.append(f"\n{kind} ({len(group)}; {HISTORY[kind]})")
        for change in group:
            entry = change.after
            was = f" (was {change.before.id})" if change.before and change.before.id != entry.id else ""
            lines.append(f"  {entry.id}{was}: {entry.title}" + (f" -> {', '.join(entry.replaced_by)}" if entry.replaced_by else ""))
            if change.reason:
                lines.append(f"      {change.reason}")
    return "\n".join(lines)
