"""What the package takes along from beside it: the browser's sources and the site's look. Everything else stands in ``pyproject.toml``.

In a clone they are read where they stand; an installed package has no clone around it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
TAKEN = {"plugins/browser": "browser", "site_overrides": "look"}
LEFT = shutil.ignore_patterns("node_modules", "tests", "__pycache__", ".*")


class BuildWithBrowser(build_py):
    """Copies both into the built package; an editable install needs neither."""

    def run(self) -> None:
        """Build as ever, then copy."""
        super().run()
        if self.editable_mode:
            return
        for source, name in TAKEN.items():
            target = Path(self.build_lib) / "studyloop" / name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(ROOT / source, target, ignore=LEFT)
            if (ROOT / source / ".npmrc").is_file():
                shutil.copy(ROOT / source / ".npmrc", target)


setup(cmdclass={"build_py": BuildWithBrowser})
