"""The generated parts of pages that hold a tool: what the browser mounts in, and what stands there without it."""

from __future__ import annotations

import json
from html import escape

from studyloop.bank.model import Subject


def component_titles(subject: Subject) -> str:
    """Components and their titles as the value of an attribute: the data files know ids only."""
    return escape(json.dumps({term.id: term.title for term in subject.components}, ensure_ascii=False))


def goal(subject: Subject) -> str:
    """The attribute that tells a tool what the learner works towards, with a space before it."""
    return f' data-sl-goal="{escape(subject.goal)}"'


def today_tool(subject: Subject) -> str:
    """The place of the box that says what is to be done today."""
    return f'<div data-sl-today{goal(subject)}></div>'


def progress_tool(subject: Subject) -> str:
    """The place of the progress page's tool."""
    return (
        f'<div data-sl-tool="progress" data-sl-components="{component_titles(subject)}"{goal(subject)}></div>'
        "<noscript><p>Your progress is kept and counted by your browser, which needs JavaScript for it. Everything else on this site can be read without.</p></noscript>"
    )
