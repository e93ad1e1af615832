"""Links, images and raw HTML in a piece of Markdown, each with its place. Finding only; judging is in ``checks``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from studyloop.bank.lines import Line
from studyloop.bank.model import Place

_CODE_SPAN = re.compile(r"(`+)(?!`)(?:[^`]|(?!\1)`+)*?\1(?!`)")
_MATH_SPAN = re.compile(r"(?<![\\$])\$(?=[^\s$])[^$]{0,2000}?(?<=[^\s\\])\$")
_LINK = re.compile(r"(!?)\[(?:[^\[\]]|\\.|\[[^\[\]]{0,500}\]){0,1000}\]\([ ]*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:[ ]+(?:\"[^\"]*\"|'[^']*'))?[ ]*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ ]*<?(\S+?)>?(?:[ ]|$)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]{0,2000}>?|<!(?!--)|<\?|</?(?:script|style|iframe)\b", re.I)
_HANDLER = re.compile(r"\bon[a-z]+\s*=", re.I)
_UNSAFE = re.compile(r"^\s*(?:javascript|vbscript|data):", re.I)
_EXTERNAL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image target as written."""

    target: str
    place: Place
    is_image: bool = False

    @property
    def is_external(self) -> bool:
        """Whether it names another host or scheme."""
        return bool(_EXTERNAL.match(self.target))

    @property
    def is_unsafe(self) -> bool:
        """Whether it could run a script."""
        folded = re.sub(r"[\s\x00-\x1f]|&(?:#\w+|\w+);?", "", self.target)
        return bool(_UNSAFE.match(folded)) or bool(_UNSAFE.match(self.target))


@dataclass(frozen=True, slots=True)
class RawHtml:
    """A raw tag; ``handler`` when it carries an event handler."""

    tag: str
    place: Place
    handler: bool


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def prose_lines(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """Each visible line with its code and math blanked out, columns kept; display math is blanked too."""
    in_math = False
    for line in lines:
        if line.code or line.hidden:
            continue
        text = line.text
        if "$$" in text:
            parts = text.split("$$")
            kept = []
            for index, part in enumerate(parts):
                kept.append(" " * len(part) if in_math else part)
                if index < len(parts) - 1:
                    in_math = not in_math
            text = "  ".join(kept)
        elif in_math:
            continue
        if "`" in text:
            text = _CODE_SPAN.sub(_blank, text)
        if "$" in text:
            text = _MATH_SPAN.sub(_blank, text)
        yield line, text


def find_links(lines: list[Line], path: PurePosixPath) -> tuple[list[Link], list[RawHtml]]:
    """Every link, image and raw tag of the lines."""
    links: list[Link] = []
    tags: list[RawHtml] = []
    for line, text in prose_lines(lines):
        if "](" in text:
            for found in _LINK.finditer(text):
                links.append(Link(found[2], Place(path, line.number, found.start() + 1), found[1] == "!"))
        if "]:" in text and (found := _REFERENCE.match(text)):
            links.append(Link(found[1], Place(path, line.number, found.start(1) + 1)))
        if "<" in text:
            for found in _AUTOLINK.finditer(text):
                links.append(Link(found[1], Place(path, line.number, found.start() + 1)))
            rest = _AUTOLINK.sub(_blank, text)
            for found in _TAG.finditer(rest):
                tags.append(RawHtml(found.group()[:40], Place(path, line.number, found.start() + 1), bool(_HANDLER.search(found.group()))))
    return links, tags


def resolve(target: str, path: PurePosixPath) -> tuple[PurePosixPath | None, str]:
    """(page, anchor) of an internal target; the page is ``None`` when it leads out of the content folder."""
    file, _, anchor = target.partition("#")
    if not file:
        return path, anchor
    joined = posixpath.normpath(posixpath.join(str(path.parent), file))
    if joined.startswith("..") or joined.startswith("/"):
        return None, anchor
    return PurePosixPath(joined), anchor
