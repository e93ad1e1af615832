"""Links, images and raw HTML in a page's Markdown, each with its place. Finding only; judging is in ``checks``."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from studyloop.bank.lines import Line
from studyloop.bank.model import Place
from studyloop.bank.spans import Offsets, blank, code_spans, inline_math_spans

_LONGEST = 2000  # No address is longer; nested parentheses would otherwise be read again and again.
_BRACKET = re.compile(r"\\.|[\[\]()]", re.S)
_ANGLED = re.compile(r"\s*+<([^<>]*)>")
_TITLE = re.compile(r"""^(\S*)\s+(?:"[^"]*"|'[^']*')$""")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ ]*+<?(\S+?)>?(?=[ \n]|\Z)", re.M)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*>?|<!--(?!\s*studyloop:)(?:[^-]|-(?!->))*+(?:-->)?|<!(?!--)|<\?|</?(?:script|style|iframe)\b", re.I)
_HANDLER = re.compile(r"\bon[a-z]++\s*+=", re.I)
_UNSAFE = re.compile(r"(?:javascript|vbscript|data):", re.I)
_EXTERNAL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//")
_STARTS_BLOCK = re.compile(r"[ >]*(?:[-*+][ ]|\d+[.)][ ]|:[ ]|\|)")
_DISPLAY_BLOCK = re.compile(r"[ >]*(?:(?:[-*+]|\d+[.)]|:)[ ]+)?\$\$")


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
        """Whether it could run a script once a browser has read its entities and passed over its blanks."""
        return bool(_UNSAFE.match(re.sub(r"[\s\x00-\x1f\\]", "", html.unescape(self.target[:_LONGEST]))))


@dataclass(frozen=True, slots=True)
class RawHtml:
    """A raw tag; ``handler`` when it carries an event handler."""

    tag: str
    place: Place
    handler: bool


def _blocks(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """(first line number, text) of each run of lines that Markdown reads together."""
    first, block = 0, list[str]()
    for line in lines:
        apart = line.code or line.blank
        if block and (apart or line.heading or line.number != first + len(block) or _STARTS_BLOCK.match(line.text)):
            yield first, "\n".join(block)
            block = []
        if apart:
            continue
        if not block:
            first = line.number
        block.append(line.text)
        if line.heading:
            yield first, line.text
            block = []
    if block:
        yield first, "\n".join(block)


def _prose(block: str) -> str:
    """The block with code and math blanked out."""
    if _DISPLAY_BLOCK.match(block) and block.rstrip().endswith("$$") and block.count("$$") == 2:
        return ""
    text = blank(block, code_spans(block)) if "`" in block else block
    return blank(text, inline_math_spans(text)) if "$" in text else text


def find_links(lines: list[Line], path: PurePosixPath) -> tuple[list[Link], list[RawHtml]]:
    """Every link, image and raw tag of the lines."""
    links: list[Link] = []
    tags: list[RawHtml] = []
    for number, block in _blocks(lines):
        if "](" not in block and "]:" not in block and "<" not in block:
            continue
        text = _prose(block)
        places = Offsets(text, Place(path, number))
        if "](" in text:
            links.extend(Link(target, places.place(at), is_image) for target, at, is_image in _inline_links(text))
        if "]:" in text:
            links.extend(Link(found[1], places.place(found.start(1))) for found in _REFERENCE.finditer(text))
        if "<" in text:
            links.extend(Link(found[1], places.place(found.start())) for found in _AUTOLINK.finditer(text))
            rest = blank(text, (found.span() for found in _AUTOLINK.finditer(text)))
            rest = blank(rest, _angled_targets(rest)) if "](" in rest else rest
            for found in _TAG.finditer(rest):
                tag = " ".join(found.group()[:40].split())
                tags.append(RawHtml(tag, places.place(found.start()), bool(_HANDLER.search(found.group()))))
    return links, tags


def _angled_targets(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"\]\(\s*+(<[^<>]*>)", text):
        yield found.span(1)


def _inline_links(text: str) -> Iterator[tuple[str, int, bool]]:
    """(target, offset, is an image) of each ``[...](...)``; brackets are paired in one pass."""
    opening: dict[int, int] = {}
    closing: dict[int, int] = {}
    square: list[int] = []
    round_: list[int] = []
    for found in _BRACKET.finditer(text):
        sign, at = found.group(), found.start()
        if sign == "[":
            square.append(at)
        elif sign == "]" and square:
            opening[at] = square.pop()
        elif sign == "(":
            round_.append(at)
        elif sign == ")" and round_:
            closing[round_.pop()] = at
    for end, start in sorted(opening.items(), key=lambda pair: pair[1]):
        if text[end + 1 : end + 2] != "(":
            continue
        is_image = start > 0 and text[start - 1] == "!"
        if angled := _ANGLED.match(text, end + 2):
            yield angled[1], start - is_image, is_image
        elif end + 1 in closing:
            inner = text[end + 2 : min(closing[end + 1], end + 2 + _LONGEST)].strip()
            titled = _TITLE.match(inner)
            yield (titled[1] if titled else inner), start - is_image, is_image


def resolve(target: str, path: PurePosixPath) -> tuple[PurePosixPath | None, str]:
    """(page, anchor) of an internal target; the page is ``None`` when it leads out of the content folder."""
    file, _, anchor = target.partition("#")
    if not file:
        return path, anchor
    joined = posixpath.normpath(posixpath.join(str(path.parent), file))
    if joined.startswith("..") or joined.startswith("/"):
        return None, anchor
    return PurePosixPath(joined), anchor
