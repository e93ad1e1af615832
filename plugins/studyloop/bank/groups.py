"""Groups: the lines between blank lines, and which of them claim to be cards. Reading the cards is in ``cards``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyloop.bank.ids import Attributes, split_attributes
from studyloop.bank.lines import Line

ITEM = re.compile(r"^(?:[-*+]|\d+[.)])[ ]+")
_DEFINITION = re.compile(r"^:[ ]+(?=\S)|^:[ ]*$")


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive lines between blank lines, with continuation lines of a definition kept together."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]


def group_lines(lines: list[Line]) -> list[Group]:
    """Split at blank lines; indented lines after a blank one, and definitions, stay with what they continue."""
    groups: list[list[Line]] = []
    in_definition = False
    pending: list[Line] = []
    for line in lines:
        if line.blank:
            # A comment is no part of what it stands in.
            pending.append(Line(line.number, ""))
            continue
        if groups and (not pending or (in_definition and line.text.startswith("    "))):
            groups[-1].extend(pending)
            groups[-1].append(line)
        else:
            groups.append([line])
            in_definition = False
        in_definition = in_definition or is_definition(line)
        pending = []
    return [Group(tuple(group)) for group in groups]


def is_definition(line: Line) -> bool:
    """Whether the line begins the answer of a recall card."""
    return not line.code and bool(_DEFINITION.match(line.text))


def attribute_line(line: Line) -> Attributes | None:
    """The attributes of a line that holds nothing else, when they make it part of a card."""
    if line.code or not line.text.lstrip().startswith("{"):
        return None
    text, attributes = split_attributes(line.text)
    if text or attributes is None or (attributes.id is None and "cloze" not in attributes.classes):
        return None
    return attributes


def is_card_group(group: Group) -> bool:
    """Whether a group claims to be a card: a definition, or something with an id or the cloze class."""
    if group.first.code:
        return False
    if any(is_definition(line) for line in group.lines[1:]):
        return True
    return any(attribute_line(line) for line in group.lines) or bool(cloze_item(group.first.text))


def claims_identity(group: Group) -> bool:
    """Whether a group outside a Cards section is a card: prose may hold plain definition lists, and headings with ids."""
    if group.first.heading or not is_card_group(group):
        return False
    texts = [line.text for line in group.lines if not line.code]
    return any(("{" in text and "#" in text) or ".cloze" in text for text in texts)


def cloze_item(text: str) -> Attributes | None:
    """The attributes of a list item that is a cloze card."""
    if not ITEM.match(text):
        return None
    attributes = split_attributes(text)[1]
    return attributes if attributes and "cloze" in attributes.classes else None
