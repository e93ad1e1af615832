"""The tags of a note: everything about it that may change without moving it to another deck.

What must not live here: deck names, or a learner's own tags.
"""

from __future__ import annotations

from collections.abc import Iterable

from studyloop.bank.model import Guide, Question, Topic
from studyloop.decks.errors import DeckError

# Anki gives these two a meaning in the learner's own collection.
RESERVED = frozenset({"marked", "leech"})


def question_tags(topic: Topic, question: Question) -> tuple[str, ...]:
    """Tags of a question's card and of the cards written under it."""
    return join_tags(
        [f"component::{topic.component}", f"topic::{topic.id}", f"level::{question.level}", f"kind::{question.kind}"],
        [f"role::{role}" for role in question.roles],
    )


def guide_tags(guide: Guide) -> tuple[str, ...]:
    """Tags of the cards inside a guide."""
    return join_tags([f"component::{guide.component}", f"guide::{guide.id}"], [f"role::{role}" for role in guide.roles])


def join_tags(*groups: Iterable[str]) -> tuple[str, ...]:
    """All tags once, sorted. Raises ``DeckError`` for an empty, reserved or spaced tag."""
    tags = sorted({tag for group in groups for tag in group})
    for tag in tags:
        if tag.split() != [tag] or tag.lower() in RESERVED:
            raise DeckError(f"tag {tag!r} cannot be shipped: a tag has no spaces and is neither 'marked' nor 'leech'")
    return tuple(tags)
