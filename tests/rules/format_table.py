"""The table of codes in ``docs/format.md``: ``python tests/rules/format_table.py`` writes it anew from the rules."""

from __future__ import annotations

from pathlib import Path

from studyloop.bank.problems import RULES
from studyloop.rules import GROUPS, all_explanations

PAGE = Path(__file__).parents[2] / "docs" / "format.md"
BEGIN, END = "<!-- codes: written by tests/rules/format_table.py -->\n", "<!-- end of codes -->\n"


def table() -> str:
    """A row for each code, grouped by letter, with a link to its explanation."""
    rows = [
        f"| [{found.code}](../plugins/studyloop/rules/{found.code}.md) | {RULES[found.code].level} | {found.rule} |"
        for letter in GROUPS
        for found in all_explanations()
        if found.code[0] == letter
    ]
    return "\n".join(["| code | level | rule |", "|---|---|---|", *rows]) + "\n"


def standing() -> str:
    """The table as it stands in the page."""
    return PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}", "utf-8")
