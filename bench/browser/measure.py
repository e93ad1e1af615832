"""What is measured in the browser. What must not live here: limits, and how a visitor comes to the site."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from browser.history import year_of_reviews
from browser.host import serve
from browser.sites import DRILL, PLAIN_PAGE, PROGRESS, Site
from browser.visit import SLOWER, Visit, visit

REVIEWS = 50_000
_REFOLD = """scope => new Promise((resolve, reject) => {
  const opening = indexedDB.open(`studyloop ${scope}`);
  opening.onsuccess = () => {
    const change = opening.result.transaction('state', 'readwrite');
    const state = change.objectStore('state');
    const asked = state.get('state');
    asked.onsuccess = () => state.put({ ...asked.result, folding: 'another' }, 'state');
    change.oncomplete = () => { opening.result.close(); resolve(); };
    change.onerror = () => reject(change.error);
  };
})"""
_ADD = """() => new Promise(resolve => {
  const said = document.querySelector('.sl-said');
  const start = performance.now();
  new MutationObserver(() => said.textContent.startsWith('Added') && resolve(performance.now() - start)).observe(said, { childList: true });
  document.getElementById('sl-add').click();
})"""


@dataclass(frozen=True, slots=True)
class Found:
    """Milliseconds, each a run; ``work`` is processor time, which another program on the machine does not lengthen.

    ``heaps`` are bytes by the number of reviews done, ``plain`` the scripts of a page without a tool.
    """

    cards: int
    scripts: dict[str, int]
    plain: tuple[str, ...]
    restoring: float
    opening: tuple[float, ...]
    opening_with_worker: tuple[float, ...]
    refolding: tuple[float, ...]
    work: tuple[float, ...]
    next_card: tuple[float, ...]
    heaps: dict[int, int]


def measure_site(site: Site, say: Callable[[str], None], runs: int = 5, answers: int = 100, reviews: tuple[int, int] = (100, 1_000)) -> Found:
    """Everything there is to measure of one site."""
    with serve(site.folder) as root, tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        profile, with_worker = Path(folder, "profile"), Path(folder, "with-worker")
        backup = Path(folder, "backup.json")
        backup.write_text(year_of_reviews(site.cards, REVIEWS, int(time.time() * 1000)), "utf-8")
        restoring, plain = _begin(playwright, profile, root, backup)
        say(f"{len(site.cards):,} cards: {REVIEWS:,} reviews restored in {restoring:.0f} ms")
        shutil.copytree(profile, with_worker, ignore=shutil.ignore_patterns("Singleton*"))
        _warm(playwright, profile, root, offline_worker=False)
        _warm(playwright, with_worker, root, offline_worker=True)
        opening, opening_with, refolding, work = [], [], [], []
        for turn in range(1, runs + 1):
            opening.append(_open(playwright, profile, root, offline_worker=False))
            opening_with.append(_open(playwright, with_worker, root, offline_worker=True))
            refolding.append(_open(playwright, profile, root, offline_worker=False, refold=True))
            work.append(_work(playwright, profile, root))
            say(f"opening, run {turn} of {runs}: {opening[-1]:.0f} ms, with the worker {opening_with[-1]:.0f} ms, folding anew {refolding[-1]:.0f} ms; work {work[-1]:.0f} ms")
        next_card, heaps = _drill(playwright, profile, root, answers, reviews, say)
        return Found(len(site.cards), site.scripts, plain, restoring, tuple(opening), tuple(opening_with), tuple(refolding), tuple(work), next_card, heaps)


def _begin(playwright: Playwright, profile: Path, root: str, backup: Path) -> tuple[float, tuple[str, ...]]:
    """Restore the backup as a learner does; the milliseconds it takes, and which scripts a page without a tool fetched."""
    with visit(playwright, profile, offline_worker=False) as on:
        fetched: list[str] = []
        on.page.on("request", lambda request: fetched.append(request.url))
        on.page.goto(root + PLAIN_PAGE, wait_until="load")
        on.page.wait_for_timeout(2_000)  # for what comes once the page stands
        plain = tuple(sorted({url.rpartition("/")[2] for url in fetched if "/assets/studyloop/" in url and url.endswith(".js")}))
        on.page.goto(root + PROGRESS)
        on.page.set_input_files("#sl-file", backup)
        on.page.wait_for_selector("#sl-add")
        return on.page.evaluate(_ADD), plain


def _warm(playwright: Playwright, profile: Path, root: str, *, offline_worker: bool) -> None:
    """Three visits: by then the browser keeps the site's files, and its scripts compiled."""
    for _ in range(3):
        with visit(playwright, profile, offline_worker=offline_worker, slower=1) as on:
            _go_and_see(on, root)
            if offline_worker:
                on.page.wait_for_function("() => navigator.serviceWorker.controller")
            on.page.wait_for_load_state("networkidle")
            on.page.wait_for_timeout(1_000)


