"""Tables as text of at most 80 columns, or as Markdown. What must not live here: what a table says."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from studyloop.stats.tables import Table

WIDTH = 80
_GAP = "  "
_NARROWEST = 8


def as_text(tables: Iterable[Table]) -> str:
    """Plain text; what is too wide for ``WIDTH`` columns is cut with an ellipsis."""
    return "\n\n".join("\n".join(_text(table)) for table in tables)


def as_markdown(tables: Iterable[Table]) -> str:
    """A heading of depth 2 and a table each."""
    return "\n\n".join("\n\n".join(_markdown(table)) for table in tables)


def _text(table: Table) -> list[str]:
    lines = [table.title]
    if table.rows:
        widths = _widths([table.head, *table.rows], table.align)
        lines += [_GAP.join(_cell(*cell) for cell in zip(row, widths, table.align, strict=True)).rstrip() for row in (table.head, *table.rows)]
    return [*lines, *textwrap.wrap(table.note, WIDTH)]


def _widths(rows: Sequence[Sequence[str]], align: str) -> list[int]:
    """As wide as the widest cell; the widest columns of words give way until a row fits."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > WIDTH:
        at = max((number for number, side in enumerate(align) if side == "l"), key=lambda number: widths[number])
        if widths[at] <= _NARROWEST:
            break
        widths[at] -= 1
    return widths


def _cell(text: str, width: int, side: str) -> str:
    shown = text if len(text) <= width else f"{text[: width - 1]}…"
    return shown.rjust(width) if side == "r" else shown.ljust(width)


def _markdown(table: Table) -> list[str]:
    parts = [f"## {table.title}"]
    if table.rows:
        rule = ["---:" if side == "r" else "---" for side in table.align]
        rows = [table.head, rule, *([cell.strip().replace("|", "\\|") for cell in row] for row in table.rows)]
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    return [*parts, *([table.note] if table.note else [])]
