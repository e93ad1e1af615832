"""The nouns of a plan. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; ``links`` are ids of guides, topics, questions or anchors. ``keep``: it goes last when time is short."""

    do: str
    minutes: int
    links: tuple[str, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A week, or a pair of days; ``slug`` ends its Anki tag (``week-01``, ``days-01-02``)."""

    number: int
    name: str
    slug: str
    title: str
    focus: str
    output: str
    tasks: tuple[Task, ...]

    @property
    def minutes(self) -> int:
        """The sum over its tasks."""
        return sum(task.minutes for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Plan:
    """A study plan; ``hours`` (low, high) are for one period; ``stretch`` lists longer versions in weeks."""

    id: str
    path: PurePosixPath
    title: str
    summary: str
    order: int
    unit: str  # "week" | "days"
    hours: tuple[int, int]
    stretch: tuple[int, ...]
    periods: tuple[Period, ...]

    def tag(self, period: Period) -> str:
        """The Anki tag of a period's cards."""
        return f"plan::{self.id}::{period.slug}"

    @property
    def minutes(self) -> int:
        """The sum over its periods."""
        return sum(period.minutes for period in self.periods)


@dataclass(frozen=True, slots=True)
class CurriculumRow:
    """One thing that must be taught, and the ids that teach it; none yet: the row is open."""

    id: str
    title: str
    group: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All rows, in order."""

    rows: tuple[CurriculumRow, ...] = ()

    @property
    def open_rows(self) -> tuple[CurriculumRow, ...]:
        """Rows without content."""
        return tuple(row for row in self.rows if not row.points)


@dataclass(frozen=True, slots=True)
class Plans:
    """Everything ``load_plans`` reads."""

    plans: tuple[Plan, ...]
    curriculum: Curriculum
