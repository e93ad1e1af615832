"""Limits of the browser's half, and its table. Pure; what must not live here: measuring."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles

from browser.measure import REVIEWS, Found
from report import Target, target_table

_KB = 1024


def judge(results: Sequence[Found]) -> list[Target]:
    """Every number with its limit, the smaller site first."""
    scripts = results[0].scripts
    worker = scripts["sw.js"] / _KB
    targets = [
        Target(f"all scripts of pages, gzipped (the service worker: {worker:.2f} kB more)", sum(scripts.values()) / _KB - worker, 35, "kB"),
        Target("scripts of a page without a tool, gzipped", sum(scripts[name] for name in results[0].plain) / _KB, 6, "kB"),
    ]
    for found in results:
        of = f"{found.cards:,} cards"
        first, last = min(found.heaps), max(found.heaps)
        growth = (found.heaps[last] / found.heaps[first] - 1) * 100
        targets += [
            Target(f"first card after opening the drill, {of}", median(found.opening), 300, "ms"),
            Target(f"the same with the service worker, {of}", median(found.opening_with_worker), 300, "ms"),
            Target(f"from a rating to the next card, {of}", median(found.next_card), 50, "ms"),
            Target(f"the same, 95 of 100, {of}", quantiles(found.next_card, n=20)[-1], 50, "ms"),
            Target(f"memory after {last:,} reviews against {first:,}, {of}", growth, 10, "% more"),
        ]
    return targets


def table(results: Sequence[Found], targets: Sequence[Target]) -> str:
    """Two Markdown tables: what was measured, and how it stands to the limits."""
    lines = ["| cards | measured | median | least | most |", "|--:|---|--:|--:|--:|"]
    for found in results:
        rows = (
            ("first card after opening the drill", found.opening, "ms"),
            ("the same with the service worker", found.opening_with_worker, "ms"),
            ("processor time of the page's main thread until all is at work", found.work, "ms"),
            (f"first card while all {REVIEWS:,} reviews are folded anew", found.refolding, "ms"),
            ("from a rating to the next card", found.next_card, "ms"),
            (f"restoring a backup of {REVIEWS:,} reviews", (found.restoring,), "ms"),
            *((f"memory after {count:,} reviews", (size / 2**20,), "MiB") for count, size in sorted(found.heaps.items())),
        )
        for name, numbers, unit in rows:
            shown = (f"{value:.{0 if unit == 'ms' else 1}f} {unit}" for value in (median(numbers), min(numbers), max(numbers)))
            lines.append(f"| {found.cards:,} | {name} | {' | '.join(shown)} |")
    return "\n".join([*lines, "", target_table("limit", targets)])
