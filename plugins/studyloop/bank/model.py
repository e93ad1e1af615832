"""The nouns of a bank: frozen, complete and free of any reader's concerns.

What lives here: data only. What must not: parsing, rendering, files, clocks.
Every piece of Markdown is kept as a ``Piece``: its source and where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

# The closed list of parts under a question, in the order they must stand.
# Each row: heading, key, required.
SECTIONS: tuple[tuple[str, str, bool], ...] = (
    ("Strong answer", "strong", True),
    ("Weak answer", "weak", True),
    ("What it tests", "tests", True),
    ("Follow-ups", "follow_ups", False),
    ("Mistakes", "mistakes", False),
    ("In depth", "depth", False),
    ("Cards", "cards", False),
    ("Sources", "sources", True),
)
SECTION_KEY = {name: key for name, key, _ in SECTIONS}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: path inside the content folder, line and column from 1."""

    path: PurePosixPath
    line: int = 1
    col: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of Markdown and the place of its first line; its lines are consecutive in the file."""

    text: str
    place: Place

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Card:
    """One recall or cloze card written by hand.

    ``front`` and ``back`` are Markdown; a cloze card has only ``front``, with its marks.
    ``was`` is the id it was first released under, if it was renamed.
    """

    id: str
    kind: str  # "recall" | "cloze"
    front: Piece
    back: Piece | None
    place: Place
    was: str | None = None

    @property
    def identity(self) -> str:
        """The id the card's history hangs on: the first one it was released under."""
        return self.was or self.id


@dataclass(frozen=True, slots=True)
class Question:
    """One question with all its parts; ``parts`` maps a section's key to its Markdown."""

    id: str
    title: str
    level: str
    minutes: int
    kind: str
    roles: tuple[str, ...]
    short: Piece
    parts: dict[str, Piece]
    cards: tuple[Card, ...]
    place: Place
    was: str | None = None
    asked: str = "representative"
    as_of: str | None = None
    last_line: int = 0

    @property
    def identity(self) -> str:
        """The id the question card's history hangs on."""
        return self.was or self.id


@dataclass(frozen=True, slots=True)
class Topic:
    """A question bank file: an ordered set of questions on one topic of one component."""

    id: str
    path: PurePosixPath
    title: str
    component: str
    order: int
    roles: tuple[str, ...]
    collections: tuple[str, ...]
    reviewed: str
    intro: Piece
    questions: tuple[Question, ...]
    title_place: Place

    @property
    def cards(self) -> tuple[Card, ...]:
        """The hand-written cards of all questions, in order."""
        return tuple(card for question in self.questions for card in question.cards)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a guide: prose, or the cards that test it (exactly one of the two)."""

    prose: Piece | None = None
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """A prep guide: prose with recall cards beside what they test."""

    id: str
    path: PurePosixPath
    title: str
    component: str
    order: int
    summary: str
    roles: tuple[str, ...]
    collections: tuple[str, ...]
    reviewed: str
    blocks: tuple[Block, ...]
    anchors: tuple[str, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """The guide's cards, in order."""
        return tuple(card for block in self.blocks for card in block.cards)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a closed list of the subject (a component, role, level, kind or collection)."""

    id: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """What the subject says about one rule; ``None`` where it leaves the rule as it is."""

    code: str
    level: str | None = None  # "error" | "warning" | "info"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the content is about, and the closed lists its front matter may use.

    Declared once, in the front matter of ``index.md``; the generator itself knows no subject.
    """

    title: str
    deck: str
    namespace: str
    components: tuple[Term, ...]
    levels: tuple[Term, ...]
    kinds: tuple[Term, ...]
    roles: tuple[Term, ...]
    collections: tuple[Term, ...]
    signals: tuple[Term, ...] = ()
    checks: tuple[CheckSetting, ...] = ()
    # What a learner works towards, in words that stand behind "the".
    goal: str = "exam"
    # Fields of knowledge whose misconceptions are looked for.
    misconceptions: tuple[str, ...] = ()

    def check(self, code: str) -> CheckSetting:
        """What the subject says about a rule."""
        return next((setting for setting in self.checks if setting.code == code), CheckSetting(code))

    def component_number(self, component: str) -> int:
        """The component's place in study order, from 1. Raises ``KeyError`` for an unknown one."""
        for number, term in enumerate(self.components, 1):
            if term.id == component:
                return number
        raise KeyError(component)

    def title_of(self, group: str, key: str) -> str:
        """The title of ``key`` in one of the lists (``"components"``, ``"levels"``, ...)."""
        return next((term.title for term in getattr(self, group) if term.id == key), key)


@dataclass(frozen=True, slots=True)
class Bank:
    """Everything read from a content folder, in study order."""

    subject: Subject
    topics: tuple[Topic, ...]
    guides: tuple[Guide, ...]
    # Other Markdown pages, by path: their anchors, so that links to them can be checked.
    pages: dict[PurePosixPath, frozenset[str]] = field(default_factory=dict)
    # Whether the folder's other pages belong to a project that we are a guest in.
    guest: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in study order."""
        return tuple(question for topic in self.topics for question in topic.questions)

    def count_cards(self) -> int:
        """Number of notes: question cards, hand-written cards, guide cards."""
        return (
            len(self.questions)
            + sum(len(topic.cards) for topic in self.topics)
            + sum(len(guide.cards) for guide in self.guides)
        )
