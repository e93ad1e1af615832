"""The parser of a guide: prose, with cards beside what they test."""

from __future__ import annotations

from pathlib import PurePosixPath

from studyloop.bank.cards import read_cards
from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.groups import Group, claims_identity, group_lines
from studyloop.bank.ids import is_id, split_attributes
from studyloop.bank.lines import Line, classify, piece
from studyloop.bank.model import Block, Guide, Place, Subject
from studyloop.bank.problems import Problems
from studyloop.bank.schema import Reader, page_path_id


def parse_guide(lines: list[str], path: PurePosixPath, subject: Subject, problems: Problems) -> Guide | None:
    """Read one guide; ``None`` when its front matter cannot be used. Faults go to ``problems``."""
    front = read_front_matter(lines, path, problems)
    if front is None:
        return None
    reader = Reader(front, problems)
    reader.keys(("title", "component", "order", "reviewed", "summary"), ("roles", "collections", "description"))
    body = classify(lines[front.body_line - 1 :], front.body_line, path, problems)
    if not any(line.heading and line.heading[0] == 1 for line in body):
        problems.add(Place(path, front.body_line), "S08", "The page has no `# Title`.", "write it under the front matter")
    if not any(not line.blank and not line.heading for line in body):
        problems.add(Place(path, front.body_line), "S06", "The guide is empty.", "write its text under the title")
    return Guide(
        id=page_path_id(path, problems),
        path=path,
        title=reader.text("title"),
        component=reader.one_of("component", subject.components, "M09", "component"),
        order=reader.number("order", 0, 99),
        summary=reader.text("summary", 200),
        roles=reader.many_of("roles", subject.roles, "M10", "role"),
        collections=reader.many_of("collections", subject.collections, "M11", "collection"),
        reviewed=reader.date("reviewed"),
        blocks=_blocks(body, path, problems),
        anchors=read_anchors(body, path, problems),
    )


def _blocks(body: list[Line], path: PurePosixPath, problems: Problems) -> tuple[Block, ...]:
    """Prose and card groups in turn; a definition list or cloze is a card only when an id says so."""
    blocks: list[Block] = []
    prose: list[Line] = []
    groups: list[Group] = []

    def flush_prose() -> None:
        if prose and (found := piece(prose, path, prose[0].number)):
            blocks.append(Block(prose=found))
        prose.clear()

    def flush_cards() -> None:
        if groups:
            blocks.append(Block(cards=tuple(read_cards(groups, path, problems))))
        groups.clear()

    last_taken = 0
    for group in group_lines(body):
        if claims_identity(group):
            flush_prose()
            groups.append(group)
        else:
            flush_cards()
            # Blank lines between groups matter to Markdown: give each prose group one back.
            if prose:
                prose.append(Line(last_taken + 1, ""))
                prose.extend(Line(number, "") for number in range(last_taken + 2, group.first.number))
            prose.extend(group.lines)
        last_taken = group.lines[-1].number
    flush_prose()
    flush_cards()
    return tuple(blocks)


def read_anchors(body: list[Line], path: PurePosixPath, problems: Problems) -> tuple[str, ...]:
    """The explicit heading ids of a page, in order; a malformed one is a problem."""
    return tuple(anchor for anchor, _ in find_anchors(body, path, problems))


def find_anchors(body: list[Line], path: PurePosixPath, problems: Problems) -> list[tuple[str, Place]]:
    """The same, each with its place."""
    anchors = []
    for line in body:
        if not line.heading:
            continue
        _, text, col = line.heading
        attributes = split_attributes(text)[1]
        if attributes is None or attributes.id is None:
            continue
        place = Place(path, line.number, attributes.id_col + col - 1)
        if not is_id(attributes.id):
            problems.add(place, "I02", f"The id `{attributes.id}` is malformed.", "use a-z, 0-9 and -")
            continue
        anchors.append((attributes.id, place))
    return anchors
