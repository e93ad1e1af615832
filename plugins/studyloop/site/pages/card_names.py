"""How a card is named where changes are told: its title on one line, its kind, and where it stands now.

What must not live here: which cards are told, and in which order (``release_page``, ``changes_page``, ``feed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from studyloop.bank.model import Bank
from studyloop.ledger import Ledger
from studyloop.ledger.shipped import shipped_cards

# The dialect's own rules: a dollar that opens has no space behind it, one that closes none before it.
_SPANS = re.compile(r"(?<!`)(?P<tick>`+)(?!`)(?P<code>.+?)(?<!`)(?P=tick)(?!`)|(?<!\\)\$(?!\s)(?P<tex>(?:\\.|[^\\$])+?)(?<!\s)\$")
_KINDS = {"question": "question", "recall": "recall card", "cloze": "cloze card"}
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Name:
    """A card or a page: title, kind ("question", "recall", "cloze" or "page"), neutral address; no address if it is gone."""

    title: str
    kind: str
    href: str = ""


Names = Mapping[str, Name]


def card_names(bank: Bank, ledger: Ledger) -> dict[str, Name]:
    """Every card by each id it is known to have had, and topics and guides by theirs."""
    live = shipped_cards(bank)
    names = {page.id: Name(page.title, "page", f"sl:/{page.path}") for page in (*bank.topics, *bank.guides)}
    names |= {card.id: Name(card.title, card.kind, f"sl:/{card.page}") for card in live.values()}
    for identity, card in live.items():
        names.setdefault(identity, names[card.id])
    for identity, entry in ledger.entries.items():
        name = names.get(identity, Name(entry.title, entry.kind))
        names.setdefault(identity, name)
        names.setdefault(entry.id, name)
    return names


def line_html(text: str, *, math: bool = True) -> str:
    """A title or a reason as inline HTML on one line: code as code, formulas neutral, all else as written.

    Without ``math`` formulas stay TeX between dollars, for readers that set none.
    """
    parts, end, line = [], 0, " ".join(text.split())
    for found in _SPANS.finditer(line):
        parts.append(escape(line[end : found.start()], quote=False))
        if found["code"] is not None:
            parts.append(f"<code>{escape(found['code'].strip(), quote=False)}</code>")
        elif math:
            parts.append(f'<span class="arithmatex">\\({escape(found["tex"], quote=False)}\\)</span>')
        else:
            parts.append(escape(found.group(), quote=False))
        end = found.end()
    return "".join(parts) + escape(line[end:], quote=False)


def linked(title: str, href: str, *, math: bool = True) -> str:
    """The title, as a link where there is something to lead to."""
    text = line_html(title, math=math)
    return f'<a href="{escape(href)}">{text}</a>' if href else text


def kind_label(kind: str) -> str:
    """``<span class="sl-kind" data-kind="recall">recall card</span>``; nothing for what is no card."""
    return f' <span class="sl-kind" data-kind="{kind}">{_KINDS[kind]}</span>' if kind in _KINDS else ""


def instead_html(replaced_by: Iterable[str], names: Names, *, math: bool = True) -> str:
    """What is asked instead of a retired card, as one sentence."""
    known = ((ident, names.get(ident)) for ident in replaced_by)
    links = [linked(name.title, name.href, math=math) if name else f"<code>{escape(ident)}</code>" for ident, name in known]
    return f"Asked instead: {' · '.join(links)}" if links else "Nothing is asked instead."


def day(date: str) -> str:
    """An ISO date for people: ``<time datetime="2026-11-21">21 November 2026</time>``."""
    year, month, number = date.split("-")
    return f'<time datetime="{date}">{int(number)} {_MONTHS[int(month) - 1]} {year}</time>'
