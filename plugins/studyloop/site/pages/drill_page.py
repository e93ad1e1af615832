"""The drill's page, and the section that leads to it from pages with cards. Pure: library in, HTML out.

What the browser fills stands here empty; what it only shows (filters, settings, keys) stands here whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from studyloop.bank.model import Bank, Guide, Topic
from studyloop.plan.model import Plans

_KEYS = (
    ("Space or Enter", "Show the answer"),
    ("1 2 3 4", "Again, hard, good, easy"),
    ("u", "Undo"),
    ("m", "Mark the card"),
    ("s", "Suspend the card"),
    ("?", "These keys"),
)


def drill_tool(bank: Bank, plans: Plans, first_card: str) -> str:
    """The place of the drill, as one block; ``first_card`` is the script that shows a card before all else is there."""
    return (
        '<div class="sl-drill" data-sl-tool="drill" data-search-exclude>'
        "<noscript><p>Your browser keeps your place among the cards and brings each back in time, which needs JavaScript. Without it, "
        'take the same cards as <a href="sl:/decks.md">Anki decks</a>, or <a href="sl:/questions/index.md">read the questions</a>.</p></noscript>'
        # Runs before the page is painted, without a file to wait for; everything else that is needed comes later.
        f'<div class="sl-drill-stage" data-sl-drill-stage></div><script>{first_card}</script>'
        f"{_panel(bank, plans)}{_keys()}</div>"
    )


def drill_script(names: Iterable[str]) -> str:
    """Of the bundle's file names, that of the chunk with all tools: the script in the page is told which one to start."""
    return next(name for name in names if re.fullmatch(r"all-\w+\.js", name))


def drill_section(bank: Bank, path: str, url: str) -> str:
    """The end of a topic's or guide's page: its cards as a drill; empty for a page without. ``path`` in the content, ``url`` from the root."""
    count = next((_count(page) for page in (*bank.topics, *bank.guides) if str(page.path) == path), 0)
    if not count:
        return ""
    cards = "1 card" if count == 1 else f"{count} cards"
    link = f"{'../' * url.count('/')}drill/?page={quote(url)}"
    return (
        '<aside class="sl-practise" aria-label="Drill this page" data-search-exclude>'
        f"<p><strong>{cards}</strong> of this page, brought back shortly before you would forget them.</p>"
        f'<p><a class="md-button md-button--primary" href="{escape(link)}">Drill this page</a>'
        f'<button type="button" class="md-button" data-sl-collect="{escape(url)}" hidden>Add to my drill</button> '
        '<span role="status" class="sl-tiny" data-sl-collected></span></p></aside>'
    )


def _count(page: Topic | Guide) -> int:
    return len(page.cards) + (len(page.questions) if isinstance(page, Topic) else 0)


def _panel(bank: Bank, plans: Plans) -> str:
    subject = bank.subject
    pages = [page for page in (*bank.topics, *bank.guides) if _count(page)]
    by_component = [(term.title, [(page.id, page.title) for page in pages if page.component == term.id]) for term in subject.components]
    slices = [(plan.title, [(f"{plan.id}/{period.slug}", f"{period.name}: {period.title}") for period in plan.periods]) for plan in plans.plans]
    selects = (
        _select("component", "Component", _options((term.id, term.title) for term in subject.components)),
        _select("topic", "Topic or guide", _groups(by_component)),
        _select("level", "Level", _options((term.id, term.title) for term in subject.levels)),
        _select("role", "Role", _options((term.id, term.title) for term in subject.roles)),
        _select("slice", "Part of a plan", _groups(slices)),
        _select("only", "Only", _options((("marked", "what I marked"), ("added", "what I added")))),
        _select("page", "Page", "", " hidden"),
    )
    return (
        '<details class="sl-drill-panel" data-sl-drill-panel hidden><summary>Filters and settings</summary>'
        f'<form autocomplete="off"><div class="sl-drill-filters">{"".join(selects)}</div>'
        '<div class="sl-drill-settings">'
        '<label><input type="checkbox" name="speakFirst"> Answer questions aloud, against a clock</label>'
        '<label><input type="checkbox" name="twoButtons"> Two buttons: again and good</label>'
        '<label><input type="number" name="newPerDay" min="0" max="999" step="1" inputmode="numeric"> new cards a day</label>'
        "</div></form></details>"
    )


def _select(name: str, label: str, options: str, more: str = "") -> str:
    return f'<label{more}>{label} <select name="{name}"><option value="">any</option>{options}</select></label>'


def _options(values: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in values)


def _groups(groups: Iterable[tuple[str, list[tuple[str, str]]]]) -> str:
    return "".join(f'<optgroup label="{escape(title)}">{_options(values)}</optgroup>' for title, values in groups if values)


def _keys() -> str:
    rows = "".join(f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(text)}</dd>" for key, text in _KEYS)
    return f'<dialog class="sl-drill-keys" data-sl-drill-keys aria-label="Keys"><dl>{rows}</dl><button type="button" class="md-button">Close</button></dialog>'
