"""Cards: definition lists and cloze paragraphs with an id, in a question's Cards section or in a guide."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from studyloop.bank.groups import ITEM, Group, attribute_line, claims_identity, cloze_item, group_lines, is_card_group, is_definition
from studyloop.bank.deletions import NUMBER
from studyloop.bank.ids import Attributes, is_id, split_attributes
from studyloop.bank.lines import Line
from studyloop.bank.model import Card, Piece, Place
from studyloop.bank.problems import Problems
from studyloop.bank.spans import Offsets, bare, find_marks

_NUMBERS = tuple("123456789")


def refuse_cards(lines: list[Line], path: PurePosixPath, problems: Problems) -> None:
    """A card where no one looks for cards would be lost."""
    for group in group_lines(lines):
        if claims_identity(group):
            problems.add(Place(path, group.first.number), "S01", "A card stands outside `### Cards`.", "move it there, or remove its id")


def read_card_section(lines: list[Line], path: PurePosixPath, problems: Problems) -> list[Card]:
    """The cards of a Cards section; whatever else stands there is a problem."""
    groups = group_lines(lines)
    for group in groups:
        if group.first.code or not is_card_group(group):
            problems.add(
                Place(path, group.first.number),
                "S01",
                "This text belongs to no card.",
                "make it `cue { #id }` with `:   answer` under it, or a cloze with `{ #id .cloze }` on the line below",
            )
    return read_cards([group for group in groups if is_card_group(group)], path, problems)


def read_cards(groups: list[Group], path: PurePosixPath, problems: Problems) -> list[Card]:
    """Every card of the groups; what is no card is a problem."""
    cards: list[Card] = []
    for group in groups:
        if any(is_definition(line) for line in group.lines[1:]):
            _read_recalls(group, path, problems, cards)
        else:
            for lines in cut_items(group):
                _read_cloze(lines, path, problems, cards)
    return cards


def _read_recalls(group: Group, path: PurePosixPath, problems: Problems, cards: list[Card]) -> None:
    """One or more `term { #id }` / `: definition` pairs that stand together."""
    term: list[Line] = []
    back: list[Line] = []
    for line in group.lines:
        if is_definition(line):
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


def cut_items(group: Group) -> list[tuple[Line, ...]]:
    """The list items of a group that begins with one, the whole group otherwise: each may be a cloze card."""
    if not ITEM.match(group.first.text):
        return [group.lines]
    items: list[list[Line]] = []
    for line in group.lines:
        if ITEM.match(line.text) and not line.code:
            items.append([])
        items[-1].append(line)
    return [tuple(item) for item in items]


def cut_cloze(lines: tuple[Line, ...]) -> tuple[Attributes | None, int, str, int]:
    """Attributes, the number of their line, the source without them and without the item's sign, the length of that sign."""
    attributes = attribute_line(lines[-1]) if len(lines) > 1 else None
    if attributes:
        at, body = len(lines) - 1, [line.text for line in lines[:-1]]
    else:
        at, body = 0 if cloze_item(lines[0].text) else len(lines) - 1, [line.text for line in lines]
        body[at], attributes = split_attributes(body[at])
    marker = ITEM.match(body[0])
    shift = marker.end() if marker else 0
    return attributes, lines[at].number, "\n".join(body)[shift:], shift


def _read_cloze(lines: tuple[Line, ...], path: PurePosixPath, problems: Problems, cards: list[Card]) -> None:
    place = Place(path, lines[0].number)
    attributes, number, source, shift = cut_cloze(lines)
    if attributes is None or "cloze" not in attributes.classes:
        problems.add(
            place, "S01", "This text belongs to no card.", "make it `term { #id }` with `:   answer`, or a cloze with `{ #id .cloze }` on the line below"
        )
        return
    checked = _check_attributes(attributes, Place(path, number), problems, ("was",), ("cloze",))
    if not checked:
        return
    ident, was = checked
    if _check_marks(ident, source, place, shift, problems):
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
        problems.add(place, "I01", "This card has no id.", "`studyloop ids` writes one, or add `{ #a-new-id }`; it stays for ever")
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


def _check_marks(ident: str, source: str, place: Place, shift: int, problems: Problems) -> bool:
    """Cloze marks: at least one, numbered where there are several, and nothing Anki would misread.

    ``shift`` is how many characters stand before the source in its first line.
    """
    shown, spans = bare(source)
    marks = find_marks(shown)
    places = Offsets(source, Place(place.path, place.line, 1 + shift))
    ok = True
    if not marks:
        problems.add(place, "C01", f"The cloze card `{ident}` has no mark.", "mark the deletion: `==text=={ .c1 }`")
        return False
    for mark in marks:
        numbers = NUMBER.findall(mark.attributes)
        if len(numbers) > 1 or (not numbers and len(marks) > 1) or any(n not in _NUMBERS for n in numbers):
            problems.add(places.place(mark.start), "C03", "A cloze mark needs one number from 1 to 9.", "write it as a class: `==text=={ .c1 }`")
            ok = False
    for start, end in spans:
        for bad in ("}}", "::"):
            if bad in source[start:end]:
                hint = "put a space between the braces" if bad == "}}" else "say it in words, or use a recall card"
                problems.add(places.place(start), "C02", f"`{bad}` in math or code would break the cloze in Anki.", hint)
                ok = False
    return ok
