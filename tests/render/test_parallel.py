"""Who renders a piece cannot be seen in the result."""

from __future__ import annotations

from pathlib import PurePosixPath

from studyloop.render.parallel import WORTH_A_PROCESS, render_batches
from studyloop.render.pieces import PieceRenderer, start_renderer

PATH = PurePosixPath("questions/a.md")


def test_helper_processes_give_the_same_html_in_the_same_order():
    text = "Some **words** and `code`, $x^2$.\n\n1. One\n2. Two\n\n" * 40
    groups = [[((f"Group {number}", text), PATH)] for number in range(WORTH_A_PROCESS // len(text) + 2)]
    alone = list(render_batches(groups, PieceRenderer().render, start_renderer, helpers=0))
    helped = list(render_batches(groups, PieceRenderer().render, start_renderer, helpers=2))
    assert helped == alone
    assert [group[0][0] for group in helped] == [f"<p>Group {number}</p>" for number in range(len(groups))]
