"""The sites that are measured: a synthetic bank built as the shipped site is, but for the decks. What must not live here: measuring."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from make_bank import ROOT, write_bank

DRILL, PROGRESS, PLAIN_PAGE = "drill/", "progress/", "questions/topic-000/"

_PAGES = {
    "drill.md": "---\ntitle: Drill\nhide: [navigation, toc]\n---\n\n# Drill\n\n<!-- studyloop:drill -->\n",
    "progress.md": "---\ntitle: Your progress\nhide: [toc]\n---\n\n# Your progress\n\n<!-- studyloop:progress -->\n",
    "offline.md": "---\ntitle: Without a network\n---\n\n# Without a network\n\n<!-- studyloop:offline -->\n",
}
_PLUGINS = [{"studyloop": {"cache": str(ROOT / ".cache")}}, "studyloop-plans", "studyloop-releases", "studyloop-data", "search", "studyloop-app"]


@dataclass(frozen=True, slots=True)
class Site:
    """A built site; ``cards`` are the keys of its cards in study order."""

    folder: Path
    cards: tuple[str, ...]

    @property
    def scripts(self) -> dict[str, int]:
        """Our scripts by name, with their sizes in bytes, gzipped; the worker without its list, which is data."""
        found = {path.name: path.read_text("utf-8") for path in sorted((self.folder / "assets" / "studyloop").glob("*.js"))}
        found["first-card.js"] = (ROOT / ".cache" / "browser" / "inline" / "first-card.js").read_text("utf-8")  # in the drill's page
        found["sw.js"] = (self.folder / "sw.js").read_text("utf-8").partition("\n")[2]
        return {name: len(gzip.compress(text.encode(), 9)) for name, text in found.items()}


def make_site(folder: Path, questions: int, say: Callable[[str], None]) -> Site:
    """Write the bank and build it; ``folder`` is emptied first. Stops the program with mkdocs' own words when that fails."""
    shutil.rmtree(folder, ignore_errors=True)
    say(f"building a site of {questions:,} questions for the browser")
    write_bank(folder / "content", questions)
    for name, text in _PAGES.items():
        (folder / "content" / name).write_text(text, "utf-8")
    # JSON is YAML: paths of every platform come through it whole.
    overrides = json.dumps(str(ROOT / "site_overrides"))
    config = f"INHERIT: {json.dumps(str(ROOT / 'mkdocs.yml'))}\ndocs_dir: content\ntheme: {{custom_dir: {overrides}}}\nplugins: {json.dumps(_PLUGINS)}\n"
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200", "PYTHONHASHSEED": "0", "SITE_URL": ""}
    out = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(out)]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(f"the site of {questions:,} questions was not built; nothing was measured")
    return read_site(out)


def read_site(folder: Path) -> Site:
    """A site that was built before."""
    index = json.loads((folder / "assets" / "data" / "index.json").read_text("utf-8"))
    return Site(folder, tuple(index["cards"]["id"]))  # nothing was renamed in a new bank: ids are keys
