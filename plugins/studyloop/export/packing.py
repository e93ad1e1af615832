"""The cards of the index as columns, each value that repeats written once: a phone reads thousands of them at every visit. Pure.

What must not live here: what a card says (``index``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_TRAITS = ("kind", "level", "minutes", "roles", "slices")


def pack_cards(cards: Sequence[Mapping[str, Any]], topics: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """``traits`` and ``cards`` as ``index.schema.json`` describes them; the topics hold component and page of their cards."""
    place_of_topic = {topic["id"]: place for place, topic in enumerate(topics)}
    place_of_key = {card["key"]: place for place, card in enumerate(cards)}
    traits: dict[tuple[object, ...], int] = {}
    columns: dict[str, list[Any]] = {
        "id": [card["id"] for card in cards],
        "renamed": [[place, card["key"]] for place, card in enumerate(cards) if card["key"] != card["id"]],
        "group": [place_of_key[card["group"]] for card in cards],
        "topic": [place_of_topic[card["topic"]] for card in cards],
        "traits": [traits.setdefault(_traits(card), len(traits)) for card in cards],
        "position": [card["position"] for card in cards],
        "hash": [card["hash"] for card in cards],
        "title": [card["title"] for card in cards],
    }
    return {"traits": [dict(zip(_TRAITS, found, strict=True)) for found in traits], "cards": columns}


def _traits(card: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(tuple(value) if isinstance(value := card[name], list) else value for name in _TRAITS)
