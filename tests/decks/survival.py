"""What survives a deck update: the table that the Anki guide shows, from situations played in a real collection.

``python tests/decks/survival.py`` prints it for the Anki that is installed. A result begins with kept, replaced,
arrives or "needs a setting"; "lost" means that our promise is broken. What must not live here: the situations.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from anki.buildinfo import version
from survival_ours import OURS
from survival_stage import Row, Stage
from survival_yours import YOURS

TABLES: dict[str, dict[str, Row]] = {"Yours": YOURS, "Ours": OURS}


def play(row: Row, folder: Path) -> str:
    """What happens in one situation, with a collection of its own in ``folder``."""
    stage = Stage(folder)
    try:
        return row(stage)
    finally:
        for learner in stage.learners:
            learner.col.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for title, rows in TABLES.items():
            print(f"\n| {title} | Anki {version} |\n| --- | --- |")
            for number, (label, row) in enumerate(rows.items()):
                print(f"| {label} | {play(row, Path(folder) / f'{title}-{number}')} |")


if __name__ == "__main__":
    main()
