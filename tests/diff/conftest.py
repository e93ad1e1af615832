"""What the tests of the card report share: git without anybody's settings, and a released project to copy."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from project_under_git import git_environment
from report_cases import make_released


@pytest.fixture(autouse=True)
def own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = git_environment()
    for name in [name for name in os.environ if name not in environment]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project after its first release; only to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in git_environment().items():
            patch.setenv(name, value)
        return make_released(tmp_path_factory.mktemp("released") / "project").parent


@pytest.fixture
def content(released: Path, tmp_path: Path) -> Path:
    """The content folder of a copy of it."""
    return Path(shutil.copytree(released, tmp_path / "project")) / "content"
