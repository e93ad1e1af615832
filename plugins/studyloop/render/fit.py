"""Fitting neutral HTML to a reader: formulas and diagrams set, links pointed somewhere.

Pure: what was typeset and where links lead are arguments.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from studyloop.render.typeset import Formula, Typeset

_MATH = re.compile(
    r'<span class="arithmatex">\\\((?P<inline>.*?)\\\)</span>|<div class="arithmatex">\s*\\\[(?P<display>.*?)\\\]\s*</div>', re.S
)
_DIAGRAM = re.compile(r'<pre class="mermaid"><code>(?P<source>.*?)</code></pre>', re.S)
_TABLE = re.compile(r'(?P<boxed><div class="sl-scroll"[^>]*>\s*)?(?P<table><table\b.*?</table>)', re.S)
_LINK = re.compile(r'(?P<attribute>href|src)="(?P<target>sl:/[^"]*)"')


@dataclass(frozen=True, slots=True)
class Wanted:
    """The distinct formulas and diagrams of some HTML, in first-seen order."""

    formulas: tuple[Formula, ...]
    diagrams: tuple[str, ...]


def _formula(found: re.Match[str]) -> Formula:
    display = found["display"] is not None
    return Formula(html.unescape(found["display"] if display else found["inline"]).strip(), display)


def find_wanted(fragments: Iterable[str]) -> Wanted:
    """What has to be typeset for these fragments."""
    formulas: dict[Formula, None] = {}
    diagrams: dict[str, None] = {}
    for fragment in fragments:
        if "arithmatex" in fragment:
            formulas.update((_formula(found), None) for found in _MATH.finditer(fragment))
        if '<pre class="mermaid">' in fragment:
            diagrams.update((html.unescape(found["source"]), None) for found in _DIAGRAM.finditer(fragment))
    return Wanted(tuple(formulas), tuple(diagrams))


def set_math(fragment: str, typeset: Typeset) -> str:
    """Replace formulas and diagrams by what was typeset; one that failed keeps its source, visibly."""

    def math(found: re.Match[str]) -> str:
        formula = _formula(found)
        body = typeset.math.get(formula)
        if body is None:
            return f"<code>{html.escape(formula.tex)}</code>"
        if formula.display:  # it may scroll sideways, which the keyboard must be able to do
            return f'<div class="sl-math" data-search-exclude tabindex="0" role="group" aria-label="Formula">{body}</div>'
        return f'<span class="sl-math" data-search-exclude>{body}</span>'

    def diagram(found: re.Match[str]) -> str:
        source = html.unescape(found["source"])
        body = typeset.diagrams.get(source)
        return f'<div class="sl-figure" data-search-exclude tabindex="0" role="group" aria-label="Diagram">{body}</div>' if body else found.group()

    if "arithmatex" in fragment:
        fragment = _MATH.sub(math, fragment)
    if '<pre class="mermaid">' in fragment:
        fragment = _DIAGRAM.sub(diagram, fragment)
    return fragment


def box_tables(fragment: str) -> str:
    """Put each table into a box that the keyboard can scroll; one that has such a box with a name of its own keeps it."""

    def box(found: re.Match[str]) -> str:
        return found.group() if found["boxed"] else f'<div class="sl-scroll" tabindex="0" role="group" aria-label="Table">{found["table"]}</div>'

    return _TABLE.sub(box, fragment) if "<table" in fragment else fragment


def point_links(fragment: str, url_of: Callable[[str], str]) -> str:
    """Replace every ``sl:/page.md#anchor`` by ``url_of("/page.md#anchor")``."""
    if "sl:/" not in fragment:
        return fragment
    return _LINK.sub(
        lambda found: f'{found["attribute"]}="{html.escape(url_of(html.unescape(found["target"])[3:]))}"', fragment
    )
