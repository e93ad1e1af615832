"""One file, mended step by step; each step reads what the one before it wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from studyloop.bank.guides import parse_guide
from studyloop.bank.loader import QUESTION_INDEX
from studyloop.bank.missing_ids import MISSING, write_missing_ids
from studyloop.bank.model import Subject
from studyloop.bank.parser import parse_topic
from studyloop.bank.problems import Problem, Problems
from studyloop.mend.headings import space_headings
from studyloop.mend.numbers import number_marks
from studyloop.mend.sections import order_sections
from studyloop.mend.spaces import tidy


@dataclass(frozen=True, slots=True)
class Mended:
    """The new text of a file, and what was done: words such as "missing ids" with how often, in the order it was done."""

    text: str
    done: tuple[tuple[str, int], ...]


def mend_page(
    data: bytes, path: PurePosixPath, subject: Subject | None, new_id: Callable[[], str], released: Collection[str] | None
) -> Mended | None:
    """The file as it should be; ``None`` when it is no UTF-8 text.

    Without a ``subject`` only spaces and headings are mended. ``released`` are the ids of cards in the ledger, whose
    cloze numbers are left alone; ``None`` when the ledger cannot be read: then no number is written.
    """
    tidied = tidy(data)
    if tidied is None:
        return None
    lines, done = tidied
    lines, spaced = space_headings(lines, path)
    done["space behind #"] = spaced
    if subject is not None and _is_bank_page(path):
        lines, done["order of sections"] = order_sections(lines, path) if path.parts[0] == "questions" else (lines, 0)
        missing = [problem for problem in _problems(lines, path, subject) if problem.code == MISSING]
        lines, done["missing ids"] = write_missing_ids(lines, missing, new_id), len(missing)
        if released is not None:
            lines, done["cloze numbers"] = number_marks(lines, path, _problems(lines, path, subject), released)
    return Mended("\n".join(lines), tuple((what, times) for what, times in done.items() if times))


def _is_bank_page(path: PurePosixPath) -> bool:
    return path.parts[0] in ("questions", "guides") and len(path.parts) > 1 and path != QUESTION_INDEX


def _problems(lines: list[str], path: PurePosixPath, subject: Subject) -> tuple[Problem, ...]:
    found = Problems()
    parse = parse_topic if path.parts[0] == "questions" else parse_guide
    parse(lines, path, subject, found)
    return found.sorted()
