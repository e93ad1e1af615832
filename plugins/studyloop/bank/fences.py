"""Python fences of the content: which code of an answer runs. What must not live here: running it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"^(?P<indent>[ >]*)(?P<mark>`{3,}|~{3,})[ ]*(?P<info>.*)$")
_REASON = re.compile(r"""\breason=("[^"]+"|'[^']+')""")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence of Python: the line of its first line of code, the code, whether and why it must not run."""

    line: int
    code: str
    no_run: bool
    reason: str


def find_fences(lines: Sequence[str], first: int = 1, last: int | None = None) -> tuple[Fence, ...]:
    """The Python fences between two lines of a file, counted from 1, both included."""
    fences: list[Fence] = []
    opening: re.Match[str] | None = None
    start = 0
    for number, line in enumerate(lines[: last or len(lines)], 1):
        if number < first:
            continue
        found = _OPENING.match(line)
        if opening is None:
            opening, start = found, number + 1
        elif found and found["mark"].startswith(opening["mark"]) and not found["info"]:
            words = set(re.findall(r"[\w-]+", opening["info"]))
            if words & {"python", "py", "python3"}:
                code = "\n".join(inner[len(opening["indent"]) :] for inner in lines[start - 1 : number - 1])
                reason = _REASON.search(opening["info"])
                fences.append(Fence(start, textwrap.dedent(code), "no-run" in words, reason[1].strip("\"'") if reason else ""))
            opening = None
    return tuple(fences)
