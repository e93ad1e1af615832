"""What the course covers: every row of the curriculum with what teaches it, open rows shown as open."""

from __future__ import annotations

from html import escape
from itertools import groupby

from studyloop.plan.model import Curriculum, CurriculumRow
from studyloop.plan.targets import Targets


def curriculum_body(curriculum: Curriculum, targets: Targets) -> str:
    """What follows the page's prose, as Markdown with HTML blocks."""
    done = len(curriculum.rows) - len(curriculum.open_rows)
    parts = [f"{done} of {len(curriculum.rows)} rows have content; {len(curriculum.open_rows)} are open.", ""]
    for title, rows in groupby(curriculum.rows, key=lambda row: row.group):
        items = "".join(_row(row, targets) for row in rows)
        parts += [f"## {title}", "", f'<ul class="sl-curriculum" data-search-exclude>{items}</ul>', ""]
    return "\n".join(parts)


def _row(row: CurriculumRow, targets: Targets) -> str:
    links = ", ".join(f'<a href="{targets[p].href}">{escape(targets[p].title)}</a>' for p in row.points)
    where = f'<span class="sl-links">{links}</span>' if links else '<span class="sl-open">open: nothing here yet</span>'
    return f'<li id="row-{row.id}">{escape(row.title)}{where}</li>'
