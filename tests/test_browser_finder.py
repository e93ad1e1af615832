"""Finding the browser: what is chosen, in which order, and what is said when there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from browser_finder import NoBrowser, find_chromium, install_command


def _program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("")
    path.chmod(0o755)
    return path


def _none() -> Path | None:
    return None


def test_the_named_browser_goes_before_the_one_on_the_path(tmp_path: Path) -> None:
    _program(tmp_path / "bin", "chromium")
    mine = _program(tmp_path, "mine")
    assert find_chromium({"CHROME": str(mine), "PATH": str(tmp_path / "bin")}, _none) == mine


def test_chromium_on_the_path_goes_before_chrome(tmp_path: Path) -> None:
    _program(tmp_path / "bin", "chrome")
    chromium = _program(tmp_path / "bin", "chromium")
    assert find_chromium({"PATH": str(tmp_path / "bin")}, _none) == chromium


def test_a_wrong_name_is_an_error_and_not_passed_over(tmp_path: Path) -> None:
    _program(tmp_path / "bin", "chromium")
    with pytest.raises(NoBrowser, match="make browser"):
        find_chromium({"CHROME": str(tmp_path / "nothing"), "PATH": str(tmp_path / "bin")}, _none)


def test_debian_s_package_is_installed_as_root_and_playwright_s_browser_elsewhere() -> None:
    assert install_command(root=True, apt=True)[-1] == ["apt-get", "install", "-y", "chromium"]
    for root, apt in ((False, True), (True, False), (False, False)):
        assert install_command(root, apt) == [[sys.executable, "-m", "playwright", "install", "chromium"]]
