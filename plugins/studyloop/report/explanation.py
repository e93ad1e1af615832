"""A rule in words for a terminal: what ``check --explain`` prints."""

from __future__ import annotations

from studyloop.bank.problems import LIMITS, RULES, is_adjustable
from studyloop.rules import all_explanations, explain


def listed() -> str:
    """One line a code: level, name."""
    width = max(len(rule.level) for rule in RULES.values())
    return "\n".join(f"{found.code}  {RULES[found.code].level:{width}}  {found.name}" for found in all_explanations())


def explained(code: str) -> str:
    """The rule, why it is there, a bad and a good example, as Markdown. ``KeyError`` for an unknown code."""
    found = explain(code)
    parts = [f"# {found.code} {found.name}", f"{found.rule} {standing(code)}", "## Why", found.why, "## Bad", found.bad, "## Good", found.good]
    return "\n\n".join(parts)


def standing(code: str) -> str:
    """The level of a rule in a sentence, and whether it may be set."""
    level = {"error": "It stops a build.", "warning": "It is a warning.", "info": "It is information."}[RULES[code].level]
    if not is_adjustable(code):
        return level
    limit = f" and its limit ({LIMITS[code]})" if code in LIMITS else ""
    return f"{level} `checks` in `index.md` may set its level{limit}, and a comment `<!-- allow {code}: reason -->` is an exception."
