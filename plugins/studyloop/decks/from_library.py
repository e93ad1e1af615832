"""From an open library to packages: what the site's plugin and ``build_decks.py`` both call."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from studyloop.clock import iso_date
from studyloop.decks.build import BuiltPackage, Progress, build_decks
from studyloop.library import Library


def build_from_library(
    library: Library,
    out: Path,
    page_url: Callable[[str], str | None],
    only: Collection[str] = (),
    progress: Progress = lambda done, total, file: None,
) -> list[BuiltPackage]:
    """Build the packages of a library into ``out``. Raises ``DeckError``; ``out`` is then as it was.

    Every note carries the library's time: the newest change of the content. ``page_url`` takes ``/path.md#anchor``.
    """
    date = iso_date(library.time)
    return build_decks(
        library.bank,
        library.rendered,
        out,
        version=date.replace("-", "."),
        date=date,
        modified=lambda key, fingerprint: library.time,
        page_url=page_url,
        read_image=lambda path: (library.content / path.lstrip("/")).read_bytes(),
        plan_tags=library.plan_tags,
        only=only,
        progress=progress,
    )
