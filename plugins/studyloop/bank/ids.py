"""Ids: their form, and the attributes in braces that carry them.

``{ #id .class key=value key="two words" }`` is Python-Markdown's ``attr_list`` notation; it is read here so that
every attribute has a column and an unknown one an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_TOKEN = re.compile(
    r"""\#(?P<id>[^\s"'=}]*)|\.(?P<cls>[^\s"'=}]+)|(?P<key>[\w-]+)=(?:"(?P<dq>[^"]*)"|'(?P<sq>[^']*)'|(?P<bare>[^\s"'}]*))"""
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood in the braces; ``keys`` maps a name to (value, column)."""

    id: str | None = None
    id_col: int = 1
    classes: tuple[str, ...] = ()
    keys: dict[str, tuple[str, int]] = field(default_factory=dict)
    rubbish: tuple[tuple[str, int], ...] = ()
    col: int = 1

    def get(self, key: str) -> str | None:
        """The value of ``key``, or ``None``."""
        found = self.keys.get(key)
        return found[0] if found else None


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an id."""
    return bool(ID.match(text))


def split_attributes(line: str) -> tuple[str, Attributes | None]:
    """Cut a trailing ``{ ... }`` off a line; ``None`` where there is none that reads as attributes."""
    line = line.rstrip()
    start = line.rfind("{")
    if start < 0 or line.find("}", start) != len(line) - 1 or line[:start].endswith("\\"):
        return line, None
    offset = start + (2 if line.startswith(":", start + 1) else 1)
    attributes = parse_attributes(line[offset:-1], offset)
    if attributes.id is None and not attributes.classes and not attributes.keys:
        return line, None
    return line[:start].rstrip(), attributes


def parse_attributes(inner: str, offset: int = 0) -> Attributes:
    """Read the inside of the braces; ``offset`` is where it starts in its line (from 0)."""
    ident: str | None = None
    ident_col = offset + 1
    classes: list[str] = []
    keys: dict[str, tuple[str, int]] = {}
    rubbish: list[tuple[str, int]] = []
    position = 0
    while position < len(inner):
        if inner[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(inner, position)
        if not match or match.end() == position:
            end = position
            while end < len(inner) and not inner[end].isspace():
                end += 1
            rubbish.append((inner[position:end], offset + position + 1))
            position = end
            continue
        column = offset + match.start() + 1
        if match["id"] is not None:
            if ident is not None:
                rubbish.append((match.group(), column))
            else:
                ident, ident_col = match["id"], column
        elif match["cls"] is not None:
            classes.append(match["cls"])
        else:
            value = next(v for v in (match["dq"], match["sq"], match["bare"]) if v is not None)
            if match["key"] in keys:
                rubbish.append((match.group(), column))
            keys[match["key"]] = (value, column)
        position = match.end()
    return Attributes(ident, ident_col, tuple(classes), keys, tuple(rubbish), offset + 1)
