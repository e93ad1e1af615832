"""Word by word: two pieces of a card's HTML in, what of them differs out. Tags are never cut, a formula is one word."""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(
    r"(?P<tag><[^>]*>)|(?P<open>\{\{c\d+::)|(?P<close>\}\})|(?P<math>\\\(.*?\\\)|\\\[.*?\\\])|(?P<space>\s+)"
    r"|(?P<word>\d+(?:[.,]\d+)*|(?:[^\W\d_]|&#?\w+;)(?:\w|&#?\w+;|[-'’](?=\w))*|.)",
    re.S,
)
_CODE = re.compile(r"<(/?)(?:pre|code)\b")
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|pre|table|tr|td|th|blockquote|br|dd|dt|h[1-6])\b")
# Beyond this many words a side, or below this likeness, single words say less than the whole.
MOST_WORDS = 3000
LEAST_ALIKE = 0.25


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is "tag", "open" or "close" (of a cloze mark), "math", "space" or "word"; ``text`` its HTML."""

    kind: str
    text: str

    @property
    def counts(self) -> bool:
        """Whether it is compared: a word, a formula, an image."""
        return self.kind in ("word", "math") or self.text.startswith("<img")

    @property
    def plain(self) -> str:
        """As plain text, printable signs only."""
        if self.kind == "math":
            dollars = "$$" if self.text.startswith("\\[") else "$"
            return f"{dollars}{_printable(htmllib.unescape(self.text[2:-2]).strip())}{dollars}"
        if self.kind == "tag":
            return f"[image {_attribute(self.text, 'alt')}]" if self.counts else ""
        return {"open": "{", "close": "}", "space": " "}.get(self.kind) or _printable(htmllib.unescape(self.text))


def tokens_of(html: str) -> tuple[Token, ...]:
    """The tokens of an Anki field; joined they are the field. In code there are no formulas."""
    found: list[Token] = []
    depth = at = 0
    while at < len(html):
        match = _TOKEN.match(html, at)
        assert match is not None  # its last branch takes any sign
        kind, text = str(match.lastgroup), match.group()
        if kind == "tag" and (code := _CODE.match(text)):
            depth += -1 if code[1] else 1
        if kind == "math" and depth > 0:
            kind, text = "word", text[0]
        found.append(Token(kind, text))
        at += len(text)
    return tuple(found)


def changed_words(before: tuple[Token, ...], after: tuple[Token, ...]) -> tuple[tuple[str, int, int, int, int], ...]:
    """``("equal" | "replace", from, to, from, to)``: ranges of the words that count, of both sides, in order."""
    old, new = [token.text for token in before if token.counts], [token.text for token in after if token.counts]
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    steps: list[tuple[str, int, int, int, int]] = [("equal", 0, start, 0, start)] if start else []
    if middle_old or middle_new:
        steps += _middle(middle_old, middle_new, start)
    if end:
        steps.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
    return tuple(steps)


def _middle(old: list[str], new: list[str], offset: int) -> list[tuple[str, int, int, int, int]]:
    whole = [("replace", offset, offset + len(old), offset, offset + len(new))]
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return whole
    steps: list[tuple[str, int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        # A lone word that stayed between two that did not would only make both hard to read.
        tag = "equal" if tag == "equal" and i2 - i1 > 1 else "replace"
        if steps and steps[-1][0] == tag == "replace":
            _, a1, _, b1, _ = steps.pop()
            i1, j1 = a1 - offset, b1 - offset
        steps.append((tag, i1 + offset, i2 + offset, j1 + offset, j2 + offset))
    return steps


def marked(tokens: tuple[Token, ...], changed: frozenset[int], element: str, show: Callable[[Token], str]) -> str:
    """The HTML again, changed words wrapped in ``element``; ``changed`` counts the words that count, ``show`` gives a token's HTML."""
    out: list[str] = []
    pending: list[str] = []
    opened = False
    number = -1
    for token in tokens:
        number += token.counts
        if token.counts and number in changed:
            out += [*pending, "" if opened else f"<{element}>", show(token)]
            pending, opened = [], True
        elif token.kind == "space" and opened:
            pending.append(show(token))
        else:
            out += [f"</{element}>" if opened else "", *pending, show(token)]
            pending, opened = [], False
    return "".join([*out, f"</{element}>" if opened else "", *pending])


def plain_words(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """The words that count as plain text, each with what stands between it and the one before (a space, a cloze sign)."""
    words: list[str] = []
    between = ""
    for token in tokens:
        if token.counts:
            words.append(between + token.plain)
            between = ""
        elif token.kind == "close" and words:
            words[-1] += "}"
        elif token.kind == "space" or _BLOCK.match(token.text):
            between = between.rstrip(" ") + " " if not between.endswith("{") else between
        else:
            between += token.plain
    return tuple(words)


def plain(html: str) -> str:
    """A field as one line of plain text."""
    return "".join(plain_words(tokens_of(html))).strip()


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return _printable(htmllib.unescape(found[1])) if found else ""


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