def _open(playwright: Playwright, profile: Path, root: str, *, offline_worker: bool, refold: bool = False) -> float:
    """Milliseconds from the navigation's start to the first front; with ``refold``, all rows have to be made anew."""
    with visit(playwright, profile, offline_worker=offline_worker) as on:
        if refold:
            on.page.goto(f"{root}404.html")
            on.page.evaluate(_REFOLD, "/")
            on.page.goto("about:blank")
        on.page.wait_for_timeout(1_000)
        return _go_and_see(on, root)


def _work(playwright: Playwright, profile: Path, root: str) -> float:
    """Processor milliseconds of the page's main thread until the theme and the drill are at work, as they would be on the slower processor."""
    with visit(playwright, profile, offline_worker=False, slower=1) as on:
        on.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        on.page.wait_for_timeout(1_000)
        _go_and_see(on, root)
        metrics = on.session.send("Performance.getMetrics")["metrics"]
        return SLOWER * 1000 * next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def _go_and_see(on: Visit, root: str) -> float:
    on.page.goto(root + DRILL, wait_until="commit")
    # The tool that asks is itself a large script, run on the same processor: it waits until the page is likely to stand.
    on.page.wait_for_timeout(1_500)
    on.page.wait_for_function("() => globalThis.bench?.fronts.length", polling=100)
    return on.page.evaluate("() => bench.fronts[0].at")


def _drill(playwright: Playwright, profile: Path, root: str, answers: int, reviews: tuple[int, int], say: Callable[[str], None]) -> tuple[tuple[float, ...], dict[int, int]]:
    """Milliseconds from each of the first ``answers`` ratings to the next front, and the heap after so many ``reviews``."""
    heaps: dict[int, int] = {}
    with visit(playwright, profile, offline_worker=False) as on:
        _go_and_see(on, root)
        on.page.wait_for_load_state("networkidle")
        on.page.wait_for_selector("[data-sl-kept]", state="detached")  # the drill itself has taken over from the kept card
        before = on.page.evaluate("() => bench.fronts.length")
        for done in range(1, answers + 1):
            _answer(on, done)
        found = tuple(on.page.evaluate("before => bench.fronts.slice(before).map(({ since }) => since)", before))
        on.session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        for done in range(answers + 1, max(reviews) + 1):
            if done - 1 in reviews:
                heaps[done - 1] = on.heap()
            _answer(on, done)
        heaps[max(reviews)] = on.heap()
        say("heap after " + ", ".join(f"{count:,} reviews {json.dumps(round(size / 2**20, 2))} MiB" for count, size in heaps.items()))
    return found, heaps


def _answer(on: Visit, number: int) -> None:
    """Reveal, rate (every fifth card: again), and wait for the next front; a pause before the rating, as nobody rates at once."""
    page = on.page
    before = page.evaluate("() => bench.fronts.length")
    page.locator('[aria-keyshortcuts="Space"]').click()
    rating = page.locator(f'[data-rating="{1 if number % 5 == 0 else 3}"]')
    rating.wait_for()
    page.wait_for_timeout(30)
    rating.click()
    page.wait_for_function("count => bench.fronts.length > count", arg=before)
