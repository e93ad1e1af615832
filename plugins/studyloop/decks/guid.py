"""A note's guid: what Anki hangs a learner's history on.

What must not live here: anything made from a card's text, place or order.
"""

from __future__ import annotations

import genanki


def note_guid(namespace: str, identity: str) -> str:
    """Anki's base91 form of the first 8 bytes of SHA-256 over ``namespace__identity``.

    ``identity`` is the id a card was first released under. Frozen: another formula would orphan every review.
    """
    return genanki.guid_for(namespace, identity)
