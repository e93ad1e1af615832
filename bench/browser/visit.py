"""A visitor with a slow phone: a Chromium profile on disk, started anew for each visit, its processor slowed down.

What must not live here: what is measured.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from make_bank import ROOT
from playwright.sync_api import CDPSession, Page, Playwright

sys.path.insert(0, str(ROOT / "tests"))
from browser_finder import find_chromium, is_root  # noqa: E402

SLOWER = 4
_FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
_PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Visit:
    """An open page, and the session that speaks to its renderer."""

    page: Page
    session: CDPSession

    def heap(self) -> int:
        """Bytes of JavaScript in use once everything nobody holds is collected."""
        for _ in range(2):
            self.session.send("HeapProfiler.collectGarbage")
        return int(self.session.send("Runtime.getHeapUsage")["usedSize"])


@contextlib.contextmanager
def visit(playwright: Playwright, profile: Path, *, offline_worker: bool, slower: int = SLOWER) -> Iterator[Visit]:
    """A cold start with what ``profile`` holds; ``offline_worker`` says whether the site's service worker may be there."""
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=str(find_chromium(os.environ)),
        args=[*_FLAGS, *(["--no-sandbox"] if is_root() else [])],
        viewport={"width": 360, "height": 640},
        service_workers="allow" if offline_worker else "block",
    )
    try:
        context.set_default_timeout(30_000)
        page = context.pages[0]
        page.add_init_script(_PROBE)
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        yield Visit(page, session)
    finally:
        context.close()
