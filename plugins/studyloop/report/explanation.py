"""A rule in words for a terminal: what ``check --explain`` prints."""

from __future__ import annotations

from studyloop.bank.problems import RULES, is_adjustable
from studyloop.rules import all_explanations, explain, standing


def listed() -> str:
    """One line a code: level, name."""
    width = max(len(rule.level) for rule in RULES.values())
    return "\n".join(f"{found.code}  {RULES[found.code].level:{width}}  {found.name}" for found in all_explanations())


def explained(code: str) -> str:
    """The rule, why it is there, a bad and a good example, as Markdown. ``KeyError`` for an unknown code."""
    found = explain(code)
    parts = [f"# {found.code} {found.name}", f"{found.rule} {standing(code)}", "## Why", found.why, "## Bad", found.bad, "## Good", found.good]
    if is_adjustable(code):
        parts.append(f"`checks` in `index.md` may set its level; `<!-- allow {code}: reason -->` on the line above is an exception.")
    return "\n\n".join(parts)
