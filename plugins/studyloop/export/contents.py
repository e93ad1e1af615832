"""The content of the cards, by the topic or guide they stand in. Pure; HTML comes rendered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from studyloop.bank.model import Guide, Question, Topic
from studyloop.render.model import RenderedBank, RenderedCard, RenderedQuestion

VERSION = 1
_PARTS = (("strong", "Strong answer"), ("weak", "Weak answer"), ("tests", "What it tests"))


@dataclass(frozen=True, slots=True)
class Content:
    """One card: ``front`` and ``back`` fitted to the browser; ``question`` it is or belongs to, None for a guide's card."""

    id: str
    identity: str
    kind: str
    front: str
    back: str
    question: Question | None

    @property
    def hash(self) -> str:
        """16 hex digits that change exactly when the content does."""
        return hashlib.sha256("\0".join((self.kind, self.front, self.back)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Owner:
    """A topic or guide and its cards, in order."""

    page: Topic | Guide
    contents: tuple[Content, ...]

    @property
    def file(self) -> str:
        """The path of its file from the site's root."""
        return f"assets/data/topics/{self.page.id}.json"


def owners(rendered: RenderedBank, fit: Callable[[str], str]) -> Iterable[Owner]:
    """Every guide with cards and every topic, in study order."""
    for guide in rendered.guides:
        if guide.cards:
            yield Owner(guide.guide, tuple(_card(card, None, fit) for card in guide.cards))
    for topic in rendered.topics:
        contents: list[Content] = []
        for item in topic.questions:
            contents += [_question(item, fit), *(_card(card, item.question, fit) for card in item.cards)]
        yield Owner(topic.topic, tuple(contents))


def topic_file(owner: Owner) -> dict[str, Any]:
    """What ``topic.schema.json`` describes."""
    cards = [{"id": c.id, "kind": c.kind, "hash": c.hash, "front": c.front, "back": c.back} for c in owner.contents]
    return {"version": VERSION, "topic": owner.page.id, "cards": cards}


def _question(item: RenderedQuestion, fit: Callable[[str], str]) -> Content:
    parts = [fit(item.short)]
    for key, name in _PARTS:
        if key in item.parts:
            parts.append(f"<details><summary>{name}</summary>{fit(item.parts[key])}</details>")
    question = item.question
    return Content(question.id, question.identity, "question", fit(item.title), "".join(parts), question)


def _card(card: RenderedCard, question: Question | None, fit: Callable[[str], str]) -> Content:
    return Content(card.id, card.identity, card.kind, fit(card.front), fit(card.back), question)
