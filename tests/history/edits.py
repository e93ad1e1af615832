"""All edits by name, and what several of them made between two releases amount to.

An edit takes the ``Workshop``, changes its files and says what it did; it raises ``NoVictim`` where there is nothing to do it to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import identities
import moving
import rewording
from workshop import Edit, Workshop

EDITS: dict[str, Callable[[Workshop], Edit]] = {
    edit.__name__: edit
    for edit in (
        rewording.reword_short_answer,
        rewording.reword_recall_back,
        rewording.reword_cloze,
        rewording.reword_mark,
        rewording.change_level_and_roles,
        rewording.add_image,
        rewording.change_image,
        moving.move_within_component,
        moving.move_to_other_component,
        moving.merge_topics,
        moving.change_plan,
        identities.rename_question,
        identities.rename_card,
        identities.add_question,
        identities.add_recall_card,
        identities.add_cloze_card,
        identities.add_topic,
        identities.retire_question,
        identities.retire_card,
        identities.split_and_retire,
        identities.split_and_keep,
    )
}


def together(edits: Iterable[Edit]) -> Edit:
    """What a learner of the last release finds changed, added and retired by edits made since."""
    listed = list(edits)
    added = frozenset().union(*(edit.added for edit in listed))
    retired = frozenset().union(*(edit.retired for edit in listed))
    changed = frozenset().union(*(edit.changed for edit in listed)) - added - retired
    follow = frozenset().union(*(edit.may_follow for edit in listed)) - retired
    return Edit("together", changed, added, retired, follow)
