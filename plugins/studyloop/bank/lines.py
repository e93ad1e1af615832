"""Lines: a file's text made safe and classified once, so that no later step mistakes code for structure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from studyloop.bank.model import Piece, Place
from studyloop.bank.problems import Problems

MAX_BYTES = 10 * 1024 * 1024
MAX_LINES = 200_000

_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_HEADING = re.compile(r"^(?P<hashes>#{1,6})(?P<gap>[ ]*)(?P<text>.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``code`` when inside a fence (or its edge); ``hidden`` when inside an HTML comment."""

    number: int
    text: str
    code: bool = False
    hidden: bool = False

    @property
    def blank(self) -> bool:
        """Nothing a reader would see stands here."""
        return self.hidden or (not self.code and not self.text.strip())

    @property
    def heading(self) -> tuple[int, str, int] | None:
        """(depth, text, column of the text) when the line is an ATX heading outside code and comments."""
        if self.code or self.hidden or not self.text.startswith("#"):
            return None
        found = _HEADING.match(self.text)
        if not found or not (found["gap"] or not found["text"]):
            return None
        return len(found["hashes"]), found["text"].strip(), found.start("text") + 1


def decode(data: bytes, path: PurePosixPath, problems: Problems) -> list[str] | None:
    """Bytes to lines without line ends (BOM and CRLF accepted); ``None`` after a fault that stops reading."""
    if len(data) > MAX_BYTES:
        problems.add(Place(path), "F05", f"The file has {len(data):,} bytes.", f"split it; the limit is {MAX_BYTES:,}")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        col = error.start - data.rfind(b"\n", 0, error.start)
        problems.add(Place(path, line, col), "F02", "The file is not UTF-8 text.", "save it as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        problems.add(Place(path), "F05", f"The file has {len(lines):,} lines.", f"split it; the limit is {MAX_LINES:,}")
        return None
    clean = True
    for number, line in enumerate(lines, 1):
        if control := _CONTROL.search(line):
            name = "NUL" if control.group() == "\0" else "control"
            problems.add(Place(path, number, control.start() + 1), "F03", f"A {name} character stands here.", "delete it")
            clean = False
        if "\t" in line:
            problems.add(Place(path, number, line.index("\t") + 1), "F04", "A tab stands here.", "use spaces")
            clean = False
    return trim_ends(lines) if clean else None


def trim_ends(lines: list[str]) -> list[str]:
    """The lines without spaces at their ends; two or more before a line of text are a line break and stay."""
    trimmed = [line.rstrip(" ") for line in lines]
    for index, line in enumerate(lines[:-1]):
        if line.endswith("  ") and trimmed[index] and trimmed[index + 1]:
            trimmed[index] = line
    return trimmed


def classify(lines: list[str], first_number: int, path: PurePosixPath, problems: Problems) -> list[Line]:
    """Mark what is code and what is comment; linear; an unclosed fence or comment is a problem."""
    result: list[Line] = []
    fence: tuple[str, int, int] | None = None  # (character, length, line)
    comment_at: Place | None = None
    told: set[int] = set()
    for offset, text in enumerate(lines):
        number = first_number + offset
        if fence:
            result.append(Line(number, text, code=True))
            closing = text.strip().lstrip("> ").rstrip()
            if closing and set(closing) == {fence[0]} and len(closing) >= fence[1]:
                fence = None
            elif _opens(closing, fence[0], fence[1]) and fence[2] not in told:
                # Only an opening fence names a language: what lies between would be lost as code without a word.
                told.add(fence[2])
                hint = f"close it with a line {fence[0] * fence[1]}; to show a fence, open with one sign more"
                problems.add(Place(path, fence[2]), "F06", f"This code fence is not closed before the next one, at line {number}.", hint)
            continue
        if comment_at:
            result.append(Line(number, text, hidden=True))
            if "-->" in text:
                comment_at = None
                after = text.partition("-->")[2]
                if after.strip():
                    place = Place(path, number, len(text) - len(after.lstrip()) + 1)
                    problems.add(place, "S01", "Text stands behind the end of a comment.", "begin a new line after `-->`")
            continue
        found = _FENCE.match(text, len(text) - len(text.lstrip(" >")))
        if found and not (found["mark"][0] == "`" and "`" in found["info"]):
            fence = (found["mark"][0], len(found["mark"]), number)
            result.append(Line(number, text, code=True))
            continue
        stripped = text.lstrip()
        if stripped.startswith("<!--"):
            rest = stripped[4:]
            if "-->" not in rest:
                comment_at = Place(path, number, len(text) - len(stripped) + 1)
                result.append(Line(number, text, hidden=True))
                continue
            if not rest.split("-->", 1)[1].strip():
                result.append(Line(number, text, hidden=True))
                continue
        result.append(Line(number, text))
    if fence:
        problems.add(Place(path, fence[2]), "F06", "This code fence is never closed.", f"close it with a line {fence[0] * fence[1]}")
    if comment_at:
        problems.add(comment_at, "F07", "This comment is never closed.", "close it with `-->`")
    return result


def _opens(text: str, sign: str, length: int) -> bool:
    """Whether a line looks like the opening of a fence with a language, of at least ``length`` signs."""
    found = _FENCE.match(text)
    return bool(found) and found["mark"][0] == sign and len(found["mark"]) >= length and "`" not in found["info"] and found["info"].strip() != ""


def piece(lines: list[Line], path: PurePosixPath, fallback: int) -> Piece:
    """The lines as one piece, without blank edges; comments become empty lines. ``fallback``: its line when empty."""
    start, end = 0, len(lines)
    while start < end and lines[start].blank:
        start += 1
    while end > start and lines[end - 1].blank:
        end -= 1
    if start == end:
        return Piece("", Place(path, fallback))
    text = "\n".join("" if line.hidden else line.text for line in lines[start:end])
    return Piece(text, Place(path, lines[start].number))
