"""A plan's page: every week or pair of days with focus, tasks, minutes, output, links and its Anki search."""

from __future__ import annotations

from html import escape

from studyloop.bank.model import Subject
from studyloop.plan.keys import task_keys
from studyloop.plan.model import Period, Plan, Task
from studyloop.plan.schedule import stretch_plan
from studyloop.plan.targets import Targets
from studyloop.site.pages.tool_pages import goal


def plan_body(plan: Plan, targets: Targets, cards: dict[str, int], subject: Subject) -> str:
    """What follows the plan's prose, as Markdown with HTML blocks; ``cards`` maps a slice's tag to its number of cards."""
    parts = [f'<div data-sl-tool="plan" data-sl-plan="{plan.id}"{goal(subject)}></div>', "", _overview(plan), ""]
    keys = task_keys(plan, targets)
    for period in plan.periods:
        tasks = "".join(_task(task, keys[period.slug, at], targets) for at, task in enumerate(period.tasks))
        parts += [f"## {period.name}: {period.title} {{ #{plan.id}-{period.slug} }}", "", _period(plan, period, tasks, cards), ""]
    if plan.stretch:
        parts += [f"## Longer versions {{ #{plan.id}-longer }}", "", _stretches(plan), ""]
    return "\n".join(parts)


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if rest else f"{hours} h"


def _overview(plan: Plan) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#{plan.id}-{period.slug}">{period.name}</a></th>'
        f"<td>{escape(period.title)}</td><td>{_hours(period.minutes)}</td></tr>"
        for period in plan.periods
    )
    return (
        '<div class="sl-scroll" tabindex="0" role="region" aria-label="The plan at a glance"><table>'
        '<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Time</th></tr></thead>'
        f'<tbody>{rows}</tbody><tfoot><tr><th scope="row">In all</th><td></td><td>{_hours(plan.minutes)}</td></tr></tfoot></table></div>'
    )


def _period(plan: Plan, period: Period, tasks: str, cards: dict[str, int]) -> str:
    tag = plan.tag(period)
    count = cards.get(tag, 0)
    search = f"<code>tag:{tag}</code>"
    drill = f"<p><strong>Cards.</strong> {count} cards; in Anki search {search}.</p>" if count else ""
    low, high = plan.hours
    return (
        f'<div class="sl-period"><p><strong>Focus.</strong> {escape(period.focus)}</p>'
        f'<ol class="sl-tasks" data-search-exclude>{tasks}</ol>'
        f'<p class="sl-sum"><strong>Sum.</strong> {_hours(period.minutes)} of the {low}-{high} hours this plan counts on.</p>'
        f"<p><strong>Output.</strong> {escape(period.output)}</p>{drill}</div>"
    )


def _task(task: Task, key: str, targets: Targets) -> str:
    links = "".join(f"<li>{_link(link, targets)}</li>" for link in task.links)
    where = f'<ul class="sl-links">{links}</ul>' if links else ""
    return f'<li data-sl-task="{escape(key)}"><span>{escape(task.do)}</span> <span class="sl-tiny">{task.minutes} min</span>{where}</li>'


def _link(ident: str, targets: Targets) -> str:
    target = targets[ident]
    return f'<a href="{target.href}">{escape(target.title)}</a>'


def _stretches(plan: Plan) -> str:
    stretches = [stretch_plan(plan, weeks) for weeks in plan.stretch]
    head = "".join(f'<th scope="col">{s.weeks} weeks<br>{s.hours_a_week:.0f} h a week</th>' for s in stretches)
    rows = []
    for index, period in enumerate(plan.periods):
        cells = "".join(f"<td>{_span(s.spans[index])}</td>" for s in stretches)
        rows.append(f'<tr><th scope="row">{period.name}: {escape(period.title)}</th>{cells}</tr>')
    return (
        "<p>With a job beside it, keep the order and give each part more calendar weeks.</p>"
        '<div class="sl-scroll" tabindex="0" role="region" aria-label="Longer versions"><table>'
        f'<thead><tr><th scope="col">Part</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def _span(span: tuple[int, int]) -> str:
    return f"week {span[0]}" if span[0] == span[1] else f"weeks {span[0]}-{span[1]}"
