"""What of the built site can be kept for reading without a network, and what is kept from the first visit on. Pure.

The other side is ``plugins/browser/src/domain/offline.ts``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

LIST = "assets/offline.json"
WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
OFFLINE_PAGE = "offline/index.html"

# Downloads, feeds and maps are no part of reading; the page for wrong addresses is only ever the server's answer.
_NEVER = (".apkg", ".py", ".ipynb", ".map", ".xml", ".gz", ".schema.json", "SHA256SUMS")
_NOT_READ = frozenset({LIST, WORKER, "404.html"})
_OTHER_LANGUAGES = "assets/javascripts/lunr/"  # comes with the theme and is not loaded
_SHELL_SUFFIXES = (".js", ".css", ".woff2", ".webmanifest")
_SHELL_FOLDERS = ("assets/images/", "assets/icons/", "search/")
_DATA = "assets/data/"
_TOOL = b"data-sl-tool="


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that can be kept: path from the site's root, size in bytes, 16 hex digits of its SHA-256, whether it is of the shell."""

    path: str
    bytes: int
    hash: str
    shell: bool


def is_readable(path: str) -> bool:
    """Whether a page can show or need this file of the built site."""
    return not (path.endswith(_NEVER) or path in _NOT_READ or path.startswith(_OTHER_LANGUAGES))


def kept_file(path: str, content: bytes) -> Kept:
    """The entry of one file."""
    return Kept(path, len(content), hashlib.sha256(content).hexdigest()[:16], _is_shell(path, content))


def _is_shell(path: str, content: bytes) -> bool:
    """Home, the offline page, pages with a tool, and what every page and tool needs: style, script, fonts, indexes."""
    if path.endswith(".html"):
        return path in ("index.html", OFFLINE_PAGE) or _TOOL in content
    if path.startswith(_DATA):
        return "/" not in path.removeprefix(_DATA)
    return path.endswith(_SHELL_SUFFIXES) or path.startswith(_SHELL_FOLDERS)


def offline_list(files: Iterable[Kept]) -> str:
    """The list of all that can be kept, as JSON sorted by path."""
    return _dump({"version": 1, "files": [_entry(file) for file in _sorted(files)]})


def worker_script(files: Iterable[Kept], listed: str, code: str) -> str:
    """The worker: its shell, which holds ``listed`` (the offline list), then its ``code``."""
    own = kept_file(LIST, listed.encode())
    shell = [_entry(file) for file in _sorted([*(file for file in files if file.shell), own])]
    about = {"list": LIST, "offline": OFFLINE_PAGE, "files": shell}
    return f"self.STUDYLOOP_SHELL={_dump(about).rstrip()};\n{code}"


def _sorted(files: Iterable[Kept]) -> list[Kept]:
    return sorted(files, key=lambda file: file.path)


def _entry(file: Kept) -> list[str | int]:
    return [file.path, file.bytes, file.hash]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
