"""A build that fails leaves the former site as it was, and says where the mistake is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from shipped import ROOT, run_site


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The project's content and settings, copied; its browser folder stays where it is."""
    root = tmp_path / "project"
    for name in ("content", "site_overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    cache = ROOT / ".cache"
    if cache.is_dir():
        (root / ".cache").symlink_to(cache, target_is_directory=True)
    return root


@pytest.fixture
def former(tmp_path: Path) -> Path:
    site = tmp_path / "former"
    site.mkdir()
    (site / "index.html").write_text("the former site")
    return site


def _plant(root: Path, old: str, new: str) -> int:
    """Put a mistake into the first place that holds ``old``; returns its line."""
    path = root / "content" / "questions" / "metrics.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("level=junior", "level=wizard"),
        ("### Strong answer", "### Strong opinion"),
        (r"\frac{TP}", r"\frak{TP"),
    ],
    ids=["unknown level", "unknown part", "broken formula"],
)
def test_a_failed_build_names_the_line_and_keeps_the_former_site(copied: Path, former: Path, old: str, new: str) -> None:
    line = _plant(copied, old, new)
    done = run_site(copied, former)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert f"content/questions/metrics.md:{line}:" in said
    assert "Traceback" not in said
    assert [path.name for path in former.iterdir()] == ["index.html"]
    assert (former / "index.html").read_text() == "the former site"
    assert [path.name for path in former.parent.iterdir() if path.name.startswith(".")] == []


def test_a_good_build_replaces_the_former_site(copied: Path, former: Path) -> None:
    done = run_site(copied, former)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (former / "questions" / "metrics" / "index.html").is_file()
    assert "the former site" not in (former / "index.html").read_text("utf-8")
