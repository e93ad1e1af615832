"""Reads the planted faults and plants them. The files themselves are for people; ``README.md`` says how they are written.

What must not live here: what the checks find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

FOLDER = Path(__file__).parent
_CASE = re.compile(r"^## (?P<title>.+)\n(?P<body>(?:~~~(?:old|new|add|file|gone)\n(?:(?!~~~\n).*\n)*~~~\n|(?!## ).*\n)*)", re.M)
_WHERE = re.compile(
    r"^In `(?P<place>[^`]+)`(?:, (?P<section>[A-Z][A-Za-z -]*?))??(?:, found as (?P<code>[A-Z]\d\d)(?: at \"(?P<at>[^\n]+?)\")?(?: in (?P<other>\S+?))?)?(?:, saved as (?P<coding>[\w-]+))?:$"
)
_BLOCK = re.compile(r"^~~~(?P<kind>old|new|add|file|gone)\n(?P<text>.*?)^~~~$", re.M | re.S)
_WILD = "…"


class Unplanted(Exception):
    """The content no longer holds the place of a fault; the sentence says which, and the fault must be written anew."""


@dataclass(frozen=True)
class Edit:
    """One place and what is done there; ``old`` is None where text is added at the place's end or a file is new."""

    place: str
    section: str
    kind: str
    old: str | None
    new: str
    coding: str


@dataclass(frozen=True)
class Fault:
    """One planted fault. The problem is expected with ``code`` at the line of ``expected`` (edit number, words or "", other file or "")."""

    name: str
    code: str
    edits: tuple[Edit, ...]
    expected: tuple[int, str, str]

    @property
    def group(self) -> str:
        """The class of faults it belongs to."""
        return self.name.partition(": ")[0]


@dataclass(frozen=True)
class Spot:
    """Lines of a file, counted from 0, the last one not included."""

    path: str
    first: int
    last: int


def read_faults() -> tuple[Fault, ...]:
    """All faults in the order of files. Raises ``ValueError`` for one that cannot be understood."""
    return tuple(fault for file in sorted(FOLDER.glob("*.md")) if file.name != "README.md" for fault in _read(file))


def _read(file: Path) -> Iterator[Fault]:
    for case in _CASE.finditer(file.read_text("utf-8")):
        name = f"{file.stem}: {case['title']}"
        edits: list[Edit] = []
        code, expected = "", (0, "", "")
        where, old = None, None
        for part in re.split(r"(?=^In `)", case["body"], flags=re.M):
            if not part.strip():
                continue
            head, _, rest = part.partition("\n")
            where = _WHERE.match(head)
            if not where:
                raise ValueError(f"{name}: `{head}` is no place")
            if where["code"]:
                code, expected = where["code"], (len(edits), where["at"] or "", where["other"] or "")
            for block in _BLOCK.finditer(rest):
                text = block["text"].removesuffix("\n")
                if block["kind"] == "old":
                    old = text
                    continue
                edits.append(Edit(where["place"], where["section"] or "", block["kind"], old, text, where["coding"] or "utf-8"))
                old = None
        if not code or not edits:
            raise ValueError(f"{name}: nothing is planted, or nothing is to be found")
        yield Fault(name, code, tuple(edits), expected)


def files_of(fault: Fault, project: Path) -> frozenset[str]:
    """The files a fault changes, and the one where it must be found."""
    return frozenset(filter(None, (fault.expected[2],))) | frozenset(edit.place if edit.kind == "file" else _spot(project, edit, fault.name).path for edit in fault.edits)


def plant(fault: Fault, project: Path) -> tuple[str, int]:
    """Plant a fault in ``project`` (with ``content`` and ``decks.lock``); gives the path, as problems name it, and line where it must be found."""
    found = ("", 0)
    for number, edit in enumerate(fault.edits):
        spot, line = _edit(edit, project, fault.name)
        if number == fault.expected[0]:
            _, words, other = fault.expected
            if other:
                spot = Spot(other, 0, len(_lines(project, other)))
            if words:
                line = _line_with(project, spot, words, fault.name)
            found = (spot.path, line)
    return found


