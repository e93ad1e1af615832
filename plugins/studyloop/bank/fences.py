"""Fences of the content: which Python of an answer runs, and which part of an exercise it is. What must not live here: running it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"^(?P<indent>[ >]*)(?P<mark>`{3,}|~{3,})[ ]*(?P<info>.*)$")
_REASON = re.compile(r"""\breason=("[^"]+"|'[^']+')""")
_PART = re.compile(r"(?<![\w-])\.exercise-?(?P<part>[\w-]*)")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_PYTHON = {"python", "py", "python3"}


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence: the line of its first line of code, the code, whether and why it must not run, the part of an exercise it is."""

    line: int
    code: str
    no_run: bool
    reason: str
    part: str | None = None
    is_python: bool = True


def find_fences(lines: Sequence[str], first: int = 1, last: int | None = None) -> tuple[Fence, ...]:
    """The Python fences between two lines of a file, counted from 1, both included."""
    return tuple(fence for fence in find_all_fences(lines, first, last) if fence.is_python)


def find_all_fences(lines: Sequence[str], first: int = 1, last: int | None = None) -> tuple[Fence, ...]:
    """The fences of every language between two lines of a file, counted from 1, both included."""
    fences: list[Fence] = []
    opening: re.Match[str] | None = None
    start = 0
    for number, line in enumerate(lines[: last or len(lines)], 1):
        if number < first:
            continue
        found = _OPENING.match(line)
        if opening is None:
            # With a backtick behind it, three backticks are code in a line of text.
            if found and not (found["mark"][0] == "`" and "`" in found["info"]):
                opening, start = found, number + 1
        elif found and found["mark"].startswith(opening["mark"]) and not found["info"]:
            code = "\n".join(inner[len(opening["indent"]) :] for inner in lines[start - 1 : number - 1])
            fences.append(_fence(start, textwrap.dedent(code), opening["info"]))
            opening = None
    return tuple(fences)


def _fence(line: int, code: str, info: str) -> Fence:
    named = _QUOTED.sub("", info)  # a reason may hold any word
    words = set(re.findall(r"[\w-]+", named))
    reason, part = _REASON.search(info), _PART.search(named)
    return Fence(line, code, "no-run" in words, reason[1].strip("\"'") if reason else "", part["part"] if part else None, bool(words & _PYTHON))
