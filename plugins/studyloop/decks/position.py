"""A new card's place in the study order: Anki's ``due``, read at first import only.

What must not live here: anything that decides the order itself.
"""

from __future__ import annotations

COMPONENT_STEP = 100_000
TOPIC_STEP = 1_000
CARD_STEP = 10
# Anki's database check moves new cards from 1,000,000 on to the same place.
LAST = 999_999


def position(component: int, order: int, running: int, *, after: int = 0) -> int:
    """Component number (from 1) * 100,000 + topic order * 1,000 + 10 * running number (from 1).

    Guides pass ``order=0``: they come first. ``after`` is the position before this one in the same component (0: none);
    a crowded topic runs on past its range instead of mixing with the next one. Components from the tenth on start again
    at the first range: each is a deck of its own, so Anki never compares them. The result is at most 999,999.
    """
    band = (component - 1) % 9 + 1
    natural = band * COMPONENT_STEP + min(order, 99) * TOPIC_STEP + running * CARD_STEP
    return min(max(natural, after + 1), LAST)