def _edit(edit: Edit, project: Path, name: str) -> tuple[Spot, int]:
    """(the place after the edit, the first line that differs, counted from 1)"""
    if edit.kind == "file":
        _write(project, edit.place, edit.new.split("\n"), edit.coding)
        return Spot(edit.place, 0, edit.new.count("\n") + 1), 1
    spot = _spot(project, edit, name)
    lines = _lines(project, spot.path)
    if edit.kind == "gone":
        _write(project, spot.path, lines[: spot.first] + lines[spot.last :], edit.coding)
        return Spot(spot.path, 0, len(lines)), spot.first + 1
    if edit.old is None:
        added = ["", *edit.new.split("\n"), ""]
        end = spot.last
        while not lines[end - 1].strip():
            end -= 1
        _write(project, spot.path, lines[:end] + added + lines[spot.last :], edit.coding)
        return Spot(spot.path, spot.first, end + len(added)), end + 2
    text = "\n".join(lines[spot.first : spot.last])
    wanted = re.compile("([^\n]*?)".join(re.escape(part) for part in edit.old.split(_WILD)) + ("$" if edit.old.endswith(_WILD) else ""), re.M)
    hit = wanted.search(text)
    if not hit:
        raise Unplanted(f"{name}: `{edit.place}` no longer holds {edit.old!r}")
    words = [*hit.groups()]
    if edit.new.count(_WILD) > len(words):
        raise ValueError(f"{name}: the new text has more `{_WILD}` than the old one")
    new = "".join(part if part != _WILD else words.pop(0) for part in re.split(f"({_WILD})", edit.new))
    first = next((at for at, (one, other) in enumerate(zip(hit.group().split("\n"), new.split("\n"), strict=False)) if one != other), 1 + min(hit.group().count("\n"), new.count("\n")))
    changed = text[: hit.start()] + new + text[hit.end() :]
    whole = lines[: spot.first] + changed.split("\n") + lines[spot.last :]
    _write(project, spot.path, whole, edit.coding)
    line = spot.first + text.count("\n", 0, hit.start()) + first + 1
    return Spot(spot.path, spot.first, spot.first + changed.count("\n") + 1), line


def _line_with(project: Path, spot: Spot, words: str, name: str) -> int:
    for number, line in enumerate(_lines(project, spot.path)[spot.first : spot.last], spot.first + 1):
        if words in line:
            return number
    raise Unplanted(f"{name}: no line holds {words!r}")


def _spot(project: Path, edit: Edit, name: str) -> Spot:
    if not edit.place.startswith("#"):
        lines = _lines(project, edit.place)
        return _narrowed(Spot(edit.place, 0, len(lines)), lines, edit.section, name)
    mark = re.compile(rf"\{{[^{{}}]*#{re.escape(edit.place[1:])}[ }}]")
    for file in sorted((project / "content").rglob("*.md")):
        lines = file.read_text("utf-8", "replace").split("\n")
        for number, line in enumerate(lines):
            if mark.search(line):
                path = PurePosixPath(file.relative_to(project / "content")).as_posix()
                return _narrowed(_around(path, number, lines), lines, edit.section, name)
    raise Unplanted(f"{name}: nothing has the id `{edit.place}`")


def _around(path: str, number: int, lines: list[str]) -> Spot:
    """A heading with what stands under it, or a card's lines."""
    if lines[number].startswith("#"):
        depth = len(lines[number]) - len(lines[number].lstrip("#"))
        ends = (at for at in range(number + 1, len(lines)) if re.match(rf"#{{1,{depth}}} ", lines[at]) and not _in_fence(lines, number, at))
        return Spot(path, number, next(ends, len(lines)))
    first = last = number
    while lines[first - 1].strip() and not lines[number].startswith("- "):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip() and not lines[number].startswith("- "):
        last += 1
    return Spot(path, first, last + 1)


def _in_fence(lines: list[str], first: int, at: int) -> bool:
    return sum(line.startswith("```") for line in lines[first:at]) % 2 == 1


def _narrowed(spot: Spot, lines: list[str], section: str, name: str) -> Spot:
    if not section:
        return spot
    starts = [at for at in range(spot.first, spot.last) if lines[at] == f"### {section}"]
    if not starts:
        raise Unplanted(f"{name}: there is no section `{section}`")
    ends = (at for at in range(starts[0] + 1, spot.last) if lines[at].startswith(("### ", "## ")))
    return Spot(spot.path, starts[0], next(ends, spot.last))


def _file(project: Path, path: str) -> Path:
    return project / path if path == "decks.lock" else project / "content" / path


def _lines(project: Path, path: str) -> list[str]:
    file = _file(project, path)
    if not file.is_file():
        raise Unplanted(f"there is no file `{path}`")
    return file.read_text("utf-8", "replace").split("\n")


def _write(project: Path, path: str, lines: list[str], coding: str) -> None:
    file = _file(project, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes("\n".join(lines).replace("⇥", "\t").replace("␀", "\0").encode(coding))
