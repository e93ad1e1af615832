"""The order of a question's sections: whole sections are moved, what stands in them is not touched."""

from __future__ import annotations

from pathlib import PurePosixPath

from studyloop.bank.front_matter import split_front_matter
from studyloop.bank.lines import Line, classify
from studyloop.bank.model import SECTIONS
from studyloop.bank.problems import Problems

_ORDER = {name: position for position, (name, _, _) in enumerate(SECTIONS)}


def order_sections(lines: list[str], path: PurePosixPath) -> tuple[list[str], int]:
    """The lines with every question's sections in their order, and in how many questions they were not.

    A question with an unknown, a repeated or a deeper heading is left as it is: where its text belongs is not clear.
    """
    bounds = split_front_matter(lines)
    start = bounds[1] + 1 if bounds and bounds[1] > 0 else 0
    unclear = Problems()
    body = classify(lines[start:], start + 1, path, unclear)
    if len(unclear):  # after an open fence or comment no heading is sure to be one
        return lines, 0
    result, count = list(lines), 0
    for question in _questions(body):
        names = [line.heading[1] for line in question if line.heading and line.heading[0] == 3]
        deeper = any(line.heading and line.heading[0] not in (2, 3) for line in question)
        positions = [_ORDER.get(name, -1) for name in names]
        if deeper or -1 in positions or len(set(positions)) < len(positions) or positions == sorted(positions):
            continue
        first = question[0].number - 1
        result[first : first + len(question)] = _sorted(question)
        count += 1
    return result, count


def _questions(body: list[Line]) -> list[list[Line]]:
    found: list[list[Line]] = []
    for line in body:
        if line.heading and line.heading[0] == 2:
            found.append([])
        if found:
            found[-1].append(line)
    return found


def _sorted(question: list[Line]) -> list[str]:
    """As many lines as before where each section ended in a blank line; a missing one is added."""
    head: list[str] = []
    sections: list[tuple[int, list[str]]] = []
    for line in question:
        if line.heading and line.heading[0] == 3:
            sections.append((_ORDER[line.heading[1]], []))
        (sections[-1][1] if sections else head).append(line.text)
    last = sections[-1][1]
    tail: list[str] = []
    while not last[-1]:
        tail.append(last.pop())
    parts = [part for _, part in sorted(sections, key=lambda section: section[0])]
    for part in parts[:-1]:
        if part[-1]:
            part.append("")
    while not parts[-1][-1]:
        parts[-1].pop()
    return [*head, *(line for part in parts for line in part), *tail]
