"""What Anki recognises things by: a note's guid, a deck's name.

What must not live here: anything made from a card's text, place or order.
"""

from __future__ import annotations

import hashlib
import string

from studyloop.bank.model import Subject

# Anki's own alphabet for guids.
_BASE91 = string.ascii_letters + string.digits + "!#$%&()*+,-./:;<=>?@[]^_`{|}~"


def note_guid(namespace: str, identity: str) -> str:
    """Base91 of the first 8 bytes of SHA-256 over ``namespace__identity``: what ``genanki.guid_for`` gives.

    ``identity`` is the id a card was first released under. Frozen: another formula would orphan every review.
    """
    number = int.from_bytes(hashlib.sha256(f"{namespace}__{identity}".encode()).digest()[:8], "big")
    digits = []
    while number:
        number, digit = divmod(number, 91)
        digits.append(_BASE91[digit])
    return "".join(reversed(digits))


def deck_name(subject: Subject, component: str) -> str:
    """``<subject's deck>::NN Component title``, numbered in study order; Anki matches decks by this name."""
    number = subject.component_number(component)
    title = subject.title_of("components", component).replace("::", ":").replace('"', "")
    return " ".join(f"{subject.deck}::{number:02} {title}".split())
