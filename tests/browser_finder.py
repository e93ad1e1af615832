"""Finding a Chrome or Chromium for the tests, and installing one where there is none.

``python tests/browser_finder.py`` says where it is; ``--install`` brings one if it is missing. Standard library only,
except for asking Playwright for its own browser.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe")
MEND = "Run `make browser`, or set CHROME to the path of a Chrome or Chromium."


class NoBrowser(Exception):
    """No usable browser; the message says what mends it."""


def find_chromium(environment: Mapping[str, str], own: Callable[[], Path | None] | None = None) -> Path:
    """The browser to test with: ``CHROME``, the ``PATH``, the usual places, then ``own`` (Playwright's).

    Raises ``NoBrowser`` when there is none, or when ``CHROME`` names something that is not a file.
    """
    chosen = environment.get("CHROME", "")
    if chosen:
        found = shutil.which(chosen, path=environment.get("PATH"))
        if found is None:
            raise NoBrowser(f"CHROME is `{chosen}`, which is no program. {MEND}")
        return Path(found)
    for candidate in _candidates(environment):
        if candidate.is_file():
            return candidate
    mine = (own or playwright_chromium)()
    if mine is not None:
        return mine
    raise NoBrowser(f"There is no Chrome or Chromium on this machine. {MEND}")


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    for name in NAMES:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            yield Path(found)
    for place in MAC:
        yield Path("/Applications") / place
        if environment.get("HOME"):
            yield Path(environment["HOME"]) / "Applications" / place
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if environment.get(folder):
            yield from (Path(environment[folder]) / place for place in WINDOWS)


def playwright_chromium() -> Path | None:
    """Playwright's own Chromium, if it was downloaded."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return None
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def install_command(root: bool, apt: bool) -> list[list[str]]:
    """The commands that bring a browser: Debian's package as root, else Playwright's download."""
    if root and apt:
        return [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]]
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def main() -> int:
    """Say where the browser is; with ``--install``, bring one first if there is none."""
    parser = argparse.ArgumentParser(description="Find a Chrome or Chromium for the tests.")
    parser.add_argument("--install", action="store_true", help="install one if none is found")
    options = parser.parse_args()
    try:
        print(f"browser: {find_chromium(os.environ)}")
        return 0
    except NoBrowser as missing:
        if not options.install or os.environ.get("CHROME"):
            print(missing, file=sys.stderr)
            return 1
    for command in install_command(is_root(), shutil.which("apt-get") is not None):
        print(" ".join(command), flush=True)
        if subprocess.run(command, check=False).returncode:
            print(f"This failed: {' '.join(command)}. Install a Chrome or Chromium by hand, or set CHROME.", file=sys.stderr)
            return 1
    try:
        print(f"browser: {find_chromium(os.environ)}")
    except NoBrowser as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def is_root() -> bool:
    """Chromium's sandbox refuses root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())
