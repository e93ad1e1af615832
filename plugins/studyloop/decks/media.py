"""Images of cards under names made from their content, so that a changed image is a new file.

What must not live here: how images are read (the caller gives a function).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

_NAME = re.compile(r'src="(sl-[0-9a-f]{16}\.[a-z0-9]+)"')


def media_name(data: bytes, path: str) -> str:
    """``sl-`` and the first 16 hex digits of the content's SHA-256, with the path's ending in lower case."""
    return f"sl-{hashlib.sha256(data).hexdigest()[:16]}{PurePosixPath(path).suffix.lower()}"


class MediaShelf:
    """The images met so far. ``read("/images/a.png")`` gives an image's bytes; what it raises is passed on."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._names: dict[str, str] = {}
        self._files: dict[str, bytes] = {}

    def name_of(self, path: str) -> str:
        """The media name of an image of the content, reading it once."""
        if path not in self._names:
            data = self._read(path)
            self._names[path] = name = media_name(data, path)
            self._files[name] = data
        return self._names[path]

    def used_in(self, fields: Iterable[str]) -> dict[str, bytes]:
        """The images these fields show: name to bytes, sorted by name."""
        names = {name for field in fields if 'src="sl-' in field for name in _NAME.findall(field)}
        return {name: self._files[name] for name in sorted(names)}
