"""What can be wrong with cards on their way into a deck; each message is one sentence and its fix.

What must not live here: raising or printing them.
"""

from __future__ import annotations

from studyloop.bank.model import Place


class DeckError(ValueError):
    """The root of every mistake a deck build reports."""


class FieldError(DeckError):
    """Anki would drop or break this card. ``card_id`` names it, ``reason`` says why and how to fix it."""

    def __init__(self, card_id: str, reason: str, place: Place | None = None) -> None:
        self.card_id = card_id
        self.reason = reason
        self.place = place
        where = f"{place}: " if place else ""
        super().__init__(f"{where}card {card_id!r}: {reason}")

    def at(self, place: Place | None) -> FieldError:
        """The same mistake with its place in the content."""
        return FieldError(self.card_id, self.reason, place)


class DuplicateGuidError(DeckError):
    """Two notes share one guid, so Anki would add both; ``first`` and ``second`` are their ids."""

    def __init__(self, first: str, second: str, where: str) -> None:
        self.first = first
        self.second = second
        super().__init__(
            f"cards {first!r} and {second!r} have the same identity ({where}): give one of them an id never used before"
        )


class NotesError(DeckError):
    """Every mistake found in one pass over the notes, in study order, in ``errors``."""

    def __init__(self, errors: tuple[DeckError, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))
