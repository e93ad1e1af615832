"""A small project with two releases and every kind of change, made by the real release command's own function."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from shipped import ROOT

from studyloop.release import make_release

GOOD = ROOT / "tests" / "bank" / "good"
FIRST, SECOND = "2026-11-21", "2026-12-05"
_THIN = {
    "questions/index.md": "---\ntitle: Questions\n---\n\n# Questions\n\n<!-- studyloop:questions -->\n",
    "decks.md": "---\ntitle: Anki decks\n---\n\n# Anki decks\n\n<!-- studyloop:decks -->\n",
}
NEW_CARD = "\nWhy ask for `a <b> c` & the decision, if $x < 1$? { #clock-why-card }\n:   It decides the rest.\n"
_CHANGES = f"""corrected:
  - {{id: recall-denominator, date: {SECOND}, reason: "It said `all`; only what was there counts, $n > 0$."}}
retired:
  - {{id: clock-first-card, date: {SECOND}, reason: "It asked for a word.", replaced_by: clock-why-card}}
"""


def make_released_project(root: Path) -> Path:
    """``root`` with content, settings, history and two releases; after the second one a card was renamed."""
    content = root / "content"
    shutil.copytree(GOOD, content)
    shutil.copytree(ROOT / "site_overrides", root / "site_overrides")
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / ".gitignore").write_text("/.cache\n")
    (root / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    (content / "releases").mkdir()
    for name in ("changes.md", "releases/index.md"):
        shutil.copy(ROOT / "content" / name, content / name)
    shipped = (content / "changes.md").read_text("utf-8")
    (content / "changes.md").write_text(f"---\ntitle: Changes\n---{shipped.split('---', 2)[2]}", "utf-8")
    for name, text in _THIN.items():
        (content / name).write_text(text, "utf-8")
    _git(root, "init", "-q", "-b", "main")
    _git(root, "config", "user.name", "Someone")
    _git(root, "config", "user.email", "someone@study.example")
    _release(root, FIRST)
    _edit(content / "questions/metrics.md", "What was there to be found.", "All that was there to be found.")
    _edit(content / "questions/metrics.md", "Recall is ==found==", "Recall, a share, is ==found==")
    _edit(content / "guides/clock.md", "\nWhat comes first? { #clock-first-card }\n:   The decision.\n", NEW_CARD)
    _edit(content / "changes.md", "title: Changes\n", f"title: Changes\n{_CHANGES}")
    _release(root, SECOND)
    _edit(content / "questions/metrics.md", "#recall-everything .cloze", "#recall-of-all .cloze was=recall-everything")
    return root


def _release(root: Path, today: str) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", f"Content of {today}")
    make_release(root / "content", {}, today, lambda target: None)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
