"""JSON Schemas of the front matter, for editors: what they can offer and underline while one writes. Pure.

The checks decide (``bank.schema`` and the parsers); a schema knows no other file, so it says a little less than they do.
"""

from __future__ import annotations

from typing import Any

from studyloop.bank.model import Subject, Term
from studyloop.bank.schema import FIELDS

Schema = dict[str, Any]

_ID: Schema = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}
_TITLE: Schema = {"type": "string", "minLength": 1, "maxLength": 300}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "description": "The day its facts were checked, such as 2026-11-21."}
_ABOUT: Schema = {"description": "The page's description for search engines."}
_ORDER: Schema = {"type": "integer", "minimum": 0, "maximum": 99, "description": "The place in the menu and in the order of new cards; used once in a component."}


def front_matter_schemas(subject: Subject) -> dict[str, Schema]:
    """File name to schema, for the kinds of pages whose front matter is checked, with the subject's own lists."""
    topic = {
        "title": _TITLE,
        "component": _one_of(subject.components, "Decides deck and menu."),
        "order": _ORDER,
        "roles": _some_of(subject.roles, "Whom the questions below are for, unless they say otherwise."),
        "reviewed": _DATE,
        "collections": _some_of(subject.collections, "What the topic belongs to, too."),
        "description": _ABOUT,
    }
    guide = {**topic, "summary": {"type": "string", "minLength": 1, "maxLength": 200, "description": "One sentence."}}
    return {
        "topic.schema.json": _page("A topic: content/questions/*.md", topic, ("title", "component", "order", "roles", "reviewed")),
        "guide.schema.json": _page("A guide: content/guides/*.md", guide, ("title", "component", "order", "reviewed", "summary")),
        "plan.schema.json": _plan(),
        "curriculum.schema.json": _curriculum(),
        "changes.schema.json": _changes(),
        "subject.schema.json": _subject(),
    }


def _page(title: str, properties: Schema, required: tuple[str, ...]) -> Schema:
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **_map(properties, required)}


def _map(properties: Schema, required: tuple[str, ...]) -> Schema:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def _list(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def _one_of(terms: tuple[Term, ...], about: str) -> Schema:
    return {"enum": [term.id for term in terms], "description": about}


def _some_of(terms: tuple[Term, ...], about: str) -> Schema:
    return {**_list({"enum": [term.id for term in terms]}), "description": about}


def _plan() -> Schema:
    task = _map({"do": {"type": "string", "minLength": 1}, "minutes": {"type": "integer", "minimum": 1, "maximum": 1200}, "links": _list(_ID), "keep": {"type": "boolean", "description": "Whether it stays when time is short."}}, ("do", "minutes"))
    period = _map({**{key: {"type": "string", "minLength": 1} for key in ("title", "focus", "output")}, "tasks": _list(task, 1)}, ("title", "focus", "output", "tasks"))
    hours = {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 199}, "minItems": 2, "maxItems": 2, "description": "[low, high] for one period; its tasks must add up to that."}
    properties = {
        "title": _TITLE,
        "summary": _TITLE,
        "order": _ORDER,
        "unit": {"enum": ["week", "days"], "description": "week, or days for pairs of days."},
        "hours": hours,
        "stretch": _list({"type": "integer", "minimum": 1, "maximum": 52}),
        "periods": _list(period, 1),
        "description": _ABOUT,
    }
    return _page("A plan: content/plans/*.md", properties, ("title", "summary", "order", "unit", "hours", "periods"))


def _curriculum() -> Schema:
    row = _map({"id": _ID, "title": {"type": "string", "minLength": 1}, "points": _list(_ID)}, ("id", "title"))
    group = _map({"title": {"type": "string", "minLength": 1}, "rows": _list(row)}, ("title", "rows"))
    return _page("The curriculum: content/curriculum.md", {"title": {}, "groups": _list(group), "description": _ABOUT}, ("title", "groups"))


def _changes() -> Schema:
    line = {"id": _ID, "date": _DATE, "reason": {"type": "string", "minLength": 1}}
    required = ("id", "date", "reason")
    instead = {"anyOf": [_ID, _list(_ID)]}
    lists = {"corrected": _list(_map(line, required)), "retired": _list(_map({**line, "replaced_by": instead}, required))}
    return _page("Corrected and retired cards: content/changes.md", {"title": _TITLE, **lists}, ())


def _subject() -> Schema:
    about = _map({"id": _ID, "title": {"type": "string"}, "about": {"type": "string"}}, ("id",))
    terms = _list({"anyOf": [_ID, about]})
    words = {"type": "string", "minLength": 1}
    properties = {
        "title": words,
        "deck": {**words, "description": "The top deck's name; never change it after the first release."},
        "namespace": {**_ID, "description": "In every card's identity; never change it after the first release."},
        "misconceptions": {"type": "array", "items": {"enum": list(FIELDS)}, "description": "Fields whose misconceptions the check looks for."},
        "goal": {**words, "maxLength": 40, "description": "What a learner works towards, such as exam."},
        **{group: {**terms, "minItems": 1} for group in ("components", "levels", "kinds", "roles")},
        **{group: terms for group in ("collections", "signals")},
    }
    subject = _map(properties, ("title", "deck", "namespace", "components", "levels", "kinds", "roles"))
    setting = _map({"level": {"enum": ["error", "warning", "info"]}, "limit": {"type": "integer", "minimum": 0, "maximum": 100_000}}, ())
    checks = {"type": "object", "patternProperties": {"^[WKNV][0-9]{2}$": setting}, "additionalProperties": False}
    page = {"title": {}, "subject": subject, "checks": checks, "description": _ABOUT, "hide": {}, "template": {}}
    return _page("The home page, which declares the subject: content/index.md", page, ("title", "subject"))
