"""Cards: definition lists and cloze paragraphs with an id, in a question's Cards section or in a guide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from studyloop.bank.ids import Attributes, is_id, parse_attributes, split_attributes
from studyloop.bank.lines import Line
from studyloop.bank.model import Card, Piece, Place
from studyloop.bank.problems import Problems

_DEFINITION = re.compile(r"^:[ ]+(?=\S)|^:[ ]*$")
_ATTRIBUTE_LINE = re.compile(r"^[ ]*\{:?[ ]*([^{}]*#[^{}]*?|[^{}]*\.cloze[^{}]*?)[ ]*\}[ ]*$")
_ITEM = re.compile(r"^(?:[-*+]|\d+[.)])[ ]+")
_MARK = re.compile(r"==(?=\S)(.+?)(?<=\S)==(?:\{(?P<attributes>[^{}]*)\})?", re.S)
_CODE_OR_MATH = re.compile(r"(`+)(?:(?!\1).)+?\1|\$\$.+?\$\$|(?<![\\$])\$(?=\S)[^$]+?(?<=\S)\$", re.S)


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
    open_group = False
    pending: list[Line] = []
    for line in lines:
        if line.blank:
            pending.append(line)
            continue
        continues = bool(groups) and not open_group_break(groups[-1], line, bool(pending))
        if groups and (not pending or continues):
            groups[-1].extend(pending)
            groups[-1].append(line)
        else:
            groups.append([line])
        pending = []
        open_group = True
    return [Group(tuple(group)) for group in groups] if open_group else []


def open_group_break(group: list[Line], line: Line, after_blank: bool) -> bool:
    """Whether ``line`` begins a new group after ``group``."""
    if not after_blank:
        return False
    if line.code and any(other.code and other.number == line.number - 1 for other in group):
        return False
    is_definition = any(_DEFINITION.match(other.text) for other in group if not other.code)
    return not (is_definition and line.text.startswith("    "))


def is_card_group(group: Group) -> bool:
    """Whether a group claims to be a card: a definition, or something with an id or the cloze class."""
    if group.first.code:
        return False
    if any(_DEFINITION.match(line.text) for line in group.lines[1:] if not line.code):
        return True
    return any(_ATTRIBUTE_LINE.match(line.text) for line in group.lines if not line.code) or bool(
        _cloze_item(group.first.text)
    )


def _cloze_item(text: str) -> Attributes | None:
    if not _ITEM.match(text):
        return None
    attributes = split_attributes(text)[1]
    return attributes if attributes and "cloze" in attributes.classes else None


def read_cards(groups: list[Group], path: PurePosixPath, problems: Problems) -> list[Card]:
    """Every card of the groups; what is no card is a problem."""
    cards: list[Card] = []
    for group in groups:
        if any(_DEFINITION.match(line.text) for line in group.lines[1:] if not line.code):
            _read_recalls(group, path, problems, cards)
        elif _ITEM.match(group.first.text):
            _read_cloze_items(group, path, problems, cards)
        else:
            _read_cloze(group.lines, path, problems, cards)
    return cards


def _read_recalls(group: Group, path: PurePosixPath, problems: Problems, cards: list[Card]) -> None:
    """One or more `term { #id }` / `: definition` pairs that stand together."""
    term: list[Line] = []
    back: list[Line] = []
    for line in group.lines:
        if not line.code and _DEFINITION.match(line.text):
            if back:
                place = Place(path, line.number)
                problems.add(place, "S01", "A card has a second definition.", "write one answer a card")
            back.append(line)
        elif back and (line.code or line.blank or line.text.startswith("    ")):
            back.append(line)
        elif back:
            _add_recall(term, back, path, problems, cards)
            term, back = [line], []
        else:
            term.append(line)
    if back:
        _add_recall(term, back, path, problems, cards)
    elif term:
        place = Place(path, term[0].number)
        problems.add(place, "S01", "This text belongs to no card.", "write `:   answer` under it")


def _add_recall(term: list[Line], back: list[Line], path: PurePosixPath, problems: Problems, cards: list[Card]) -> None:
    place = Place(path, term[0].number if term else back[0].number)
    if not term:
        problems.add(place, "C04", "This card has no front.", "write the cue on the line above, with `{ #id }`")
        return
    text, attributes = split_attributes(term[-1].text)
    front = "\n".join([*(line.text for line in term[:-1]), text]).strip()
    checked = _check_attributes(attributes, Place(path, term[-1].number), problems, ("was",), ())
    if not checked:
        return
    ident, was = checked
    first = re.sub(r"^:[ ]*", "", back[0].text)
    rest = [line.text[4:] if line.text.startswith("    ") else line.text for line in back[1:]]
    answer = "\n".join([first, *rest]).strip()
    if not front:
        problems.add(place, "C04", f"The front of card `{ident}` is empty.", "write the cue before `{ #id }`")
        return
    if not answer:
        problems.add(Place(path, back[0].number), "C05", f"The back of card `{ident}` is empty.", "write the answer after `:   `")
        return
    cards.append(
        Card(ident, "recall", Piece(front, place), Piece(answer, Place(path, back[0].number)), place, was)
    )


def _read_cloze_items(group: Group, path: PurePosixPath, problems: Problems, cards: list[Card]) -> None:
    item: list[Line] = []
    for line in [*group.lines, None]:
        if line is None or (_ITEM.match(line.text) and not line.code):
            if item:
                _read_cloze(tuple(item), path, problems, cards)
            item = [line] if line else []
        elif line is not None:
            item.append(line)


def _read_cloze(lines: tuple[Line, ...], path: PurePosixPath, problems: Problems, cards: list[Card]) -> None:
    place = Place(path, lines[0].number)
    last = lines[-1]
    found = _ATTRIBUTE_LINE.match(last.text) if len(lines) > 1 and not last.code else None
    if found:
        attributes: Attributes | None = parse_attributes(found.group(1), found.start(1))
        body = [line.text for line in lines[:-1]]
    else:
        text, attributes = split_attributes(lines[0].text if _cloze_item(lines[0].text) else last.text)
        body = [line.text for line in lines]
        body[0 if _cloze_item(lines[0].text) else -1] = text
    if attributes is None or "cloze" not in attributes.classes:
        problems.add(
            place, "S01", "This text belongs to no card.", "make it `term { #id }` with `:   answer`, or a cloze with `{ #id .cloze }`"
        )
        return
    checked = _check_attributes(attributes, Place(path, last.number), problems, ("was",), ("cloze",))
    if not checked:
        return
    ident, was = checked
    source = _ITEM.sub("", "\n".join(body), count=1) if _ITEM.match(body[0]) else "\n".join(body)
    if _check_marks(ident, source, place, problems):
        cards.append(Card(ident, "cloze", Piece(source.strip(), place), None, place, was))


def _check_attributes(
    attributes: Attributes | None,
    place: Place,
    problems: Problems,
    keys: tuple[str, ...],
    classes: tuple[str, ...],
) -> tuple[str, str | None] | None:
    """The id and ``was``; ``None`` when there is no usable id."""
    if attributes is None or attributes.id is None:
        problems.add(place, "I01", "This card has no id.", "add `{ #a-new-id }`; the id stays for ever")
        return None
    at = Place(place.path, place.line, attributes.id_col)
    if not is_id(attributes.id):
        problems.add(at, "I02", f"The id `{attributes.id}` is malformed.", "use a-z, 0-9 and -")
        return None
    for word, col in attributes.rubbish:
        problems.add(Place(place.path, place.line, col), "S09", f"`{word}` is no attribute.", "write `#id`, `.class` or `key=value`")
    for key, (_, col) in attributes.keys.items():
        if key not in keys:
            problems.add(Place(place.path, place.line, col), "Q01", f"A card has no attribute `{key}`.", "a card may have `was=old-id`")
    for name in attributes.classes:
        if name not in classes:
            problems.add(at, "Q01", f"A card has no class `.{name}`.", "only `.cloze`, on a cloze card")
    was = attributes.get("was")
    if was is not None and not is_id(was):
        problems.add(at, "I02", f"The id `{was}` is malformed.", "use a-z, 0-9 and -")
        was = None
    return attributes.id, was


def _check_marks(ident: str, source: str, place: Place, problems: Problems) -> bool:
    """Cloze marks: at least one, numbered where there are several, and nothing Anki would misread."""
    bare = _CODE_OR_MATH.sub(lambda found: "x" * len(found.group()), source)
    marks = list(_MARK.finditer(bare))
    ok = True
    if not marks:
        problems.add(place, "C01", f"The cloze card `{ident}` has no mark.", "mark the deletion: `==text=={ .c1 }`")
        return False
    for mark in marks:
        numbers = re.findall(r"\.c(\d+)\b", mark["attributes"] or "")
        at = Place(place.path, place.line + bare.count("\n", 0, mark.start()), mark.start() - bare.rfind("\n", 0, mark.start()))
        if len(numbers) > 1 or (not numbers and len(marks) > 1) or any(not 1 <= int(n) <= 9 for n in numbers):
            problems.add(at, "C03", "A cloze mark needs one number from 1 to 9.", "write it as a class: `==text=={ .c1 }`")
            ok = False
    for found in _CODE_OR_MATH.finditer(source):
        inside = found.group()
        for bad in ("}}", "::"):
            if bad in inside:
                at = Place(place.path, place.line + source.count("\n", 0, found.start()), found.start() - source.rfind("\n", 0, found.start()))
                hint = "put a space between the braces" if bad == "}}" else "say it in words, or use a recall card"
                problems.add(at, "C02", f"`{bad}` in math or code would break the cloze in Anki.", hint)
                ok = False
    return ok


def cloze_numbers(card: Card) -> tuple[int, ...]:
    """The numbers of a cloze card's marks, sorted, each once; a lone mark without a number counts as 1."""
    bare = _CODE_OR_MATH.sub(lambda found: "x" * len(found.group()), card.front.text)
    numbers = set()
    for mark in _MARK.finditer(bare):
        found = re.search(r"\.c(\d+)\b", mark["attributes"] or "")
        numbers.add(int(found.group(1)) if found else 1)
    return tuple(sorted(numbers))
