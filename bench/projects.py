"""The projects that are measured: one bank, several builders. What must not live here: measuring and judging."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from anki_markdown import write_cards
from ledger import release_bank
from make_bank import ROOT, write_bank

PLAIN, SITE, WITHOUT_DECKS, DECKS, ANKCOMPILER = "plain", "site", "site without decks", "decks", "ankcompiler"
RELEASED = "decks with a ledger"

# The dialect of the content (studyloop.render.markdown), named here by itself so that nothing of ours runs.
_PLAIN_EXTENSIONS = """markdown_extensions:
  - toc: {permalink: "¶", permalink_title: Copy the link to this place, toc_depth: 2}
  - attr_list
  - def_list
  - tables
  - admonition
  - pymdownx.mark
  - pymdownx.highlight: {anchor_linenums: false, guess_lang: false, use_pygments: true}
  - pymdownx.superfences:
      custom_fences: [{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }]
  - pymdownx.arithmatex: {generic: true}
"""


@dataclass(frozen=True, slots=True)
class Project:
    """A bank on disk with what every builder needs; ``notes`` is the number of notes its decks hold."""

    folder: Path
    questions: int
    notes: int

    def command(self, builder: str) -> list[str]:
        """The whole process that builds, from nothing."""
        out = self.folder / "out" / builder.replace(" ", "-")
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        python = sys.executable
        if builder in (DECKS, RELEASED):
            content = self.folder / ("content" if builder == DECKS else "released/content")
            return [python, str(ROOT / "build_decks.py"), "--content", str(content), "--out", str(out)]
        if builder == ANKCOMPILER:
            # Its console script, by module: the script stands in another folder on Windows.
            start = "from app.cli.entry import app; app()"
            return [python, "-c", start, "build", "--all", "--path", str(self.folder / "cards"), "--output", str(out)]
        config = self.folder / f"{builder.replace(' ', '-')}.yml"
        return [python, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config), "--site-dir", str(out)]


def make_project(folder: Path, questions: int, say: Callable[[str], None]) -> Project:
    """Write bank, settings and the same cards for ankcompiler; ``folder`` is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    say(f"writing a bank of {questions:,} questions")
    write_bank(folder / "content", questions)
    shutil.copytree(folder / "content", folder / "released" / "content")
    release_bank(folder / "released" / "content")
    notes = write_cards(folder / "content", folder / "cards")
    (folder / "no-overrides").mkdir()
    plain = f"theme: {{custom_dir: no-overrides}}\nplugins: [search]\nextra_css: []\n{_PLAIN_EXTENSIONS}"
    plugins = [{"studyloop": {"cache": str(ROOT / ".cache")}}, "studyloop-plans", "studyloop-decks", "studyloop-releases", "studyloop-data", "search"]
    for builder, rest in (
        (PLAIN, plain),
        (SITE, _ours(plugins)),
        (WITHOUT_DECKS, _ours([plugin for plugin in plugins if plugin != "studyloop-decks"])),
    ):
        # JSON is YAML: paths of every platform come through it whole.
        head = f"INHERIT: {json.dumps(str(ROOT / 'mkdocs.yml'))}\ndocs_dir: content\n"
        (folder / f"{builder.replace(' ', '-')}.yml").write_text(head + rest, "utf-8")
    return Project(folder, questions, notes)


def _ours(plugins: list[object]) -> str:
    return f"theme: {{custom_dir: {json.dumps(str(ROOT / 'site_overrides'))}}}\nplugins: {json.dumps(plugins)}\n"
