"""A guest in somebody's project: which of its pages are ours. Pure.

With ``guest: true`` in ``index.md`` the other pages of the folder belong to the project: they are neither read nor
checked, and links to them count as links to files. What must not live here: reading files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from studyloop.bank.front_matter import FrontMatter, split_front_matter

MARK = "<!-- studyloop:"
# Where each kind of page stands, and the key of its front matter that no other page has.
_KEYS = {"questions": "component:", "guides": "component:", "plans": "periods:", "releases": "version:", "curriculum.md": "groups:"}
_INDEX = PurePosixPath("index.md")

Sources = Mapping[PurePosixPath, tuple[str, ...]]


def is_guest(front: FrontMatter | None) -> bool:
    """Whether the front matter of ``index.md`` says so."""
    return front is not None and front.values.get("guest") is True


def our_keys(front: FrontMatter) -> FrontMatter:
    """The home page's front matter without what the project's own theme and plugins find there."""
    values = {key: value for key, value in front.values.items() if key in ("subject", "checks")}
    return replace(front, values={"title": "Home", **values})


def our_pages(sources: Sources) -> dict[PurePosixPath, tuple[str, ...]]:
    """The pages that say they are ours: by a key in the place for it, or by a marker. Of the home page only its front matter."""
    return {path: _front(lines) if path == _INDEX else lines for path, lines in sources.items() if path == _INDEX or is_ours(path, lines)}


def is_ours(path: PurePosixPath, lines: tuple[str, ...]) -> bool:
    """Whether a page says so."""
    key = _KEYS.get(path.parts[0])
    return bool(key) and any(line.startswith(key) for line in _front(lines)) or any(line.startswith(MARK) for line in lines)


def _front(lines: tuple[str, ...]) -> tuple[str, ...]:
    bounds = split_front_matter(list(lines))
    return lines[: bounds[1] + 1] if bounds and bounds[1] > 0 else ()
