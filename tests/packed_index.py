"""The cards of a published index one by one, as the browser sees them."""

from __future__ import annotations

from typing import Any


def cards_of(index: dict[str, Any]) -> list[dict[str, Any]]:
    """The index's cards in study order."""
    columns = index["cards"]
    keys = list(columns["id"])
    for place, key in columns["renamed"]:
        keys[place] = key
    cards = []
    for place, ident in enumerate(columns["id"]):
        topic = index["topics"][columns["topic"][place]]
        own = {name: columns[name][place] for name in ("position", "hash", "title")}
        where = {"topic": topic["id"], "component": topic["component"], "page": f"{topic['page']}#{ident}"}
        cards.append({"id": ident, "key": keys[place], "group": keys[columns["group"][place]], **where, **index["traits"][columns["traits"][place]], **own})
    return cards
