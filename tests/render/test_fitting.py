"""Neutral HTML fitted to a reader: formulas and diagrams set, links pointed, nothing else touched."""

from __future__ import annotations

from pathlib import PurePosixPath

from studyloop.render import PieceRenderer
from studyloop.render.fit import box_tables, find_wanted, point_links, set_math
from studyloop.render.typeset import Formula, Typeset

SOURCE = "A $a<b$ and\n\n$$\na & b\n$$\n\n```mermaid\nflowchart LR\n  A --> B\n```\n\nSee [it](../guides/clock.md#first)."
FLOW = "flowchart LR\n  A --> B"


def html() -> str:
    return PieceRenderer().render([SOURCE], PurePosixPath("questions/metrics.md"))[0]


def test_what_is_wanted_is_the_source_as_the_author_wrote_it_each_once():
    wanted = find_wanted([html(), html()])
    assert wanted.formulas == (Formula("a<b"), Formula("a & b", display=True))
    assert wanted.diagrams == (FLOW,)


def test_everything_wanted_is_replaced_by_what_was_set():
    done = Typeset({Formula("a<b"): "ONE", Formula("a & b", True): "TWO"}, {FLOW: "<svg/>"})
    fitted = set_math(html(), done)
    assert "ONE" in fitted and "TWO" in fitted and "<svg/>" in fitted
    assert "arithmatex" not in fitted and 'class="mermaid"' not in fitted


def test_what_could_not_be_set_stays_readable():
    fitted = set_math(html(), Typeset())
    assert "<code>a&lt;b</code>" in fitted and "flowchart LR" in fitted


def test_links_are_pointed_by_path_and_anchor_and_escaped():
    seen = []

    def url_of(target: str) -> str:
        seen.append(target)
        return 'x?a=1&b="2"'

    assert 'href="x?a=1&amp;b=&quot;2&quot;"' in point_links(html(), url_of)
    assert seen == ["/guides/clock.md#first"]


def test_html_without_links_or_formulas_is_left_as_it_is():
    plain = "<p>sl: and arithmatex are words here.</p>"
    assert point_links(set_math(plain, Typeset()), str.upper) == plain


def test_a_table_gets_a_box_that_the_keyboard_scrolls_and_only_one():
    table = "<table><tr><td>1</td></tr></table>"
    boxed = box_tables(f"<p>A</p>{table}")
    assert boxed == f'<p>A</p><div class="sl-scroll" tabindex="0" role="group" aria-label="Table">{table}</div>'
    assert box_tables(boxed) == boxed
