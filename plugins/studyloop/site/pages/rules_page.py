"""The rules page: every rule in the words that ``studyloop check --explain`` prints, grouped by letter. Pure."""

from __future__ import annotations

from studyloop.rules import GROUPS, Explanation, all_explanations, standing


def rules_body() -> str:
    """The page's Markdown below its introduction; each rule has its code in small letters as its anchor."""
    explanations = all_explanations()
    parts = []
    for letter, title in GROUPS.items():
        parts.append(f"## {title} ({letter}) {{ #{letter.lower()} }}")
        parts += [_rule(found) for found in explanations if found.code[0] == letter]
    return "\n\n".join(parts)


def _rule(found: Explanation) -> str:
    heading = f"### {found.code} {found.name} {{ #{found.code.lower()} }}"
    examples = ["**Bad**", found.bad, "**Good**", found.good]
    return "\n\n".join([heading, f"{found.rule} {standing(found.code)}", f"**Why.** {found.why}", *examples])
