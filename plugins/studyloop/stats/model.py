"""The nouns of the statistics. Data only."""

from __future__ import annotations

from dataclasses import dataclass

GROUPS = ("component", "topic", "level", "role", "kind")


@dataclass(frozen=True, slots=True)
class Group:
    """One component, topic, level, role or kind.

    ``share`` and ``target`` are parts of 1 of all questions, ``target`` None where none was given; ``minutes`` and
    ``words`` are those of its questions; ``cards`` are notes, those of guides among a component's and a role's.
    """

    id: str
    title: str
    questions: int
    share: float
    target: float | None
    cards: int
    minutes: int
    words: int


@dataclass(frozen=True, slots=True)
class Due:
    """Something to look at again: a page by its ``reviewed`` date, or a question by its ``as-of`` month; ``days`` is its age."""

    id: str
    noun: str
    place: str
    since: str
    days: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The size of one answer."""

    id: str
    words: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """One part of all questions: how many have it, its middle size, and the extremes (longest and shortest first)."""

    part: str
    count: int
    median: int
    longest: tuple[Answer, ...]
    shortest: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row of the curriculum that nothing teaches yet."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything that is counted. ``sourced`` are questions with an address among their sources, ``run`` those with Python that runs."""

    today: str
    topics: int
    guides: int
    questions: int
    cards: dict[str, int]
    minutes: int
    words: int
    sourced: int
    run: int
    groups: dict[str, tuple[Group, ...]]
    oldest: str
    due: tuple[Due, ...]
    curriculum: int
    open_rows: tuple[OpenRow, ...]
    sizes: tuple[Sizes, ...]
