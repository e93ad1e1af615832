"""The data files: a small index of all cards, the plans, and one file a topic with the cards' HTML. Pure.

What must not live here: what stands in each file (``index``, ``plans``, ``contents``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from studyloop.export.contents import Owner, owners, topic_file
from studyloop.export.index import index_file
from studyloop.export.plans import plans_file
from studyloop.library import Library


@dataclass(frozen=True, slots=True)
class DataFile:
    """A path from the site's root and its text."""

    path: str
    text: str


def make_data_files(
    library: Library,
    fit: Callable[[str], str],
    page_url: Callable[[str], str],
    report: str | None,
) -> list[DataFile]:
    """Index, plans and topic files.

    ``fit`` turns neutral HTML into the browser's; ``page_url`` a content path such as ``/questions/metrics.md#a`` into an
    address from the site's root; ``report`` is the address of a new report (see ``Addresses.report``), if there is one.
    """
    topics: list[DataFile] = []

    def written() -> Iterator[Owner]:
        # One at a time: the HTML of a large bank need not stand in memory twice.
        for owner in owners(library.rendered, fit):
            topics.append(DataFile(owner.file, _dump(topic_file(owner))))
            yield owner

    index = _dump(index_file(library, written(), page_url, report))
    plans = _dump(plans_file(library, page_url))
    return [DataFile("assets/data/index.json", index), DataFile("assets/data/plans.json", plans), *topics]


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
