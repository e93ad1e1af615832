"""Markdown in, neutral HTML out: the cases of ``pieces.md``, which an author can read.

``python tests/render/test_piece_goldens.py`` writes what the code says now: read the difference before you keep it.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from studyloop.render import PieceRenderer

FILE = Path(__file__).parent / "pieces.md"
PAGE = PurePosixPath("questions/metrics.md")
_CASE = re.compile(r"^## (?P<title>.+)\n~~~~ markdown\n(?P<source>(?:.*\n)*?)~~~~\n~~~~ html\n(?P<html>(?:.*\n)*?)~~~~$", re.M)
CASES = [(found["title"], found["source"], found["html"]) for found in _CASE.finditer(FILE.read_text("utf-8"))]


@pytest.mark.parametrize(("source", "html"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_piece_renders_to_the_html_below_it(source, html):
    assert PieceRenderer().render([source], PAGE) == [html.removesuffix("\n")]


def test_every_title_has_a_well_formed_case():
    assert len(CASES) == FILE.read_text("utf-8").count("\n## ")


def test_pieces_rendered_together_are_as_if_each_were_alone():
    sources = [case[1] for case in CASES]
    alone = [PieceRenderer().render([source], PAGE)[0] for source in sources]
    assert PieceRenderer().render(sources, PAGE) == alone
    assert PieceRenderer().render(sources[::-1], PAGE) == alone[::-1]


def test_a_piece_that_holds_the_separator_does_not_mix_with_its_neighbours():
    first, second = PieceRenderer().render(["a\n\n\u241e\u241e\u241e\n\nb", "c"], PAGE)
    assert "a" in first and "b" in first and second == "<p>c</p>"


if __name__ == "__main__":

    def said(found: re.Match[str]) -> str:
        (html,) = PieceRenderer().render([found["source"]], PAGE)
        return f"## {found['title']}\n~~~~ markdown\n{found['source']}~~~~\n~~~~ html\n{html}\n~~~~"

    FILE.write_text(_CASE.sub(said, FILE.read_text("utf-8")), "utf-8")
