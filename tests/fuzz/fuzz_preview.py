"""The live preview under the same damage: one page is written anew after each edit, or its problems are named.

The site is built whole once; where an edit would need that again, it is only noted that it would.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import threading
from functools import cache
from pathlib import Path

from fuzz_author import SHARES, Broken, restore, share, watched
from fuzz_damage import Damage, damages
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from studyloop.site.preview import Preview

ROOT = Path(__file__).resolve().parents[2]


class PageOnly(Preview):
    """A preview that builds the whole site once."""

    wholes = 0

    def _build_all(self) -> None:
        self.wholes += 1
        if self.wholes == 1:
            super()._build_all()


class Served:
    """A share of the content, its site, and what was said about it."""

    def __init__(self, number: int) -> None:
        self.folder, self.files = share(number)
        restore(self.folder, self.files)
        sites = Path(tempfile.mkdtemp(prefix="studyloop-fuzz-site-"))
        atexit.register(shutil.rmtree, sites, ignore_errors=True)
        (self.folder / "mkdocs.yml").write_text(
            f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: content\ntheme: {{custom_dir: '{ROOT / 'site_overrides'}'}}\n", "utf-8"
        )
        if (ROOT / ".cache").is_dir() and not (self.folder / ".cache").exists():
            (self.folder / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
        self.said: list[str] = []
        self.preview = PageOnly(self.config, sites, "http://127.0.0.1:1/", self.said.append, lambda: None)
        self.build()
        if self.preview.problems:
            raise Broken(f"the share does not build: {self.preview.problems}")

    def config(self, site: Path) -> MkDocsConfig:
        return load_config(config_file=str(self.folder / "mkdocs.yml"), site_dir=str(site))

    def build(self) -> None:
        """One build, and the check of all files that follows it."""
        faults: list[BaseException] = []
        threading.excepthook = lambda fault: faults.append(fault.exc_value or Broken("a thread broke off"))
        before = set(threading.enumerate())
        try:
            with watched():
                self.preview.build()
                for thread in set(threading.enumerate()) - before:
                    thread.join()
        finally:
            threading.excepthook = threading.__excepthook__
        if faults:
            raise faults[0]

    def page(self, name: str) -> str:
        """What a reader sees of a file of the content."""
        place = Path(name).relative_to("content")
        return (self.preview.site / place.with_suffix("") / "index.html").read_text("utf-8")


@cache
def served(number: int) -> Served:
    return Served(number)


class Reader(RuleBasedStateMachine):
    """Edits of one file at a time, and a look at its page after each."""

    @initialize(number=st.integers(0, len(SHARES) - 1))
    def begin(self, number: int) -> None:
        self.one = served(number)
        self.before = os.getcwd()
        os.chdir(self.one.folder)
        # One file after the other, so that each is one page's change.
        for name, data in self.one.files.items():
            file = self.one.folder / name
            if file.is_symlink():  # left, as a folder may be, by an edit that put it in the file's place
                file.unlink()
            elif file.is_dir():
                shutil.rmtree(file)
            if not file.is_file() or file.read_bytes() != data:
                file.write_bytes(data)
                self.one.build()
        self.names = sorted(name for name in self.one.files if name.startswith(("content/questions/", "content/guides/")) and not name.endswith("index.md"))
        self.real = tuple(sorted({line for name in self.names for line in self.one.files[name].decode().split("\n")}))

    def teardown(self) -> None:
        if hasattr(self, "before"):
            os.chdir(self.before)

    @rule(data=st.data(), times=st.integers(1, 2))
    def edit(self, data: st.DataObject, times: int) -> None:
        """The page follows, or its problems are told."""
        name = data.draw(st.sampled_from(self.names))
        file = self.one.folder / name
        for _ in range(times):
            damage: Damage = data.draw(damages(self.real))
            file.write_bytes(damage.apply(file.read_bytes()))
        wholes = self.one.preview.wholes
        self.one.build()
        if self.one.preview.wholes == wholes and not self.one.preview.problems and "</html>" not in self.one.page(name):
            raise Broken(f"{name} has no whole page")

    @rule(data=st.data())
    def put_back(self, data: st.DataObject) -> None:
        """The file as it was: its problems are gone."""
        name = data.draw(st.sampled_from(self.names))
        (self.one.folder / name).write_bytes(self.one.files[name])
        self.one.build()
