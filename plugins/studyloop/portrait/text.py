"""A portrait as plain text, in short blocks. What must not live here: finding anything."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from studyloop.portrait.model import CardRow, Portrait, Reference, Released

WIDTH = 80
Commit = tuple[str, str, str]


def as_text(portrait: Portrait, folder: str, address: str, tags: Sequence[str], commits: Iterable[Commit]) -> str:
    """Blocks parted by blank lines; ``folder`` is the content folder, ``commits`` are (hash, date, subject), newest first."""
    blocks = [
        _head(portrait, folder, address),
        _block("Parts", [[part.name, f"line {part.line}", f"{part.words} words"] for part in portrait.parts]),
        _block("Cards" if portrait.noun != "topic" else "Questions", [_card(card) for card in portrait.cards]),
        _block("Leads to", [[f"line {link.line}", link.what] for link in portrait.leads_to]),
        _block("Led here from", [_reference(reference, folder) for reference in portrait.led_from]),
        _history(portrait) if portrait.is_card else [],
        _block("Tags", [[tag] for tag in tags]),
        _block("Commits", [list(commit) for commit in commits]),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(portrait: Portrait, folder: str, address: str) -> list[str]:
    rows = [["id", portrait.id], ["what", portrait.noun]]
    if portrait.path:
        rows.append(["where", f"{folder}/{portrait.path}:{portrait.line}"])
    if portrait.was:
        rows.append(["renamed", f"from {portrait.was}"])
    if address:
        rows.append(["page", address])
    return [*textwrap.wrap(portrait.title, WIDTH), *_columns([*rows, *map(list, portrait.labels)])]


def _card(card: CardRow) -> list[str]:
    numbers = f" {' '.join(map(str, card.numbers))}" if card.numbers else ""
    return [card.id, f"{card.kind}{numbers}", f"line {card.line}", card.title]


def _reference(reference: Reference, folder: str) -> list[str]:
    head, sign, tail = reference.what.partition(": ")
    through = f", through {reference.through}" if reference.through else ""
    return [f"{folder}/{reference.path}:{reference.line}", f"{head}{through}{sign}{tail}"]


def _history(portrait: Portrait) -> list[str]:
    released = portrait.released
    if released is None:
        return ["History", "  not released yet"]
    rows = [["first released", released.first], ["in these words", f"since {released.last}, dated {released.date}"]]
    rows += [["deck", released.deck], ["position", str(released.position)]]
    if released.identity != portrait.id:
        rows.append(["identity", released.identity])
    if not portrait.path:
        rows.append(["last page", released.page])
    if released.retired:
        rows.append(["retired", released.retired])
    if released.replaced_by:
        rows.append(["replaced by", ", ".join(released.replaced_by)])
    return [*_block("History", rows), *_told(released)]


def _told(released: Released) -> list[str]:
    return [f"  {told.version}: {told.change}" + (f" ({told.reason})" if told.reason else "") for told in released.told]


def _block(title: str, rows: Sequence[Sequence[str]]) -> list[str]:
    return [title, *(f"  {line}" for line in _columns(rows))] if rows else []


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells under each other, the last column cut at the edge unless it is an address or the only one."""
    if not rows:
        return []
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    left = WIDTH - 2 - sum(widths) - 2 * len(widths)
    lines = []
    for row in rows:
        last = row[-1] if len(row[-1]) <= left or " " not in row[-1] or left < 12 else f"{row[-1][: left - 1].rstrip()}…"
        lines.append("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), last]).rstrip())
    return lines
