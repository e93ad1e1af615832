"""A question's place on a page, as HTML: labels, folded parts, folded cards, footer. Pure strings in and out.

Everything works without a script: parts are ``<details>``. Cards carry ``data-search-exclude`` so that no search
result shows an answer.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyloop.bank.exercises import Exercise, part_that_runs
from studyloop.bank.model import SECTIONS, Question, Subject
from studyloop.render.exercise_html import exercise_anchor, exercise_html
from studyloop.render.model import RenderedCard, RenderedQuestion

_CLOZE = re.compile(r"<mark class=\"c\d+\">.*?</mark>", re.S)
_NAMES = {key: name for name, key, _ in SECTIONS}
_ORDER = [key for _, key, _ in SECTIONS]


@dataclass(frozen=True, slots=True)
class Outside:
    """What only the place of publication knows: addresses (empty ones are left out), and whether its tests run the code of answers."""

    edit: str = ""
    report: str = ""
    tested: bool = False


def question_body(rendered: RenderedQuestion, subject: Subject, outside: Outside, exercise: Exercise | None = None) -> str:
    """What stands under a question's heading."""
    question = rendered.question
    runs = part_that_runs(question) if outside.tested else None
    parts = [_part("short", "Short answer", rendered.short, _code_anchor(question) if runs == "short" else "")]
    for key in _ORDER:
        if key == "cards" and rendered.cards:
            parts.append(_cards_part(rendered.cards))
        elif key in rendered.parts:
            body = rendered.parts[key]
            if key == "depth" and exercise:
                body = exercise_html(body, exercise)
            parts.append(_part(key, _NAMES[key], body, _code_anchor(question) if key == runs else ""))
    return (
        '<div class="sl-question" data-sl-scope>'
        f"{labels(question, subject, runs is not None, exercise is not None)}"
        f"{''.join(parts)}"
        f"{_footer(question, outside)}"
        "</div>"
    )


def labels(question: Question, subject: Subject, checked: bool = False, to_download: bool = False) -> str:
    """Level, minutes, kind and roles as a list of small labels; and that its code runs in the tests, and that it is an exercise."""
    roles = ", ".join(subject.title_of("roles", role) for role in question.roles)
    if len(question.roles) == len(subject.roles):
        roles = "All roles"
    items = [
        f'<li class="sl-level" data-level="{question.level}">{html.escape(subject.title_of("levels", question.level))}</li>',
        f"<li>{question.minutes} min</li>",
        f"<li>{html.escape(subject.title_of('kinds', question.kind))}</li>",
    ]
    if len(subject.roles) > 1:
        items.append(f"<li>{html.escape(roles)}</li>")
    if question.as_of:
        items.append(f"<li>As of {html.escape(question.as_of)}</li>")
    if to_download:
        items.append(f'<li class="sl-try"><a href="#{exercise_anchor(question.id)}">Exercise to download</a></li>')
    if checked:
        more = '<span class="sl-status"> (it runs in the tests of this site; go to the code)</span>'
        items.append(f'<li class="sl-checked"><a href="#{_code_anchor(question)}">Checked by code{more}</a></li>')
    return f'<ul class="sl-labels" aria-label="About this question" data-search-exclude>{"".join(items)}</ul>'


def _code_anchor(question: Question) -> str:
    """Where the code stands that runs; no id of the content holds an underscore."""
    return f"code_{question.id}"


def _part(key: str, name: str, body: str, anchor: str = "") -> str:
    at = f' id="{anchor}"' if anchor else ""
    return f'<details class="sl-part sl-part-{key}"><summary data-search-exclude>{name}</summary>\n<div class="sl-body"{at}>{body}</div></details>'


def _cards_part(cards: Sequence[RenderedCard]) -> str:
    noun = "card" if len(cards) == 1 else "cards"
    return (
        '<details class="sl-part sl-part-cards" data-search-exclude>'
        f'<summary>Practise: {len(cards)} {noun}</summary>\n<div class="sl-body">{cards_html(cards)}</div></details>'
    )


def cards_html(cards: Sequence[RenderedCard]) -> str:
    """Cards as folded cue and answer; a cloze shows blanks first."""
    return f'<ul class="sl-cards" data-search-exclude>{"".join(_card(card) for card in cards)}</ul>'


def _card(card: RenderedCard) -> str:
    front, back = card.front, card.back
    if card.kind == "cloze":
        front, back = _CLOZE.sub('<span class="sl-blank" aria-label="blank">[…]</span>', card.front), card.front
    return (
        f'<li class="sl-card" id="{card.id}"><details class="sl-flip"><summary>{front}</summary>'
        f'<div class="sl-back">{back}</div></details></li>'
    )


def _footer(question: Question, outside: Outside) -> str:
    links = ['<button type="button" class="sl-open-all" data-sl-open-all data-sl-close-label="Close all parts" hidden>Open all parts</button>']
    if outside.edit:
        links.append(f'<a href="{html.escape(outside.edit)}">Edit this question</a>')
    if outside.report:
        links.append(f'<a href="{html.escape(outside.report)}">Report an error</a>')
    return f'<p class="sl-foot" data-search-exclude>{" ".join(links)}</p>'
