"""The rules of taste against cases that somebody else wrote: not by the rules' author, and without a look at them.

``corpus/independent-*.yml`` holds cards and sentences; each breaks the one rule it names, or none, and belongs to one part. ``tune``
may be read to make the rules better. ``hold`` may only be counted: whoever reads it to mend a rule has nothing left to measure with.

``python tests/lint/independent.py`` prints both tables, and case by case what is wrong in ``tune``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import yaml
from corpus import FOLDER, HEAD, SUBJECT, Case, Score

from studyloop.bank.exceptions import limit_of
from studyloop.bank.problems import LIMITS
from studyloop.lint import LINT_RULES

PARTS = ("tune", "hold")


@dataclass(frozen=True)
class Item:
    """One case: the rule it breaks, ``None`` for a good one, and the codes of all rules that report it."""

    text: str
    is_card: bool
    breaks: str | None
    part: str
    reported: frozenset[str]


@cache
def items() -> tuple[Item, ...]:
    """Every independent case, each read once by every rule that looks at one card or sentence at a time."""
    return tuple(_read("cards", is_card=True)) + tuple(_read("sentences", is_card=False))


@cache
def measured() -> tuple[str, ...]:
    """The codes that the independent cases are about."""
    return tuple(rule.code for rule in LINT_RULES if any(item.breaks == rule.code for item in items()))


@cache
def score(code: str, part: str) -> Score:
    """A rule against one part. It is right only about what was written to break it: whatever else it reports counts as wrong."""
    mine = [item for item in items() if item.part == part]
    found = [(item.breaks == code, code in item.reported) for item in mine]
    return Score(code, len(mine), found.count((True, True)), found.count((False, True)), found.count((True, False)))


def total(part: str) -> Score:
    """All measured rules of a part together."""
    scores = [score(code, part) for code in measured()]
    return Score("all", scores[0].cases, *(sum(getattr(one, key) for one in scores) for key in ("right", "wrong", "missed")))


def table(part: str) -> str:
    """What ``part`` says of each rule, as text."""
    return "\n".join([f"{part}:", HEAD, *(score(code, part).row() for code in measured()), total(part).row()])


def _read(name: str, *, is_card: bool) -> Iterator[Item]:
    for number, entry in enumerate(yaml.safe_load((FOLDER / f"independent-{name}.yml").read_text("utf-8")), 1):
        text = entry["front"] + "\n:   " + entry["back"].replace("\n", "\n    ") if "front" in entry else entry["text"]
        # A case's code says whether its text is a card or a sentence.
        try:
            bank = Case("K01" if is_card else "V03", False, text, f"{name} {number}").bank()
        except ValueError:  # no card at all, an error of the format: no rule of taste is asked
            continue
        reported = {rule.code for rule in LINT_RULES if any(True for _ in rule.find(bank, limit_of(SUBJECT, rule.code) if rule.code in LIMITS else 0))}
        yield Item(text, is_card, entry["rule"], entry["part"], frozenset(reported))


if __name__ == "__main__":
    for item in items():
        if item.part == "tune":
            for code in sorted(item.reported - {item.breaks}):
                print(f"{code} wrong (breaks {item.breaks}): {item.text!r}")
            if item.breaks and item.breaks not in item.reported:
                print(f"{item.breaks} missed: {item.text!r}")
    print(*(table(part) for part in PARTS), sep="\n\n")
