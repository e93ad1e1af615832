"""The rules in words: one Markdown file a code, read by ``check --explain``, by reports and by the site's rules page.

A file begins with ``# CODE name``, then the rule in a sentence, ``## Why``, ``## Bad`` and ``## Good``. Where the examples
are fenced as ``markdown``, ``yaml`` or ``text``, the good one stands in ``tests/rules/content`` (or in the ledger beside it), and
putting the bad one in its place gives exactly this code. Pure. What must not live here: finding problems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from studyloop.bank.problems import LIMITS, RULES

__all__ = ["GROUPS", "Explanation", "all_explanations", "explain", "parse_explanation", "standing"]

# What the first letter of a code says, in the order of the rules page.
GROUPS = {
    "F": "The file",
    "M": "Front matter",
    "S": "Structure",
    "I": "Identity",
    "Q": "A question's attributes",
    "L": "Links and images",
    "H": "Raw HTML",
    "C": "Cards that cannot be made",
    "X": "Typesetting",
    "R": "Exercises",
    "P": "Plans",
    "T": "The curriculum",
    "D": "What was released",
    "W": "Sizes",
    "K": "Cards that are hard to learn",
    "N": "Near-duplicates",
    "V": "What ages, misleads or lacks its source",
    "E": "Exceptions",
}

_FORM = re.compile(
    r"# (?P<code>\S+) (?P<name>.+)\n\n(?P<rule>(?!## )[^\n]+(?:\n[^\n]+)*)\n\n## Why\n\n(?P<why>.+?)\n\n## Bad\n\n(?P<bad>.+?)\n\n## Good\n\n(?P<good>.+?)\n*\Z",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule for people: ``rule`` in a sentence, ``why``, and two examples; all of it Markdown."""

    code: str
    name: str
    rule: str
    why: str
    bad: str
    good: str


def explain(code: str) -> Explanation:
    """The explanation of a code; ``KeyError`` for one that is not in ``RULES``."""
    return _read(RULES[code].code)


def all_explanations() -> tuple[Explanation, ...]:
    """Every explanation, in the order of ``RULES``."""
    return tuple(explain(code) for code in RULES)


def standing(code: str) -> str:
    """A rule's usual level, and its limit where it has one, such as "Warning, limit 40."."""
    return f"{RULES[code].level.capitalize()}{f', limit {LIMITS[code]}' if code in LIMITS else ''}."


def parse_explanation(text: str) -> Explanation:
    """The text of a file as an explanation; ``ValueError`` where a part is missing or out of order."""
    found = _FORM.match(text)
    if not found:
        raise ValueError("an explanation has `# CODE name`, the rule, `## Why`, `## Bad` and `## Good`")
    return Explanation(**{key: value.strip() for key, value in found.groupdict().items()})


@cache
def _read(code: str) -> Explanation:
    return parse_explanation((resources.files(__name__) / f"{code}.md").read_text("utf-8"))
