"""The decks page's table: each package with cards, size, date, checksum and a direct download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Download:
    """One package as a learner sees it; ``size`` in bytes."""

    file: str
    title: str
    cards: int
    size: int
    version: str
    date: str
    sha256: str


def decks_table(downloads: Sequence[Download]) -> str:
    """One block of HTML."""
    return f'<ul class="sl-decks">{"".join(_item(download) for download in downloads)}</ul>'


def _item(item: Download) -> str:
    return (
        f'<li><a class="sl-download" href="sl:/decks/{item.file}" download><strong>{escape(item.title)}</strong>'
        f'<span class="sl-tiny">{item.cards} cards · {_size(item.size)} · {_version(item)}</span></a>'
        f"<details><summary>sha256 of {escape(item.file)}</summary><code>{item.sha256}</code></details></li>"
    )


def _version(item: Download) -> str:
    """A release's version is its date; later changes have a date of their own."""
    dated = item.version.startswith(item.date.replace("-", "."))
    return escape(f"version {item.version}" if dated else f"version {item.version}, {item.date}")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
