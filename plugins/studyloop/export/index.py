"""The index: every card without its content, what was retired, and what a report needs. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from studyloop.bank.model import Topic
from studyloop.bank.positions import study_positions
from studyloop.export.contents import Content, Owner
from studyloop.export.packing import pack_cards
from studyloop.export.plans import slices_of_cards
from studyloop.ledger import Declared, Ledger
from studyloop.ledger.shipped import shipped_cards
from studyloop.library import Library

VERSION = 3


def index_file(
    library: Library, contents: Iterable[Owner], page_url: Callable[[str], str], report: str | None
) -> dict[str, Any]:
    """What ``index.schema.json`` describes; cards in study order."""
    positions = study_positions(library.bank)
    titles = {card.identity: card.title or card.id for card in shipped_cards(library.bank).values()}
    slices = slices_of_cards(library)
    cards: list[dict[str, Any]] = []
    topics: list[dict[str, Any]] = []
    for owner in contents:
        address = page_url(f"/{owner.page.path}")
        for card in owner.contents:
            cards.append(_card(owner, card, positions, slices, titles))
        topics.append(_topic(owner, address))
    cards.sort(key=lambda card: (card["position"], card["id"]))
    latest = library.ledger.latest
    return {
        "version": VERSION,
        "subject": library.bank.subject.title,
        "release": latest.version if latest else None,
        "report": report,
        "topics": topics,
        **pack_cards(cards, topics),
        "retired": _retired(library.declared, library.ledger),
    }


def _card(
    owner: Owner,
    card: Content,
    positions: Mapping[str, int],
    slices: Mapping[str, tuple[str, ...]],
    titles: Mapping[str, str],
) -> dict[str, Any]:
    question = card.question
    return {
        "id": card.id,
        "key": card.identity,
        "group": question.identity if question else card.identity,
        "kind": card.kind,
        "topic": owner.page.id,
        "level": question.level if question else None,
        "minutes": question.minutes if question else None,
        "roles": list(question.roles if question else owner.page.roles),
        "slices": list(slices.get(card.identity, ())),
        "position": positions[card.identity],
        "hash": card.hash,
        "title": titles[card.identity],
    }


def _topic(owner: Owner, address: str) -> dict[str, Any]:
    page = owner.page
    return {
        "id": page.id,
        "title": page.title,
        "component": page.component,
        "kind": "topic" if isinstance(page, Topic) else "guide",
        "page": address,
        "file": owner.file,
        "cards": len(owner.contents),
    }


def _retired(declared: Declared, ledger: Ledger) -> list[dict[str, Any]]:
    found = {entry.identity: retirement for retirement in declared.retirements if (entry := ledger.find(retirement.id))}
    return [
        {"key": key, "date": retirement.date, "reason": retirement.reason, "replacedBy": list(retirement.replaced_by)}
        for key, retirement in sorted(found.items())
    ]
