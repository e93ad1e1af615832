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
    nav: list[dict[str, Any]] = [{"Home": "index.md"}]
    if "drill.md" in pages:
        nav.append({"Drill": "drill.md"})
    exercises = [{"Exercises": "exercises.md"}] if "exercises.md" in pages else []
    nav.append({"Questions": ["questions/index.md", *exercises, *components]})
    if "progress.md" in pages:
        nav.append({"Your progress": "progress.md"})
    if plans.plans:
        nav.append({"Plans": [{plan.title: str(plan.path)} for plan in plans.plans]})
    if guides:
        nav.append({"Guides": guides})
    decks: list[dict[str, Any]] = [{"Anki decks": "decks.md"}] if "decks.md" in pages else []
    if "releases/index.md" in pages:
        # In a section of its own: the theme would take any index page for that of the section it stands in.
        decks.append({"Releases": ["releases/index.md"]})
    if "changes.md" in pages:
        decks.append({"Corrected and retired cards": "changes.md"})
    if decks:
        nav.append({"Decks": decks})
    about = [{title: page} for title, page in (("What it covers", "curriculum.md"), ("Sources", "sources.md"), ("The rules", "contributing/rules.md"), ("Without a network", "offline.md"), ("Notices", "notices.md")) if page in pages]
    if about:
        nav.append({"About": about})
    return nav
