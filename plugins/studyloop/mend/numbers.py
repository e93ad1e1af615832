"""Cloze numbers where a card has several marks and none is numbered; a number once written is never touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from studyloop.bank.cards import cut_cloze, cut_items
from studyloop.bank.deletions import NUMBER
from studyloop.bank.front_matter import split_front_matter
from studyloop.bank.groups import Group, group_lines, is_definition
from studyloop.bank.lines import Line, classify
from studyloop.bank.model import Place
from studyloop.bank.problems import Problem, Problems
from studyloop.bank.spans import Offsets, bare, find_marks

UNNUMBERED = "C03"
_MOST = 9


def number_marks(
    lines: list[str], path: PurePosixPath, problems: Iterable[Problem], released: Collection[str]
) -> tuple[list[str], int]:
    """The lines with numbers in reading order, and how many were written; only cards that ``problems`` name.

    A card in ``released`` is left alone: which of its texts had which number, only its author can say.
    """
    named = {problem.place.line for problem in problems if problem.code == UNNUMBERED}
    inserts: list[tuple[int, int, str]] = []
    for card in _cloze_cards(lines, path) if named else ():
        attributes, _, source, shift = cut_cloze(card)
        marks = find_marks(bare(source)[0])
        numbered = any(NUMBER.search(mark.attributes) for mark in marks)
        if attributes is None or numbered or not 2 <= len(marks) <= _MOST or not named & {line.number for line in card}:
            continue
        if {attributes.id, attributes.get("was")} & set(released):
            continue
        places = Offsets(source, Place(path, card[0].number, 1 + shift))
        for number, mark in enumerate(marks, 1):
            inside = bool(mark.attributes) or source[mark.start : mark.end].endswith("{}")
            place = places.place(mark.end - len(mark.attributes) - 1 if inside else mark.end)
            inserts.append((place.line - 1, place.col - 1, f" .c{number} " if inside else f"{{ .c{number} }}"))
    result = list(lines)
    for row, col, text in sorted(inserts, reverse=True):
        result[row] = result[row][:col] + text + result[row][col:]
    return result, len(inserts)


def _cloze_cards(lines: list[str], path: PurePosixPath) -> Iterator[tuple[Line, ...]]:
    bounds = split_front_matter(lines)
    start = bounds[1] + 1 if bounds and bounds[1] > 0 else 0
    section: list[Line] = []
    groups: list[Group] = []
    for line in classify(lines[start:], start + 1, path, Problems()):
        if line.heading:
            groups += group_lines(section)
            section = []
        else:
            section.append(line)
    for group in (*groups, *group_lines(section)):
        if not any(is_definition(line) for line in group.lines[1:]):
            yield from cut_items(group)
