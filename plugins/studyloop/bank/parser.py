"""The parser of a question bank file: a line walk over headings that claims every line or says what was expected.

Linear in the number of lines. Pure: lines in, topic and problems out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from studyloop.bank.cards import read_card_section, refuse_cards
from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.ids import Attributes, is_id, split_attributes
from studyloop.bank.lines import Line, classify, piece
from studyloop.bank.model import SECTION_KEY, SECTIONS, Card, Piece, Place, Question, Subject, Topic
from studyloop.bank.problems import Problems
from studyloop.bank.schema import Reader, nearest, page_path_id

_ATTRIBUTES = ("level", "minutes", "kind", "roles", "was", "asked", "as-of")
_AS_OF = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")
_ORDER = [name for name, _, _ in SECTIONS]
_REQUIRED = frozenset(key for _, key, required in SECTIONS if required)


@dataclass
class _Part:
    """A heading and the lines under it, while the file is being cut up."""

    heading: Line
    text: str
    col: int
    lines: list[Line] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)


def parse_topic(lines: list[str], path: PurePosixPath, subject: Subject, problems: Problems) -> Topic | None:
    """Read one bank file; ``None`` when its front matter cannot be used. Faults go to ``problems``."""
    front = read_front_matter(lines, path, problems)
    if front is None:
        return None
    reader = Reader(front, problems)
    reader.keys(("title", "component", "order", "roles", "reviewed"), ("collections", "description"))
    body = classify(lines[front.body_line - 1 :], front.body_line, path, problems)
    titles, intro, cut = _cut(body, path, problems)
    refuse_cards(intro, path, problems)
    _check_title(titles, path, front.body_line, problems)
    roles = reader.many_of("roles", subject.roles, "M10", "role")
    questions = [
        question
        for index, part in enumerate(cut)
        if (question := _read_question(part, cut[index + 1 :][:1], len(lines), path, subject, roles, problems))
    ]
    if not cut:
        problems.add(Place(path), "S07", "The file holds no question.", "add `## Question? { #id level=... minutes=... kind=... }`")
    return Topic(
        id=page_path_id(path, problems),
        path=path,
        title=reader.text("title"),
        component=reader.one_of("component", subject.components, "M09", "component"),
        order=reader.number("order", 0, 99),
        roles=roles,
        collections=reader.many_of("collections", subject.collections, "M11", "collection"),
        reviewed=reader.date("reviewed"),
        intro=piece(intro, path, front.body_line),
        questions=tuple(questions),
        title_place=Place(path, titles[0].number if titles else front.body_line),
    )


def _check_title(titles: list[Line], path: PurePosixPath, body_line: int, problems: Problems) -> None:
    if not titles:
        problems.add(Place(path, body_line), "S08", "The page has no `# Title`.", "write it under the front matter")
    for extra in titles[1:]:
        problems.add(Place(path, extra.number), "S08", "The page has a second `# Title`.", "use `##` for a question")


def _cut(body: list[Line], path: PurePosixPath, problems: Problems) -> tuple[list[Line], list[Line], list[_Part]]:
    """Cut the body at its headings: titles, introduction, questions with their sections."""
    titles: list[Line] = []
    intro: list[Line] = []
    questions: list[_Part] = []
    target = intro
    for line in body:
        heading = line.heading
        if heading is None:
            if not titles and not questions and not line.blank:
                problems.add(Place(path, line.number), "S01", "Text stands before the title.", "move it under `# Title`")
            target.append(line)
            continue
        depth, text, col = heading
        if depth == 1:
            titles.append(line)
            target = intro if not questions else target
        elif depth == 2:
            questions.append(_Part(line, text, col))
            target = questions[-1].lines
        elif depth == 3 and questions:
            part = _Part(line, text, col)
            questions[-1].parts.append(part)
            target = part.lines
        else:
            where = "inside a section" if questions else "before the first question"
            problems.add(Place(path, line.number), "S10", f"A heading of depth {depth} stands {where}.", "use bold text, or `##` for a question")
    return titles, intro, questions


def _read_question(
    part: _Part,
    following: list[_Part],
    last_line: int,
    path: PurePosixPath,
    subject: Subject,
    default_roles: tuple[str, ...],
    problems: Problems,
) -> Question | None:
    place = Place(path, part.heading.number)
    title, attributes = split_attributes(part.text)
    attributes = attributes or Attributes()
    shift = part.col - 1
    ident = _read_id(attributes, place, shift, problems)
    values = _read_values(attributes, place, shift, subject, problems)
    if not title:
        problems.add(place, "S06", "The question has no text.", "write it before `{ #id ... }`")
    short = piece(part.lines, path, place.line)
    if not short:
        problems.add(place, "S06", "The short answer is missing.", "write 25-60 words under the question")
    refuse_cards(part.lines, path, problems)
    parts, cards = _read_sections(part, place, path, problems)
    if not ident:
        return None
    roles = _read_roles(attributes, place, shift, subject, problems)
    return Question(
        id=ident,
        title=title,
        roles=roles if roles is not None else default_roles,
        short=short,
        parts=parts,
        cards=tuple(cards),
        place=place,
        was=attributes.get("was"),
        asked=attributes.get("asked") or "representative",
        as_of=attributes.get("as-of"),
        last_line=following[0].heading.number - 1 if following else last_line,
        **values,
    )


def _read_id(attributes: Attributes, place: Place, shift: int, problems: Problems) -> str:
    at = Place(place.path, place.line, attributes.id_col + shift)
    for word, col in attributes.rubbish:
        problems.add(Place(place.path, place.line, col + shift), "S09", f"`{word}` is no attribute.", "write `#id` or `key=value`")
    for name in attributes.classes:
        problems.add(at, "Q01", f"A question has no class `.{name}`.", "remove it")
    if attributes.id is None:
        problems.add(place, "I01", "This question has no id.", "`studyloop ids` writes one, or add `{ #a-new-id ... }`; it stays for ever")
        return ""
    for ident in (attributes.id, attributes.get("was")):
        if ident is not None and not is_id(ident):
            problems.add(at, "I02", f"The id `{ident}` is malformed.", "use a-z, 0-9 and -")
            return ""
    return attributes.id


def _read_values(attributes: Attributes, place: Place, shift: int, subject: Subject, problems: Problems) -> dict:
    """``level``, ``minutes`` and ``kind``, each checked; also every unknown attribute and ``as-of``."""

    def at(key: str) -> Place:
        return Place(place.path, place.line, attributes.keys[key][1] + shift) if key in attributes.keys else place

    for key in attributes.keys:
        if key not in _ATTRIBUTES:
            problems.add(at(key), "Q01", f"A question has no attribute `{key}`.", nearest(key, _ATTRIBUTES))
    for key in ("level", "minutes", "kind"):
        if key not in attributes.keys:
            problems.add(place, "Q02", f"The attribute `{key}` is missing.", f"add `{key}=...` in the braces")
    level, kind, minutes = (attributes.get(key) or "" for key in ("level", "kind", "minutes"))
    if level and level not in (known := [term.id for term in subject.levels]):
        problems.add(at("level"), "Q03", f"The level `{level}` is unknown.", nearest(level, known))
    if kind and kind not in (known := [term.id for term in subject.kinds]):
        problems.add(at("kind"), "Q04", f"The kind `{kind}` is unknown.", nearest(kind, known))
    valid = minutes.isascii() and minutes.isdigit() and len(minutes) <= 3 and 1 <= int(minutes) <= 240
    if minutes and not valid:
        problems.add(at("minutes"), "Q05", f"`{minutes}` is no number of minutes.", "write a whole number from 1 to 240")
    as_of = attributes.get("as-of")
    if as_of is not None and not _AS_OF.match(as_of):
        problems.add(at("as-of"), "Q06", f"`{as_of}` is no month.", "write it as 2026-11")
    return {"level": level, "kind": kind, "minutes": int(minutes) if valid else 0}


def _read_roles(
    attributes: Attributes, place: Place, shift: int, subject: Subject, problems: Problems
) -> tuple[str, ...] | None:
    value = attributes.get("roles")
    if value is None:
        return None
    at = Place(place.path, place.line, attributes.keys["roles"][1] + shift)
    known = [term.id for term in subject.roles]
    chosen = value.replace(",", " ").split()
    for role in chosen:
        if role not in known:
            problems.add(at, "M10", f"The role `{role}` is unknown.", nearest(role, known))
    if not chosen:
        problems.add(at, "M08", "`roles` has a wrong value.", 'write roles="mle ds"')
    return tuple(role for role in chosen if role in known)


def _read_sections(
    question: _Part, place: Place, path: PurePosixPath, problems: Problems
) -> tuple[dict[str, Piece], list[Card]]:
    parts: dict[str, Piece] = {}
    cards: list[Card] = []
    last = -1
    for part in question.parts:
        at = Place(path, part.heading.number, part.col)
        if part.text not in SECTION_KEY:
            problems.add(at, "S02", f"The section `{part.text}` is unknown.", nearest(part.text, _ORDER))
            continue
        key, position = SECTION_KEY[part.text], _ORDER.index(part.text)
        if key in parts:
            problems.add(at, "S03", f"The section `{part.text}` stands twice.", "merge the two")
            continue
        if position < last:
            problems.add(at, "S04", f"The section `{part.text}` is out of order.", f"the order is: {', '.join(_ORDER)}")
        last = max(last, position)
        parts[key] = piece(part.lines, path, part.heading.number)
        if not parts[key]:
            problems.add(at, "S06", f"The section `{part.text}` is empty.", "fill it: no question is without one" if key in _REQUIRED else "fill it, or remove the heading")
        elif key == "cards":
            cards = read_card_section(part.lines, path, problems)
        else:
            refuse_cards(part.lines, path, problems)
    for name, key, required in SECTIONS:
        if required and key not in parts:
            problems.add(place, "S05", f"The section `{name}` is missing.", f"add `### {name}` to this question")
    return parts, cards
