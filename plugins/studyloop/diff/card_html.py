"""A card's HTML as its note type shows it, turned to the answer, with the words that differ marked. Pure.

Templates are arguments. What must not live here: the page around the cards (``as_html``).
"""

from __future__ import annotations

import base64
import html as htmllib
import re
from collections.abc import Callable, Mapping

from studyloop.diff.model import Face
from studyloop.diff.words import Token, changed_words, marked, tokens_of

# From a formula (TeX, whether on a line of its own) to its HTML; none where it could not be set.
SetMath = Callable[[str, bool], str | None]
_SECTION = re.compile(r"\{\{#(\w+)\}\}(.*?)\{\{/\1\}\}", re.S)
_FIELD = re.compile(r"\{\{(?:cloze:)?(\w+)\}\}")
_IMAGE = re.compile(r'src="(sl-[0-9a-f]{16}\.([a-z0-9]+))"')
_TYPES = {"svg": "image/svg+xml", "jpg": "image/jpeg"}


def formula_of(token: Token) -> tuple[str, bool]:
    """The TeX of a "math" token, and whether it stands on a line of its own."""
    return htmllib.unescape(token.text[2:-2]).strip(), token.text.startswith("\\[")


def card_html(face: Face, other: Face | None, element: str, template: str, images: Mapping[str, bytes], set_math: SetMath) -> str:
    """The card; words that ``other`` does not have are wrapped in ``element`` ("del" or "ins"), and what holds them is open."""
    filled, differing = {}, set()
    others = dict(other.fields) if other else {}
    for name, value in face.fields:
        tokens = tokens_of(value)
        changed: frozenset[int] = frozenset()
        if other is not None and others.get(name, "") != value:
            differing.add(name)
            steps = changed_words(tokens, tokens_of(others.get(name, "")))
            changed = frozenset(number for tag, i1, i2, *_ in steps if tag == "replace" for number in range(i1, i2))
        filled[name] = marked(tokens, changed, element, lambda token: _shown(token, set_math))
    body = _SECTION.sub(lambda found: found[2] if filled.get(found[1]) else "", template)
    body = _FIELD.sub(lambda found: filled.get(found[1], ""), body)
    for name in filled:
        if other is None or name in differing:
            body = body.replace(f'<details class="{name.lower()}">', f'<details class="{name.lower()}" open>')
    return _inlined(_reachable(body), images)


def _shown(token: Token, set_math: SetMath) -> str:
    if token.kind == "open":
        return '<span class="cloze">'
    if token.kind == "close":
        return "</span>"
    if token.kind == "math":
        tex, display = formula_of(token)
        return set_math(tex, display) or f"<code>{htmllib.escape(tex)}</code>"
    return token.text


def _reachable(body: str) -> str:
    """What may scroll sideways can be reached by the keyboard; the answer's line is no anchor among many cards."""
    body = re.sub(r'<pre(?=[ >])|<table(?=[ >])|<div class="math"', lambda found: f'{found.group()} tabindex="0"', body)
    return body.replace('<hr id="answer">', '<hr class="turned">')


def _inlined(body: str, images: Mapping[str, bytes]) -> str:
    def source(found: re.Match[str]) -> str:
        data = base64.b64encode(images.get(found[1], b"")).decode()
        return f'src="data:{_TYPES.get(found[2], f"image/{found[2]}")};base64,{data}"'

    return _IMAGE.sub(source, body)
