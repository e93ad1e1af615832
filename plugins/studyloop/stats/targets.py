"""Targets: the shares a bank aims at, as an author writes them. What must not live here: counting."""

from __future__ import annotations

from collections.abc import Iterable

from studyloop.bank.model import Bank
from studyloop.bank.schema import nearest
from studyloop.stats.model import GROUPS


class TargetError(Exception):
    """A target that cannot be read; the message is one sentence with the way out."""


def read_targets(words: Iterable[str], bank: Bank) -> dict[str, dict[str, float]]:
    """``level:junior=25,mid=38`` as shares (parts of 1) by group and id; percentages of a group may add up to 100."""
    subject = bank.subject
    known = {
        "component": [term.id for term in subject.components],
        "topic": [topic.id for topic in bank.topics],
        "level": [term.id for term in subject.levels],
        "role": [term.id for term in subject.roles],
        "kind": [term.id for term in subject.kinds],
    }
    found: dict[str, dict[str, float]] = {}
    for word in words:
        group, _, pairs = word.partition(":")
        if group not in known:
            raise TargetError(f"There is no group `{group}`; {nearest(group, GROUPS)}. Write it as level:junior=25,mid=38.")
        for pair in pairs.split(","):
            ident, _, percent = pair.strip().partition("=")
            if ident not in known[group]:
                raise TargetError(f"There is no {group} `{ident}`; {nearest(ident, known[group])}.")
            if not (percent.isascii() and percent.isdigit() and len(percent) <= 3 and int(percent) <= 100):
                raise TargetError(f"`{pair.strip()}` gives no share; write a whole number of percent, such as {ident}=25.")
            found.setdefault(group, {})[ident] = int(percent) / 100
        # A question may be for several roles, so theirs add up to more.
        if group != "role" and (total := round(100 * sum(found[group].values()))) > 100:
            raise TargetError(f"The targets of `{group}` add up to {total} %; they may reach 100 %.")
    return found
