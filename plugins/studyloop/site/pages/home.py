"""The generated parts of the home page; its words stand in ``content/index.md`` around the markers."""

from __future__ import annotations

from html import escape

from studyloop.bank.model import Bank
from studyloop.plan.model import Plan, Plans
from studyloop.site.pages.counts import count_components


def component_cards(bank: Bank) -> str:
    """A grid of components with counts, each leading to its part of the index."""
    items = []
    for row in count_components(bank):
        if not row.questions:
            continue
        items.append(
            f'<li><a href="sl:/questions/index.md#{row.term.id}"><strong>{escape(row.term.title)}</strong>'
            f"<span>{escape(row.term.about)}</span>"
            f'<span class="sl-tiny">{row.questions} questions · {row.cards} cards</span></a></li>'
        )
    return f'<ul class="sl-grid">{"".join(items)}</ul>'


def plan_cards(plans: Plans) -> str:
    """A grid of plans: how long, how many hours, what for."""
    return f'<ul class="sl-grid">{"".join(_plan_card(plan) for plan in plans.plans)}</ul>'


def _plan_card(plan: Plan) -> str:
    unit = "a week" if plan.unit == "week" else "for two days"
    return (
        f'<li><a href="sl:/{plan.path}"><strong>{escape(plan.title)}</strong><span>{escape(plan.summary)}</span>'
        f'<span class="sl-tiny">{plan.hours[0]}-{plan.hours[1]} hours {unit} · {round(plan.minutes / 60)} hours in all</span></a></li>'
    )
