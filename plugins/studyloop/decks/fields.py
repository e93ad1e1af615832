"""Neutral HTML into the HTML of an Anki field: links, images, math, and the text Anki would act on.

What must not live here: cloze deletions (``cloze``), files, genanki, or anything that reads Markdown.
"""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Callable
from dataclasses import dataclass

from studyloop.decks.errors import FieldError

NEUTRAL = "sl:"
"""How an address inside the content begins until the site's is known (see ``render.model``)."""
MATH = re.compile(r'<(span|div) class="arithmatex">([^<]*)</\1>')
_ADDRESS = re.compile(rf"{NEUTRAL}/[^\s<>]+")
_TAG = re.compile(r"<[^>]*>")
_PICTURE = re.compile(r"<(?:img|svg|video|audio)\b")
_ID = re.compile(r"""(<[a-zA-Z](?:[^<>\s]|\s(?!id=))*)\sid=(?:"[^"]*"|'[^']*'|[^\s<>]+)""")
_ANCHOR = re.compile(r"<a\b([^>]*)>|</a>")
_HREF = re.compile(r"""\bhref=(?:"([^"]*)"|'([^']*)')""")
_SOURCE = re.compile(r"""(<[a-zA-Z][^<>]*\ssrc=)["']sl:([^"']*)["']""")
_LIVE = re.compile(r"\[(?=sound:|anki:|/?latex\]|/?\${1,2}\]|\[type:)", re.IGNORECASE)
_CLOSING_BRACE = re.compile(r"\}(?=\})")
_OPENING_BRACE = re.compile(r"\{(?=\{)")


@dataclass(frozen=True, slots=True)
class Targets:
    """Where a card's references lead outside the content.

    ``page_url("/questions/x.md#a")`` is an absolute address, or None when the site's is unknown;
    ``media_name("/images/a.png")`` is the file's name in Anki's media folder.
    """

    page_url: Callable[[str], str | None]
    media_name: Callable[[str], str]


def to_field(html: str, targets: Targets) -> str:
    """An Anki field with the same content: nothing in it refers to the content folder or is live in Anki."""
    return fit_math_and_text(resolve(html, targets), escape_text)


def to_front(html: str, targets: Targets, card_id: str) -> str:
    """The same for a front. Raises ``FieldError`` when nothing would be visible: Anki makes no card of it."""
    if is_blank(html):
        raise FieldError(card_id, "its front renders empty: write what the card asks")
    return to_field(html, targets)


def address(field: str, page_url: Callable[[str], str | None]) -> str:
    """A field with its neutral links pointing to the site; without an address they become their text."""
    if NEUTRAL not in field:
        return field
    if _ADDRESS.fullmatch(field):
        return htmllib.escape(page_url(field.removeprefix(NEUTRAL)) or "")
    return _resolve_links(field, NEUTRAL, page_url)


def is_blank(html: str) -> bool:
    """True when the HTML shows neither text nor a picture."""
    return not _PICTURE.search(html) and not htmllib.unescape(_TAG.sub("", html)).strip(" \t\r\n\u00a0\u200b")


def resolve(html: str, targets: Targets) -> str:
    """Drop ids and links within the page, give images their names in Anki; links to pages stay neutral."""
    if " id=" in html or "\nid=" in html:
        html = _ID.sub(r"\1", html)
    if 'href="#' in html or "href='#" in html:
        html = _resolve_links(html, "#", lambda target: None)
    if "src=" in html:
        html = _SOURCE.sub(lambda m: f'{m[1]}"{targets.media_name(htmllib.unescape(m[2]))}"', html)
    return html


def fit_math_and_text(html: str, fit_text: Callable[[str], str]) -> str:
    """Math as Anki's own delimiters; ``fit_text`` is applied to everything between."""
    if "arithmatex" not in html:
        return fit_text(html)
    out, last = [], 0
    for found in MATH.finditer(html):
        out += [fit_text(html[last : found.start()]), math_field(found)]
        last = found.end()
    return "".join(out) + fit_text(html[last:])


def math_field(found: re.Match[str]) -> str:
    r"""The math a ``MATH`` match holds, as ``\( \)`` or ``\[ \]``; a display keeps a box that can scroll."""
    tex = htmllib.escape(htmllib.unescape(found[2]).strip(), quote=False)
    tex = _CLOSING_BRACE.sub("} ", _OPENING_BRACE.sub("{ ", tex))
    tex = break_live(tex.replace("::", "&#58;&#58;"))
    return f'<div class="math">{tex}</div>' if found[1] == "div" else tex


def escape_text(text: str) -> str:
    """Text and tags between math: doubled braces and Anki's bracket commands made harmless."""
    return break_live(text.replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;"))


def break_live(text: str) -> str:
    """``[sound:``, ``[latex]``, ``[$]``, ``[anki:`` and ``[[type:`` are commands wherever they stand: break their bracket."""
    return _LIVE.sub("&#91;", text) if "[" in text else text


def _resolve_links(html: str, prefix: str, page_url: Callable[[str], str | None]) -> str:
    """Each link whose target begins with ``prefix`` points to ``page_url`` of the rest, or becomes its text."""
    dropped = False

    def link(found: re.Match[str]) -> str:
        nonlocal dropped
        if found[1] is None:
            closing, dropped = "" if dropped else "</a>", False
            return closing
        href = _HREF.search(found[1])
        target = htmllib.unescape(href[1] or href[2] or "") if href else ""
        if not target.startswith(prefix):
            return found[0]
        url = page_url(target.removeprefix(prefix))
        dropped = url is None
        return "" if url is None else f'<a href="{htmllib.escape(url)}">'

    return _ANCHOR.sub(link, html)
