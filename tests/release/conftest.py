"""What the tests of releases share: git without anybody's settings, and a project that was never released."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from project_under_git import git_environment, make_project


@pytest.fixture(autouse=True)
def own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = git_environment()
    for name in list(os.environ):
        if name not in environment:
            monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content folder of a project whose repository is ``content.parent``."""
    return make_project(tmp_path / "project")
