"""Ratios, their targets and the table. Pure but for ``write_report``; what must not live here: measuring."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from projects import ANKCOMPILER, DECKS, PLAIN, RELEASED, SITE, WITHOUT_DECKS

Results = Mapping[int, Mapping[str, "Run"]]


@dataclass(frozen=True, slots=True)
class Run:
    """Wall-clock seconds of a whole process, and the peak memory in bytes of its largest process."""

    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Target:
    """A measured number, its unit, and the limit it is held to (a floor when ``at_least``)."""

    name: str
    value: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the number keeps to the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def judge(results: Results) -> list[Target]:
    """Every target that these sizes allow to be judged."""
    targets = []
    for size, runs in sorted(results.items()):
        of = f"{size:,} questions"
        plain, site, bare = runs[PLAIN].seconds, runs[SITE].seconds, runs[WITHOUT_DECKS].seconds
        targets += [
            Target(f"site, decks and data against plain Material, {of}", site / plain, 1.25, "x"),
            Target(f"added by the decks, {of}", (site / bare - 1) * 100, 10, "%"),
            Target(f"added to the decks by the ledger, {of}", (runs[RELEASED].seconds / runs[DECKS].seconds - 1) * 100, 5, "%"),
            Target(f"decks against ankcompiler, {of}", runs[ANKCOMPILER].seconds / runs[DECKS].seconds, 5, "x faster", True),
        ]
    if len(results) > 1:
        small, large = min(results), max(results)
        growth = results[large][SITE].seconds / results[small][SITE].seconds
        peak = results[large][SITE].peak / 2**20
        targets += [
            Target(f"growth from {small:,} to {large:,} questions", growth, 20, "x"),
            Target(f"peak memory at {large:,} questions", peak, 1024, "MiB"),
        ]
    return targets


def table(results: Results, notes: Mapping[int, int], targets: list[Target]) -> str:
    """Two Markdown tables: what was measured, and how it stands to the targets."""
    lines = ["| questions | notes | builder | seconds (median) | peak memory |", "|--:|--:|---|--:|--:|"]
    for size, runs in sorted(results.items()):
        lines += [
            f"| {size:,} | {notes[size]:,} | {builder} | {run.seconds:.2f} | {run.peak / 2**20:.0f} MiB |"
            for builder, run in runs.items()
        ]
    return "\n".join([*lines, "", target_table("ratio", targets)])


def target_table(what: str, targets: Sequence[Target]) -> str:
    """A Markdown table of numbers against their limits; ``what`` heads the first column."""
    lines = [f"| {what} | measured | target | |", "|---|--:|--:|---|"]
    for target in targets:
        places = 0 if target.unit in ("MiB", "ms") else 2
        sign = "at least" if target.at_least else "at most"
        lines.append(
            f"| {target.name} | {target.value:.{places}f} {target.unit} | {sign} {target.limit:g} {target.unit} "
            f"| {'met' if target.met else '**missed**'} |"
        )
    return "\n".join(lines)


def write_report(path: Path, building: str | None, browser: str | None, runs: int, machine: str) -> None:
    """Keep the tables, with how to repeat them. A half that was not measured (None), and the remarks, are left as they are."""
    former = path.read_text("utf-8") if path.exists() else ""
    parts = [
        f"# Benchmarks\n\n{_building(building, runs, machine)}" if building else _former(former, "# Benchmarks"),
        f"## In the browser\n\n{_browser(browser, machine)}" if browser else _former(former, "## In the browser"),
        _REPEAT,
        _former(former, "## Remarks"),
    ]
    path.write_text("\n".join(part for part in parts if part), "utf-8")


def _former(text: str, heading: str) -> str:
    """The part below a heading with it, up to the next heading of the second rank; empty when there is none."""
    found = re.search(rf"^{heading}$.*?(?=^## |\Z)", text, re.S | re.M)
    return f"{found[0].rstrip()}\n" if found else ""


def _building(body: str, runs: int, machine: str) -> str:
    return f"""Ratios in one run on one machine: seconds differ from machine to machine, ratios much less.

{body}

Medians of {runs} runs on {machine}. Whole processes from cold (the browser bundle was there; nothing of the content was),
the builders taking turns. Peak memory is that of the largest process.

- **plain**: Material for MkDocs with the same pages, theme settings, Markdown extensions and search; formulas stay as `arithmatex`.
- **site**: the whole site with decks and browser data; formulas and diagrams are set.
- **site without decks**: the same without the decks plugin.
- **decks**: `python build_decks.py`, a package for all and one for each component.
- **decks with a ledger**: the same after a release, every card checked against `decks.lock`.
- **ankcompiler**: `ankc build --all`, version 0.6.0, on the same cards, each with its type declared (finding it out is slower).
"""


def _browser(body: str, machine: str) -> str:
    return f"""Chromium with its main thread four times slower, a window of 360 x 640, and a year of 50,000 reviews, restored from a backup file.

{body}

Measured on {machine}. A kB is 1,024 bytes; the service worker's script counts without its list of files, which is data.

- **first card**: from the start of the navigation until the first front is painted: the card that was left last time, kept for that, then the drill itself behind it. Every run starts the browser anew; its cache of files and of compiled scripts is warm.
- **processor time**: what the page's main thread worked in the first 1.5 seconds at full speed, times four: the first card, then the drill, the theme and its search. What else the machine does has little part in it.
- **from a rating to the next card**: from the click until the next front is painted, over 100 cards.
- **folded anew**: every row made again, as after an update of the scheduler, behind the kept card. Otherwise rows are stored, a review folds one card, and opening reads them.
- **restoring**: from the click on *Add it to what is here* until the page says it is done, statistics drawn.
- **memory**: the JavaScript heap after forced collections, within one sitting.
"""


_REPEAT = """## Repeat it

`make bench` prints the tables; `python bench/run.py --quick` measures 600 questions only, `--browser` the browser only; `--write` keeps the tables here.
`bench/make_bank.py` writes the banks from a fixed seed: 30 questions a topic, over all components, lengths and shares of
code, formulas, tables, diagrams and cards as in `content/`.
"""
