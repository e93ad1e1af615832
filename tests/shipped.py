"""Building the site as a user does, and serving it on this machine, at the root of a host and under a sub-path."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUBPATH = "/name/"
_OUTSIDE = ("SITE_URL", "REPO_URL", "REPO_BRANCH", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "SOURCE_DATE_EPOCH", "STUDYLOOP_PACKAGES")


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """The site's folder, and its two addresses: at the root of a host and under a sub-path."""

    folder: Path
    url: str
    under: str


def site_environment(**more: str) -> dict[str, str]:
    """The environment of a build that knows nothing of where the site is published, and ``more``."""
    return {**{name: value for name, value in os.environ.items() if name not in _OUTSIDE}, "NO_MKDOCS_2_WARNING": "1", **more}


def run_site(root: Path, out: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """``studyloop site`` as a user runs it, in ``root``."""
    command = [sys.executable, "-m", "studyloop.cli.main", "site", "--force", "--out", str(out)]
    return subprocess.run(command, cwd=root, env=site_environment(**more), capture_output=True, text=True, check=False)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve ``folder`` at ``/`` and at ``/name/``; yields the address without a trailing slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path(path[len(SUBPATH) - 1 :] if path.startswith(SUBPATH) else path)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one worker at a time; a folder is made atomically on every platform."""
    while True:
        try:
            path.mkdir()
            break
        except FileExistsError:
            time.sleep(0.1)
    try:
        yield
    finally:
        path.rmdir()
