#!/usr/bin/env python3
"""``make bench``: ratios of speed against plain Material and ankcompiler, whole processes, interleaved, medians; then the browser.

``--quick`` measures 600 questions only, ``--browser`` the browser only; ``--write`` keeps the tables in ``BENCHMARKS.md``.
Exit code 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from browser.measure import measure_site
from browser.sites import make_site
from browser.targets import judge as judge_browser
from browser.targets import table as browser_table
from make_bank import ROOT
from projects import ANKCOMPILER, DECKS, PLAIN, RELEASED, SITE, WITHOUT_DECKS, Project, make_project
from report import Run, Target, judge, table, write_report

BUILDERS = (PLAIN, SITE, WITHOUT_DECKS, DECKS, RELEASED, ANKCOMPILER)
SMALL, LARGE = 600, 10_000  # questions
TEN_THOUSAND_CARDS = 2_860  # questions


def say(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


def measure(project: Project, builder: str) -> Run:
    """One run. Stops the program with the builder's own words when it fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200", "PYTHONHASHSEED": "0"}
    command = [sys.executable, str(Path(__file__).with_name("measure.py")), *project.command(builder)]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{builder} failed at {project.questions:,} questions; nothing was measured")
    found = json.loads(done.stdout)
    return Run(found["seconds"], found["peak"])


def measure_all(project: Project, runs: int) -> dict[str, Run]:
    """Medians by builder; the builders take turns, so that a slow minute of the machine hits all of them."""
    found: dict[str, list[Run]] = {builder: [] for builder in BUILDERS}
    for turn in range(1, runs + 1):
        for builder in BUILDERS:
            run = measure(project, builder)
            found[builder].append(run)
            say(f"{project.questions:6,} questions, run {turn} of {runs}: {builder:18} {run.seconds:7.2f} s  {run.peak / 2**20:5.0f} MiB")
    return {name: Run(median(r.seconds for r in all_), median(r.peak for r in all_)) for name, all_ in found.items()}


def measure_building(folder: Path, sizes: Sequence[int], runs: int) -> tuple[str, list[Target]]:
    """The builders' half: its tables, and its targets."""
    results, notes = {}, {}
    for size in sizes:
        project = make_project(folder / str(size), size, say)
        notes[size] = project.notes
        results[size] = measure_all(project, runs)
    targets = judge(results)
    return table(results, notes, targets), targets


def measure_browser(folder: Path, sizes: Sequence[int]) -> tuple[str, list[Target]]:
    """The browser's half, the same way."""
    results = [measure_site(make_site(folder / f"browser-{size}", size, say), say) for size in sizes]
    targets = judge_browser(results)
    return browser_table(results, targets), targets


def main() -> int:
    """Measure, print, perhaps write; returns the exit code."""
    parser = argparse.ArgumentParser(prog="bench/run.py", description="Measure speed as ratios in one run, and the browser.")
    parser.add_argument("--quick", action="store_true", help=f"only the bank of {SMALL} questions")
    parser.add_argument("--browser", action="store_true", help="only the browser")
    parser.add_argument("--runs", type=int, default=3, help="runs of each builder (default: 3)")
    parser.add_argument("--write", action="store_true", help="keep the tables in BENCHMARKS.md")
    parser.add_argument("--folder", type=Path, default=ROOT / ".cache" / "bench", help="where the banks are written")
    options = parser.parse_args()
    small = 1 if options.quick else 2
    building, targets = (None, []) if options.browser else measure_building(options.folder, (SMALL, LARGE)[:small], options.runs)
    browser, more = measure_browser(options.folder, (SMALL, TEN_THOUSAND_CARDS)[:small])
    print("\n\n".join(filter(None, (building, browser))))
    if options.write:
        machine = f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"
        write_report(ROOT / "BENCHMARKS.md", building, browser, options.runs, machine)
        say("wrote BENCHMARKS.md")
    return 0 if all(target.met for target in [*targets, *more]) else 1


if __name__ == "__main__":
    sys.exit(main())
