"""Targets: everything an id may name, where it stands and which cards it brings along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from studyloop.bank.model import Bank
from studyloop.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Target:
    """A linkable thing: what it is called, its page and anchor, its cards' identities, its questions' ids."""

    id: str
    title: str
    noun: str
    path: PurePosixPath
    anchor: str = ""
    identities: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """The neutral address (see ``render.model``)."""
        return f"sl:/{self.path}" + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True, slots=True)
class Targets:
    """A lookup of targets by id."""

    by_id: Mapping[str, Target]

    @property
    def ids(self) -> list[str]:
        """All ids, sorted."""
        return sorted(self.by_id)

    def __contains__(self, ident: object) -> bool:
        return ident in self.by_id

    def __getitem__(self, ident: str) -> Target:
        return self.by_id[ident]

    def with_plans(self, plans: Iterable[Plan]) -> Targets:
        """The same and the plans with their periods."""
        more = dict(self.by_id)
        for plan in plans:
            more[f"plan-{plan.id}"] = Target(f"plan-{plan.id}", plan.title, "plan", plan.path)
        return Targets(more)


def find_targets(bank: Bank) -> Targets:
    """Targets for topics, questions, guides, guide sections and cards."""
    found: dict[str, Target] = {}
    for topic in bank.topics:
        cards = []
        for question in topic.questions:
            own = (question.identity, *(card.identity for card in question.cards))
            cards.extend(own)
            found[question.id] = Target(question.id, question.title, "question", topic.path, question.id, own, (question.id,))
            for card in question.cards:
                found[card.id] = Target(card.id, question.title, "card", topic.path, card.id, (card.identity,))
        ids = tuple(question.id for question in topic.questions)
        found[topic.id] = Target(topic.id, topic.title, "topic", topic.path, "", tuple(cards), ids)
    for guide in bank.guides:
        cards = tuple(card.identity for card in guide.cards)
        for anchor in guide.anchors:
            found[anchor] = Target(anchor, guide.title, "section", guide.path, anchor)
        for card in guide.cards:
            found[card.id] = Target(card.id, guide.title, "card", guide.path, card.id, (card.identity,))
        found[guide.id] = Target(guide.id, guide.title, "guide", guide.path, "", cards)
    return Targets(found)


def plan_tags(plans: Iterable[Plan], targets: Targets) -> dict[str, tuple[str, ...]]:
    """For each card identity the tags of the plan slices it belongs to, sorted."""
    tags: dict[str, set[str]] = {}
    for plan in plans:
        for period in plan.periods:
            for task in period.tasks:
                for link in task.links:
                    for identity in targets[link].identities:
                        tags.setdefault(identity, set()).add(plan.tag(period))
    return {identity: tuple(sorted(found)) for identity, found in sorted(tags.items())}
