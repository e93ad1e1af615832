"""Spaces and line ends: the byte-order mark, other systems' line ends, tabs, spaces at line ends, the last line's end.

Line ends and spaces are read the same before and after (``bank.lines``), so no card changes by them.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from studyloop.bank.front_matter import split_front_matter
from studyloop.bank.lines import classify, trim_ends
from studyloop.bank.problems import Problems

_BOM = b"\xef\xbb\xbf"
# Indentation and the signs that begin items, answers and quotes: what stands behind them is lined up in fours.
_LEAD = re.compile(r"[ \t]*(?:(?:[:>*+-]|\d{1,9}[.)])[ \t]+)*")
_TRAILING = re.compile(r"(?<![ \t])[ ]*\t[ \t]*\Z")
_TAB = 4


def tidy(data: bytes) -> tuple[list[str], dict[str, int]] | None:
    """The lines (the last one empty), and what was done how often; ``None`` when the bytes are no UTF-8 text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    done = {"byte-order mark": int(data.startswith(_BOM)), "line ends": text.count("\r")}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    done["tabs"] = sum(line.count("\t") for line in lines)
    if done["tabs"]:
        lines = _without_tabs(lines)
    trimmed = trim_ends(lines)
    done["spaces at line ends"] = sum(one != other for one, other in zip(lines, trimmed, strict=True))
    done["end of the last line"] = int(bool(trimmed[-1]))
    return ([*trimmed, ""] if trimmed[-1] else trimmed), done


def _without_tabs(lines: list[str]) -> list[str]:
    """Tabs as spaces: lined up in fours where they indent and in code, one space between words."""
    led = [_expand_lead(_TRAILING.sub("", line)) for line in lines]
    bounds = split_front_matter(led)
    start = bounds[1] + 1 if bounds and bounds[1] > 0 else 0
    body = classify(led[start:], start + 1, PurePosixPath("page.md"), Problems())
    code = {line.number - 1 for line in body if line.code}
    return [line.expandtabs(_TAB) if index in code else line.replace("\t", " ") for index, line in enumerate(led)]


def _expand_lead(line: str) -> str:
    end = _LEAD.match(line).end()
    return line[:end].expandtabs(_TAB) + line[end:]
