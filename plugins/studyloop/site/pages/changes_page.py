"""The generated lists of ``changes.md``: every correction and every retirement, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TypeVar

from studyloop.ledger.declared import Correction, Declared, Retirement
from studyloop.site.pages.card_names import Name, Names, day, instead_html, kind_label, line_html, linked

Change = TypeVar("Change", Correction, Retirement)


def corrected_list(declared: Declared, names: Names) -> str:
    """One block of HTML: each corrected card, what was wrong and what is right."""
    if not declared.corrections:
        return "<p>No card has been corrected yet.</p>"
    return _list([_item(one, names, "") for one in _newest_first(declared.corrections)])


def retired_list(declared: Declared, names: Names) -> str:
    """One block of HTML: each retired card, why, and what is asked instead."""
    if not declared.retirements:
        return "<p>No card is retired.</p>"
    return _list([_item(one, names, instead_html(one.replaced_by, names)) for one in _newest_first(declared.retirements)])


def _newest_first(changes: Sequence[Change]) -> list[Change]:
    """Those of one day in the order in which they were written."""
    return sorted(changes, key=lambda change: change.date, reverse=True)


def _item(change: Correction | Retirement, names: Names, instead: str) -> str:
    name = names.get(change.id, Name(f"`{change.id}`", ""))
    why = "".join(f'<p class="sl-why">{text}</p>' for text in (line_html(change.reason), instead) if text)
    return (
        f'<li id="{"retired" if instead else "corrected"}-{escape(change.id)}-{change.date}">{linked(name.title, name.href)}{kind_label(name.kind)} '
        f'<span class="sl-tiny">{day(change.date)}</span>{why}</li>'
    )


def _list(items: list[str]) -> str:
    return f'<ul class="sl-list" data-search-exclude>{"".join(items)}</ul>'
