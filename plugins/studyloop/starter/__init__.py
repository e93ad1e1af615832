"""A new site for another subject: its files, from the templates beside this module. Pure.

A template's name begins with ``dot_`` where the file's begins with a dot, and ends in ``.template`` where it would else
count as this package's own code; in its text ``@@NAME@@`` stands for what was
chosen, and ``@@NAME:yaml@@`` for the same in quotes. What must not live here: asking, and writing files (``cli.init``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["Choices", "as_id", "make_files"]
_PLACE = re.compile(r"@@([A-Z]+)(:yaml)?@@")
_NOT_AN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Choices:
    """What makes one site differ from another.

    ``components`` are (id, title) in study order, at least one. ``generator`` is what pip is asked for; ``today`` an ISO date.
    """

    title: str
    deck: str
    namespace: str
    components: tuple[tuple[str, str], ...]
    generator: str
    today: str


def as_id(text: str) -> str:
    """``General chemistry!`` as ``general-chemistry``; empty where nothing of it can stand in an id."""
    return _NOT_AN_ID.sub("-", text.lower()).strip("-")


def make_files(choices: Choices) -> dict[str, str]:
    """Path from the new folder to text, sorted by path."""
    values = {
        "TITLE": choices.title,
        "DECK": choices.deck,
        "NAMESPACE": choices.namespace,
        "FIRST": choices.components[0][0],
        "COMPONENTS": "\n".join(f"    - {{id: {ident}, title: {_quoted(title)}}}" for ident, title in choices.components),
        "GENERATOR": choices.generator,
        "TODAY": choices.today,
    }

    def value(found: re.Match[str]) -> str:
        return _quoted(values[found[1]]) if found[2] else values[found[1]]

    return {path: _PLACE.sub(value, text) for path, text in sorted(_templates(files(__name__) / "files", ""))}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _templates(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        name = path + re.sub(r"^dot_", ".", entry.name).removesuffix(".template")
        if entry.is_dir():
            yield from _templates(entry, f"{name}/")
        else:
            yield name, entry.read_text("utf-8")
