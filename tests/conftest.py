"""What the whole run shares: the shipped site, built once and served, and one browser a worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_finder import NoBrowser, find_chromium, is_root
from playwright.sync_api import Browser, sync_playwright
from shipped import ROOT, SUBPATH, BuiltSite, locked, run_site, serve

_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site, built strictly once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    out = shared / "shipped-site"
    with locked(shared / "shipped-site.lock"):
        if not out.is_dir():
            done = run_site(ROOT, out)
            if done.returncode:
                pytest.fail(f"The shipped site does not build:\n{done.stdout}{done.stderr}", pytrace=False)
    return out


@pytest.fixture(scope="session")
def built_site(site_folder: Path) -> Iterator[BuiltSite]:
    """The shipped site behind a server on this machine."""
    with serve(site_folder) as address:
        yield BuiltSite(site_folder, f"{address}/", f"{address}{SUBPATH}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; its absence is a failure that says what mends it."""
    try:
        path = find_chromium(os.environ)
    except NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)
    flags = [*_FLAGS, "--no-sandbox"] if is_root() else list(_FLAGS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=flags)
        yield browser
        browser.close()
