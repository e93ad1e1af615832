"""The index of all questions: counts, a filter that works in the page, and every question by topic."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath

from studyloop.bank.exercises import all_exercises
from studyloop.bank.model import Bank, Question, Term
from studyloop.render.model import RenderedBank
from studyloop.render.pieces import plain_text
from studyloop.site.pages.counts import count_components

EXERCISES = PurePosixPath("exercises.md")


def question_index(bank: Bank, rendered: RenderedBank) -> str:
    """What stands at the marker of ``questions/index.md``, as Markdown with HTML blocks."""
    total, cards = len(bank.questions), bank.count_cards()
    parts = [
        f"{total} questions in {len(bank.topics)} topics, with {cards} cards.{_exercises(bank)}",
        "",
        filter_form(bank),
        "",
        _counts(bank),
        "",
    ]
    for term in bank.subject.components:
        topics = [topic for topic in rendered.topics if topic.topic.component == term.id]
        if not topics:
            continue
        parts += [f"## {term.title} {{ #{term.id} }}", ""]
        for topic in topics:
            items = "".join(
                _item(q.question, q.title, term, f"sl:/{topic.topic.path}#{q.question.id}", bank) for q in topic.questions
            )
            count = f'<span class="sl-tiny">{len(topic.questions)} questions, {len(topic.questions) + len(topic.topic.cards)} cards</span>'
            heading = f'<h3 class="sl-topic"><a href="sl:/{topic.topic.path}">{escape(topic.topic.title)}</a> {count}</h3>'
            parts += [f'<section data-sl-group data-search-exclude>{heading}<ul class="sl-list">{items}</ul></section>', ""]
    return "\n".join(parts)


def _item(question: Question, title: str, component: Term, href: str, bank: Bank) -> str:
    return f'<li {item_data(question, title, component)}><a href="{href}">{title}</a> {effort(question, bank)}</li>'


def item_data(question: Question, title: str, component: Term) -> str:
    """The attributes by which the filter finds a question."""
    words = escape(plain_text(title).lower(), quote=True)
    return (
        f'data-sl-item data-component="{component.id}" data-level="{question.level}" '
        f'data-roles="{" ".join(question.roles)}" data-kind="{question.kind}" data-text="{words}"'
    )


def effort(question: Question, bank: Bank) -> str:
    """Level and minutes in small letters."""
    level = bank.subject.title_of("levels", question.level)
    return (
        f'<span class="sl-tiny"><span class="sl-level" data-level="{question.level}">{escape(level)}</span> '
        f"{question.minutes} min</span>"
    )


def _exercises(bank: Bank) -> str:
    """The way to the exercises, where there is a page of them."""
    count = len(all_exercises(bank)) if EXERCISES in bank.pages else 0
    return f" {count} of them are [exercises to download](sl:/{EXERCISES}): write the code, and tests say whether it is right." if count else ""


def filter_form(bank: Bank, of: str = "questions") -> str:
    """The form that filters every ``data-sl-item`` of its page."""
    subject = bank.subject
    selects = "".join(
        _select(name, label, terms)
        for name, label, terms in (
            ("component", "Component", subject.components),
            ("level", "Level", subject.levels),
            ("role", "Role", subject.roles),
            ("kind", "Kind", subject.kinds),
        )
        if len(terms) > 1
    )
    return (
        f'<form class="sl-filter" data-sl-filter hidden role="search" aria-label="Filter {of}">'
        '<label class="sl-filter-words">Words <input type="search" name="q" autocomplete="off"></label>'
        f'{selects}<button type="reset">Clear</button> <output data-sl-count aria-live="polite"></output></form>'
    )


def _select(name: str, label: str, terms: tuple[Term, ...]) -> str:
    options = "".join(f'<option value="{term.id}">{escape(term.title)}</option>' for term in terms)
    return f'<label>{label} <select name="{name}"><option value="">All</option>{options}</select></label>'


def _counts(bank: Bank) -> str:
    levels = bank.subject.levels
    head = "".join(f'<th scope="col">{escape(level.title)}</th>' for level in levels)
    rows = []
    for row in count_components(bank):
        cells = "".join(f"<td>{row.levels.get(level.id, 0)}</td>" for level in levels)
        rows.append(
            f'<tr><th scope="row"><a href="#{row.term.id}">{escape(row.term.title)}</a></th>'
            f"<td>{row.questions}</td>{cells}<td>{row.cards}</td></tr>"
        )
    return (
        '<details class="sl-counts"><summary>Counts by component and level</summary>'
        '<div class="sl-scroll" tabindex="0" role="region" aria-label="Counts">'
        f'<table><thead><tr><th scope="col">Component</th><th scope="col">Questions</th>{head}<th scope="col">Cards</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )
