"""The data files: a small index of all cards, and one file a topic with their HTML. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from studyloop.bank.model import Bank, Guide, Topic
from studyloop.render.model import RenderedBank, RenderedCard, RenderedQuestion

VERSION = 1


@dataclass(frozen=True, slots=True)
class DataFile:
    """A path from the site's root and its text."""

    path: str
    text: str


def make_data_files(
    bank: Bank,
    rendered: RenderedBank,
    fit: Callable[[str], str],
    page_url: Callable[[str], str],
    positions: dict[str, int],
) -> list[DataFile]:
    """Index and topic files.

    ``fit`` turns neutral HTML into the browser's; ``page_url`` a content path into a page's address from the site's
    root; ``positions`` maps a card's identity to its place in study order.
    """
    cards: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    files: list[DataFile] = []
    for owner, contents in _owners(bank, rendered, fit):
        address = page_url(f"/{owner.path}")
        for card, level, minutes in contents:
            identity = card.pop("identity")
            cards.append(
                {
                    "id": card["id"],
                    "kind": card["kind"],
                    "topic": owner.id,
                    "component": owner.component,
                    "level": level,
                    "minutes": minutes,
                    "position": positions[identity],
                    "hash": card["hash"],
                    "page": f"{address}#{card['id']}",
                }
            )
        path = f"assets/data/topics/{owner.id}.json"
        files.append(DataFile(path, _dump({"version": VERSION, "topic": owner.id, "cards": [c for c, _, _ in contents]})))
        kind = "topic" if isinstance(owner, Topic) else "guide"
        pages.append(
            {
                "id": owner.id,
                "title": owner.title,
                "component": owner.component,
                "kind": kind,
                "file": path,
                "cards": len(contents),
            }
        )
    cards.sort(key=lambda card: (card["position"], card["id"]))
    index = {"version": VERSION, "subject": bank.subject.title, "cards": cards, "topics": pages}
    return [DataFile("assets/data/index.json", _dump(index)), *files]


_Contents = list[tuple[dict[str, Any], str | None, int | None]]


def _owners(bank: Bank, rendered: RenderedBank, fit: Callable[[str], str]) -> Iterable[tuple[Topic | Guide, _Contents]]:
    for guide in rendered.guides:
        if guide.cards:
            yield guide.guide, [(_card(card, fit), None, None) for card in guide.cards]
    for topic in rendered.topics:
        contents: _Contents = []
        for item in topic.questions:
            question = item.question
            for entry in (_question(item, fit), *(_card(card, fit) for card in item.cards)):
                contents.append((entry, question.level, question.minutes))
        yield topic.topic, contents


def _question(item: RenderedQuestion, fit: Callable[[str], str]) -> dict[str, Any]:
    parts = [fit(item.short)]
    for key, name in (("strong", "Strong answer"), ("weak", "Weak answer"), ("tests", "What it tests")):
        if key in item.parts:
            parts.append(f"<details><summary>{name}</summary>{fit(item.parts[key])}</details>")
    return _entry(item.question.id, item.question.identity, "question", fit(item.title), "".join(parts))


def _card(card: RenderedCard, fit: Callable[[str], str]) -> dict[str, Any]:
    return _entry(card.id, card.identity, card.kind, fit(card.front), fit(card.back))


def _entry(ident: str, identity: str, kind: str, front: str, back: str) -> dict[str, Any]:
    digest = hashlib.sha256("\0".join((kind, front, back)).encode()).hexdigest()[:16]
    return {"id": ident, "identity": identity, "kind": kind, "hash": digest, "front": front, "back": back}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
