"""Exercises: what a question gives a candidate to write, with data, tests, a solution and wrong solutions. Pure.

The parts are Python fences of `### In depth`, told apart by a class; the prose above the first of them says what to
write. What must not live here: faults (``exercise_checks``), files (``studyloop.exercises``), running anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyloop.bank.fences import Fence, find_all_fences, find_fences
from studyloop.bank.model import Bank, Piece, Question, Topic

# Every part, in the order in which they stand in the files.
PARTS = ("data", "starter", "tests", "solution", "wrong")
REQUIRED = ("starter", "tests", "solution")
ENOUGH_WRONG = 2


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question's exercise: ``statement`` is Markdown, the parts are fences with the lines of the file; ``data`` may be missing."""

    question: Question
    topic: Topic
    statement: str
    data: Fence | None
    starter: Fence
    tests: Fence
    solution: Fence
    wrong: tuple[Fence, ...]

    @property
    def id(self) -> str:
        """The question's id, which names the files."""
        return self.question.id


def fences_of(piece: Piece) -> tuple[Fence, ...]:
    """The fences of a piece, with the lines of its file."""
    first = piece.place.line
    return find_all_fences(["" for _ in range(first - 1)] + piece.text.split("\n"), first)


def parts_of(question: Question) -> tuple[Fence, ...]:
    """The fences of a question's In depth that say they are part of an exercise, sound or not."""
    depth = question.parts.get("depth")
    return tuple(fence for fence in fences_of(depth) if fence.part is not None) if depth else ()


def statement_of(question: Question) -> str:
    """The prose above the first part: what to write."""
    parts = parts_of(question)
    if not parts:
        return ""
    depth = question.parts["depth"]
    return "\n".join(depth.text.split("\n")[: parts[0].line - 1 - depth.place.line]).strip()


def read_exercise(topic: Topic, question: Question) -> Exercise | None:
    """The exercise of a question; ``None`` where it has none or a required part is missing."""
    parts = parts_of(question)
    named = {part.part: part for part in reversed(parts)}
    if not all(name in named for name in REQUIRED):
        return None
    return Exercise(
        question=question,
        topic=topic,
        statement=statement_of(question),
        data=named.get("data"),
        starter=named["starter"],
        tests=named["tests"],
        solution=named["solution"],
        wrong=tuple(part for part in parts if part.part == "wrong"),
    )


def all_exercises(bank: Bank) -> tuple[Exercise, ...]:
    """Every exercise, in study order."""
    found = (read_exercise(topic, question) for topic in bank.topics for question in topic.questions)
    return tuple(exercise for exercise in found if exercise)


def part_that_runs(question: Question) -> str | None:
    """The key of the first part of a question whose Python the tests run: ``short``, ``strong``, ... ``None`` where none but a card has any."""
    for key, piece in (("short", question.short), *question.parts.items()):
        if key != "cards" and ("```" in piece.text or "~~~" in piece.text):
            if any(not fence.no_run for fence in find_fences(piece.text.split("\n"))):
                return key
    return None
