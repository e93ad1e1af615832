"""Navigation from the content, so that a new topic needs no line in ``mkdocs.yml``."""

from __future__ import annotations

from typing import Any

from studyloop.bank.model import Bank
from studyloop.plan.model import Plans


def make_nav(bank: Bank, plans: Plans, pages: frozenset[str]) -> list[dict[str, Any]]:
    """The ``nav`` setting of mkdocs; ``pages`` are the thin pages that exist (``decks.md``, ``curriculum.md``, ...)."""
    components = []
    guides = []
    for term in bank.subject.components:
        topics = [{topic.title: str(topic.path)} for topic in bank.topics if topic.component == term.id]
        if topics:
            components.append({term.title: topics})
        guides += [{guide.title: str(guide.path)} for guide in bank.guides if guide.component == term.id]
    nav: list[dict[str, Any]] = [{"Home": "index.md"}, {"Questions": ["questions/index.md", *components]}]
    if plans.plans:
        nav.append({"Plans": [{plan.title: str(plan.path)} for plan in plans.plans]})
    if guides:
        nav.append({"Guides": guides})
    if "decks.md" in pages:
        nav.append({"Anki decks": "decks.md"})
    about = [{title: page} for title, page in (("What it covers", "curriculum.md"), ("Notices", "notices.md")) if page in pages]
    if about:
        nav.append({"About": about})
    return nav
