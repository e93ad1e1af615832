"""What every change must keep: content without a problem, decks that can be packed, a site that builds strictly."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def studyloop(*words: str) -> subprocess.CompletedProcess[str]:
    """Run one verb of the generator in this project."""
    return subprocess.run([sys.executable, "-m", "studyloop.cli.main", *words], cwd=ROOT, capture_output=True, text=True, check=False)


class Content(unittest.TestCase):
    def test_the_content_has_no_error_and_no_warning(self) -> None:
        done = studyloop("check")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("0 errors, 0 warnings", done.stdout)

    def test_the_decks_can_be_packed(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            done = studyloop("decks", "--out", folder)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertTrue(list(Path(folder).glob("*.apkg")))

    def test_the_site_builds_strictly(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            done = studyloop("site", "--force", "--out", str(Path(folder) / "site"))
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
