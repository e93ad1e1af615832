"""Reads the planted edits and applies them, each to one question of the real content.

What must not live here: what finds them (``edit_layers``), how many must be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
QUESTIONS = FOLDER.parents[1] / "content" / "questions"
HARMLESS = "nothing"
_KEYS = {"id", "find", "replace", "fact"}
_FENCE = re.compile(r"^```.*?^```[ ]*$", re.M | re.S)
_PYTHON = re.compile(r"^```[ ]*\{?[ .]*py[^\n]*\n.*?^```[ ]*$", re.M | re.S)


class Unapplied(Exception):
    """An edit's text does not stand exactly once in its question; the sentence names the edit, which must be written anew."""


@dataclass(frozen=True)
class Kind:
    """A class of edits: its title, who decides them (``machine``, ``people``, or ``nothing`` for true rewordings) and the codes that count."""

    title: str
    decides: str
    counts: tuple[str, ...]

    def accepts(self, code: str) -> bool:
        """Whether a problem of this code is about the edit: a wrong fact that only makes a sentence too long has not been found."""
        return self.counts == ("any",) or code.startswith(self.counts or ("-",))


@dataclass(frozen=True)
class Edit:
    """One edit. ``name`` is its file and number, ``fact`` what is right."""

    name: str
    kind: Kind
    id: str
    find: str
    replace: str
    fact: str

    def __str__(self) -> str:
        return f"{self.name}, `{self.id}`: `{self.find}` became `{self.replace}`"


@dataclass(frozen=True)
class Planted:
    """A page with one edit in it: its path below ``content``, its text, the question's first and last line, the question before
    and after, and whether Python was changed."""

    edit: Edit
    path: str
    text: str
    first: int
    last: int
    before: str
    after: str
    in_python: bool


def read_edits() -> tuple[Edit, ...]:
    """All edits in the order of files. Raises ``ValueError`` for one that cannot be understood."""
    found: list[Edit] = []
    for file in sorted(FOLDER.glob("*.yml")):
        page = yaml.safe_load(file.read_text("utf-8"))
        kind = Kind(page["class"], page["decides"], tuple(page["counts"].split()))
        for number, fields in enumerate(page["edits"], 1):
            if set(fields) != _KEYS or not all(isinstance(value, str) for value in fields.values()):
                raise ValueError(f"{file.name}, edit {number}: it has {sorted(fields)}, not {sorted(_KEYS)} as texts")
            found.append(Edit(f"{file.stem} {number}", kind, **fields))
    return tuple(found)


def read_pages() -> dict[str, str]:
    """The text of every page of questions by its path below ``content``."""
    return {f"questions/{file.name}": file.read_text("utf-8") for file in sorted(QUESTIONS.glob("*.md"))}


def plant(edit: Edit, pages: Mapping[str, str]) -> Planted:
    """The page with the edit. Raises ``Unapplied`` unless the text to find stands exactly once in the question."""
    path, start, end = _question(edit, pages)
    body = pages[path][start:end]
    times = body.count(edit.find)
    if times != 1:
        raise Unapplied(f"{edit.name}: `{edit.find}` stands {times} times in `{edit.id}` ({path}); it must stand there once. Write the edit anew in tests/planted_answers")
    at = body.index(edit.find)
    in_python = any(fence.start() <= at < fence.end() for fence in _PYTHON.finditer(body))
    changed = body.replace(edit.find, edit.replace)
    text = pages[path][:start] + changed + pages[path][end:]
    first = pages[path].count("\n", 0, start) + 1
    return Planted(edit, path, text, first, first + changed.count("\n") - 1, body, changed, in_python)


def standing(edits: Iterable[Edit], pages: Mapping[str, str]) -> list[Planted]:
    """The edits that still have their place, planted: somebody who rewords an answer need not know of them."""
    found = []
    for edit in edits:
        try:
            found.append(plant(edit, pages))
        except Unapplied:
            continue
    return found


def _question(edit: Edit, pages: Mapping[str, str]) -> tuple[str, int, int]:
    """(path, where the question begins, where it ends)"""
    heading = re.compile(rf"^## [^\n]*\{{[^{{}}\n]*#{re.escape(edit.id)}[ }}]", re.M)
    for path, text in pages.items():
        if found := heading.search(text):
            rest = _FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence.group()), text)
            following = re.compile(r"^## ", re.M).search(rest, found.end())
            return path, found.start(), following.start() if following else len(text)
    raise Unapplied(f"{edit.name}: there is no question `{edit.id}`. Write the edit anew in tests/planted_answers")
