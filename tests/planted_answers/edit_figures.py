"""The figures of the planted edits. ``python tests/planted_answers/edit_figures.py`` writes ``figures.md`` anew; ``--missed`` lists every edit and what was said.

What must not live here: looking for edits (``edit_layers``).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from planted_edits import FOLDER, HARMLESS, Edit, Kind
from edit_layers import LAYERS, Verdict, judge

PAGE = FOLDER / "figures.md"
_HEAD = """\
# How many wrong edits of answers are found

Each is one small, wrong change in a real answer of the bank, planted as data in the files beside this page. The layers look in this order, and the
first that finds an edit has found it: the **check** (format, ids, links, TeX), the rules of **taste** (sources, dates, listed misconceptions), the
**code** of the question, run with the edit in it, and new **numbers** in an answer that its code does not hold (`unproved.py`, a hint for reviewers).
What was said must be about the edit: a wrong fact that makes a sentence too long is not found by that.

The edits were written before anything was run on them, and none was left out because it was not found. One was moved: `\\bra` for `\\bar` was meant not to
parse and does, so it is a false formula.

`python tests/planted_answers/edit_figures.py` writes this page; the shares are measured anew by `test_planted_answers.py`.
"""
_COLUMNS = "| class | edits | check | taste | code | numbers | found | not found |\n|---|---:|---:|---:|---:|---:|---:|---:|"
_MACHINE = "## What code, format, links, sources or a listed misconception decides"
_PEOPLE = """\
## What only people can see

Format and code hold, and the sentence is false. These are not counted against the machine; they are [the reviewer's list](../../docs/review.md#what-no-machine-sees).
"""
_MISSED = "### Not found among them"
_REWORDED = "## True rewordings"
_HINTS = """\
The hint about numbers was also asked about the 60 commits to the questions before 21 November 2026: 214 rewritten questions with code, 86 new numbers,
5 of them listed. Over the whole bank it would list about one number in 15 (an assumption, a paper's result), so it looks only at what is new, and is no rule."""


def page(verdicts: Sequence[Verdict]) -> str:
    """The whole page, in Markdown."""
    machine, people, harmless = (of(verdicts, decides) for decides in ("machine", "people", HARMLESS))
    missed = "\n".join(f"- {_shown(verdict.edit)}" for verdict in machine if not verdict.layer) or "None."
    alarms = sum(bool(verdict.layer) for verdict in harmless)
    reworded = f"{len(harmless)} edits say the same in other words or code. Reported, each a false alarm: {alarms}."
    return "\n".join([_HEAD, _MACHINE, "", *table(machine), "", _MISSED, "", missed, "", _PEOPLE, *table(people), "", _REWORDED, "", reworded, "", _HINTS, ""])


def of(verdicts: Sequence[Verdict], decides: str) -> list[Verdict]:
    """Those in classes decided by the machine, by people or by nothing."""
    return [verdict for verdict in verdicts if verdict.edit.kind.decides == decides]


def table(verdicts: Sequence[Verdict]) -> list[str]:
    """Rows by class and layer, the sum last."""
    kinds: dict[Kind, list[Verdict]] = {}
    for verdict in verdicts:
        kinds.setdefault(verdict.edit.kind, []).append(verdict)
    rows = [_row(kind.title, those) for kind, those in kinds.items()]
    return [_COLUMNS, *rows, _row("**all**", verdicts)]


def _row(title: str, verdicts: Sequence[Verdict]) -> str:
    by_layer = [sum(verdict.layer == layer for verdict in verdicts) for layer in LAYERS]
    found = sum(by_layer)
    return f"| {title} | {len(verdicts)} | " + " | ".join(map(str, by_layer)) + f" | {found} ({100 * found // len(verdicts)} %) | {len(verdicts) - found} |"


def _shown(edit: Edit) -> str:
    """An edit on one line; the texts as code, whatever marks they hold."""
    old, new = (" ".join(text.split())[:90] for text in (edit.find, edit.replace))
    return f"{edit.name} (`{edit.id}`): `` {old} `` became `` {new} ``. {edit.fact}"


def main(arguments: Sequence[str]) -> int:
    """Measures, writes the page and says so; 0 unless an argument is unknown."""
    if set(arguments) - {"--missed"}:
        print("usage: edit_figures.py [--missed]", file=sys.stderr)
        return 2
    verdicts = judge()
    PAGE.write_text(page(verdicts), "utf-8")
    if arguments:
        print(*(f"{verdict.layer or 'NOT FOUND':9} {verdict}" for verdict in verdicts), sep="\n")
    print(f"written: {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
