"""The guide's tables say what really happens at an update, in the column of the Anki that is installed.

The third column is checked where an older Anki is installed:
``PYTHONPATH=plugins python -m pytest -c /dev/null --confcutdir tests/decks tests/decks/test_what_survives.py``.
"""

import re
from pathlib import Path

import pytest
from anki.buildinfo import version
from survival import TABLES, play

pytestmark = pytest.mark.anki
GUIDE = Path(__file__).parents[2] / "content" / "guides" / "anki.md"
SECTION = re.compile(r"^## .*\{ #anki-survives \}$(.*?)^## ", re.MULTILINE | re.DOTALL)
NEWER = tuple(int(part) for part in version.split(".")[:2]) >= (25, 2)
ROWS = [(title, label) for title, rows in TABLES.items() for label in rows]


def shown() -> dict[str, dict[str, tuple[str, str]]]:
    """Title to label to the results on newer and on older versions, as the guide has them."""
    tables, title = {}, ""
    for line in SECTION.search(GUIDE.read_text(encoding="utf-8"))[1].splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            label, newer, older = (cell.strip() for cell in line.strip("|").split("|"))
            if newer.startswith("Anki "):
                title = label
            else:
                tables.setdefault(title, {})[label] = (newer, older)
    return tables


def test_the_guide_has_every_situation_once_and_no_other():
    assert [(title, label) for title, rows in shown().items() for label in rows] == ROWS


@pytest.mark.parametrize(("title", "label"), ROWS)
def test_the_guide_says_what_happens(title, label, tmp_path):
    assert shown()[title][label][0 if NEWER else 1] == play(TABLES[title][label], tmp_path)


@pytest.mark.parametrize(("title", "label"), ROWS)
def test_nothing_is_lost_and_every_result_is_one_of_four(title, label):
    for result in shown()[title][label]:
        assert result.startswith(("kept", "replaced", "arrives", "needs a setting"))
