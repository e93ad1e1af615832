"""What becomes of the reviews of a card: the closed list of what can happen to it, and the sentences for one card. Pure."""

from __future__ import annotations

from studyloop.diff.model import Face
from studyloop.ledger.model import Entry

# In the order they are told. A card is told under the first that fits; the rest are named beside it.
HISTORY = {
    "lost": "its history would be lost",
    "corrected": "keeps its history",
    "changed": "keeps its history",
    "new": "starts new",
    "back": "is there again, and keeps its history",
    "retired": "history closes",
    "renamed": "keeps its history",
    "moved": "keeps its history",
    "tagged": "keeps its history",
    "removed": "was never released, so nobody has it",
    "unread": "cannot be made, so nothing can be said",
}
KINDS = tuple(HISTORY)


def history_notes(before: Face, after: Face, released: Entry | None) -> tuple[str, ...]:
    """What a learner's reviews of a card that stays would meet beyond its kind; ``released`` is its row in the ledger."""
    if released is None:
        return ("It was never released, so nobody has reviews of it.",)
    if after.kind != before.kind:
        return (f"It was a {before.kind} card and is now a {after.kind} card: Anki would refuse it, and its reviews would be lost.",)
    now, then = dict(after.cloze), dict(before.cloze)
    notes = [f"Number {number} is new: it starts new, beside the others." for number in sorted(now.keys() - then.keys())]
    notes += [f"Number {number} is gone, and its reviews with it." for number in sorted(then.keys() - now.keys())]
    notes += [f"Number {number} hides other text: its reviews go on with that." for number in sorted(now.keys() & then.keys()) if now[number] != then[number]]
    return tuple(notes)
