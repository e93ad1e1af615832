"""Rendering many batches of pieces, with further processes where there are processors for them.

A piece's HTML depends on nothing but its source and its file's path, so who renders it cannot be seen in the result.
What must not live here: what a question or a card is.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import PurePosixPath

# Sources that go through the converter together, and the file they come from.
Batch = tuple[tuple[str, ...], PurePosixPath]
Render = Callable[[Sequence[str], PurePosixPath], list[str]]

# A process takes about half a second to start: what this many characters take to render.
WORTH_A_PROCESS = 300_000


def render_batches(
    groups: Sequence[Sequence[Batch]], render: Render, start: Callable[[], Render], helpers: int
) -> Iterator[list[list[str]]]:
    """The HTML of each group of batches, in order.

    ``render`` renders here; ``start`` (a module's function) makes such a function in each of at most ``helpers``
    processes. They begin at the last group, this one at the first, and nobody waits while there is work.
    """
    size = sum(len(source) for group in groups for sources, _ in group for source in sources)
    helpers = min(helpers, size // WORTH_A_PROCESS)
    if helpers < 1:
        yield from ([render(*batch) for batch in group] for group in groups)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(helpers, mp_context=context, initializer=_begin, initargs=(start,)) as pool:
        waiting: list[Future[list[list[str]]]] = [pool.submit(_render_group, group) for group in reversed(groups)][::-1]
        done = [[render(*batch) for batch in group] if task.cancel() else None for group, task in zip(groups, waiting, strict=True)]
        for group, task, here in zip(groups, waiting, done, strict=True):
            yield here if here is not None else _result(group, task, render)


def _result(group: Sequence[Batch], task: Future[list[list[str]]], render: Render) -> list[list[str]]:
    try:
        return task.result()
    except BrokenProcessPool:
        # A machine that forbids or kills processes still builds, only more slowly.
        return [render(*batch) for batch in group]


_render: Render


def _begin(start: Callable[[], Render]) -> None:
    global _render
    _render = start()


def _render_group(group: Sequence[Batch]) -> list[list[str]]:
    return [_render(*batch) for batch in group]
