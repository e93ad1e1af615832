"""What the history tests share: learners whose collections are closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from studied import Studied


@pytest.fixture
def new_learner(tmp_path: Path) -> Iterator[Callable[[], Studied]]:
    learners: list[Studied] = []

    def make() -> Studied:
        learners.append(Studied(tmp_path / f"learner-{len(learners)}"))
        return learners[-1]

    yield make
    for one in learners:
        one.close()
