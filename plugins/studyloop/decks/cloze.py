"""Cloze marks into Anki's deletions, refusing everything Anki would drop without a word.

What must not live here: what fields of other note types need (``fields``).
"""

from __future__ import annotations

import re

from studyloop.decks.errors import FieldError
from studyloop.decks.fields import MATH, Targets, break_live, is_blank, math_field, resolve

# Anki numbers deletions from 1 to 500.
MOST = 500
_TOKEN = re.compile(rf"{MATH.pattern}|<mark\b([^>]*)>|</mark>")
_CLASS = re.compile(r"""\bclass=["']([^"']*)["']""")
_NUMBER = re.compile(r"c(\d+)")
_DELETION = re.compile(r"\{\{c(\d+)::")


def to_cloze(html: str, targets: Targets, card_id: str) -> str:
    """A cloze field. Raises ``FieldError`` for no deletion, an unnumbered one among several, number 0 or above 500,
    several numbers in one, one inside another, an empty one, an unclosed one.
    """
    html = resolve(html, targets)
    total = len(re.findall(r"<mark\b", html))
    out: list[str] = []
    opened: int | None = None  # index in `out` of the open deletion's first token
    last = 0
    for found in _TOKEN.finditer(html):
        out.append(_escape(html[last : found.start()], inside=opened is not None))
        last = found.end()
        if found[1]:
            out.append(math_field(found))
        elif found[0] != "</mark>":
            if opened is not None:
                raise FieldError(card_id, "a deletion stands inside another one: close the first before the second")
            out.append(f"{{{{c{_number(found[3], total, card_id)}::")
            opened = len(out)
        else:
            if opened is None:
                raise FieldError(card_id, "a deletion is closed that was never opened: remove the stray end mark")
            _finish(out, opened, card_id)
            opened = None
    if opened is not None:
        raise FieldError(card_id, "a deletion is never closed: end it with '==' before the paragraph ends")
    if not total:
        raise FieldError(card_id, "a cloze card needs a deletion: mark the words to recall, ==like this=={ .c1 }")
    return "".join(out) + _escape(html[last:], inside=False)


def cloze_numbers(field: str) -> tuple[int, ...]:
    """The numbers of a cloze field's deletions, sorted: one card each."""
    return tuple(sorted({int(number) for number in _DELETION.findall(field)}))


def _escape(text: str, *, inside: bool) -> str:
    text = break_live(text.replace("{", "&#123;").replace("}", "&#125;"))
    return text.replace("::", "&#58;&#58;") if inside else text


def _number(attributes: str, total: int, card_id: str) -> int:
    found = _CLASS.search(attributes)
    numbers = [int(m[1]) for word in (found[1].split() if found else ()) if (m := _NUMBER.fullmatch(word))]
    if len(numbers) > 1:
        raise FieldError(card_id, "a deletion carries several numbers: keep one, such as { .c1 }")
    if not numbers and total > 1:
        raise FieldError(card_id, "a deletion among several has no number: write one after it, such as { .c2 }")
    number = numbers[0] if numbers else 1
    if not 1 <= number <= MOST:
        raise FieldError(card_id, f"a deletion has the number {number}: Anki takes 1 to {MOST}")
    return number


def _finish(out: list[str], opened: int, card_id: str) -> None:
    if is_blank("".join(out[opened:])):
        raise FieldError(card_id, "a deletion is empty: put the words to recall inside it")
    if out[opened].startswith(":"):
        # `{{c1:::x` would leave Anki to guess which colons separate.
        out[opened] = "&#58;" + out[opened][1:]
    out.append("}}")
