"""A clumsy author: damages a share of the content again and again, and calls one verb after the other in between.

Whatever stands there: every verb ends with one of its exit codes, never with a traceback; it says the same twice; mending twice is mending once.
A verb that hangs ends the process with the place where it hung (``LIMIT`` seconds, generous: nothing here takes one).
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

from fuzz_damage import Damage, damages
from fuzz_share import make_share
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from studyloop.cli.main import main

CONTENT = Path(__file__).resolve().parents[2] / "content"
SHARES = (("metrics", "design-ranking", "anki"), ("coding-ml", "coding-steps"), ("rag", "star-c", "design-clock"), ("behavioural", "production-nuances"))
LIMIT = 180
_GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null")


class Broken(AssertionError):
    """A verb did what no verb may do."""


@cache
def share(number: int) -> tuple[Path, dict[str, bytes]]:
    """A project with a share of the content, committed; and its files as they were."""
    folder = Path(tempfile.mkdtemp(prefix="studyloop-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_share(CONTENT, folder, SHARES[number])
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "as it was")):
        subprocess.run([*_GIT, *words], cwd=folder, check=True, capture_output=True)
    return folder, snapshot(folder)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a project but git's own."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def restore(folder: Path, files: dict[str, bytes]) -> None:
    """The project as it was."""
    for path, folders, names in os.walk(folder / "content", topdown=False):
        for one in (Path(path, name) for name in (*folders, *names)):
            if one.is_symlink() or (one.is_file() and one.relative_to(folder).as_posix() not in files):
                one.unlink()
            elif one.is_dir() and not any(one.iterdir()):
                one.rmdir()
    for name, data in files.items():
        file = folder / name
        if file.is_symlink():
            file.unlink()
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


@contextlib.contextmanager
def watched() -> Iterator[None]:
    """Ends the process, with its stack on the terminal, when what is done inside hangs."""
    faulthandler.dump_traceback_later(LIMIT, exit=True, file=sys.__stderr__)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def call(*words: str) -> tuple[int, str, str]:
    """A verb's exit code, output and complaints. Chance is fixed, so that what was found can be found again."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    err = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace")
    chance = random.Random(1)
    with watched(), patch("secrets.choice", chance.choice), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as left:  # argparse's own way out for wrong use
            code = int(str(left.code))
    out.flush()
    err.flush()
    said, complained = (stream.buffer.getvalue().decode() for stream in (out, err))
    if code not in (0, 1, 2):
        raise Broken(f"{words}: exit code {code}")
    if "Traceback" in said + complained:
        raise Broken(f"{words}: {said}{complained}")
    return code, said, complained


def same_twice(*words: str) -> tuple[int, str, str]:
    """The verb's answer, which must be the same the second time."""
    first, second = call(*words), call(*words)
    if first != second:
        raise Broken(f"{words}: two answers:\n{first}\n{second}")
    return first


class Author(RuleBasedStateMachine):
    """Damage and verbs in any order, on one share of the content."""

    @initialize(number=st.integers(0, len(SHARES) - 1))
    def begin(self, number: int) -> None:
        self.folder, self.files = share(number)
        restore(self.folder, self.files)
        self.content = self.folder / "content"
        self.names = sorted(self.files)
        self.real = tuple(sorted({line for name in self.names for line in self.files[name].decode().split("\n")}))
        self.before = os.getcwd()
        os.chdir(self.folder)

    def teardown(self) -> None:
        if hasattr(self, "before"):
            os.chdir(self.before)

    @rule(data=st.data(), times=st.integers(1, 3))
    def damage(self, data: st.DataObject, times: int) -> None:
        """Some edits of one file; the ledger is one of them."""
        file = self.folder / data.draw(st.sampled_from(self.names))
        for _ in range(times):
            edit: Damage = data.draw(damages(self.real))
            if file.is_file() and not file.is_symlink():
                file.write_bytes(edit.apply(file.read_bytes()))

    @rule(data=st.data(), how=st.sampled_from(("remove", "copy", "odd name", "folder", "link", "loop", "empty", "big")))
    def files_and_folders(self, data: st.DataObject, how: str) -> None:
        """What happens to whole files."""
        file = self.folder / data.draw(st.sampled_from(self.names))
        if how in ("remove", "folder", "link", "loop"):
            shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink(missing_ok=True)
        if file.is_symlink():
            return
        copy = self.content / "guides" / file.name
        if how == "copy" and file.is_file() and not copy.exists():
            shutil.copyfile(file, copy)
        elif how == "odd name":
            name = data.draw(st.sampled_from(("A b.md", "ü.md", "questions.md", "-x.md", "x.MD", "a.markdown", "#.md", "a%20b.md", "\u202e.md", "con.md", "..md", "x" * 200 + ".md")))
            (file.parent / name).write_bytes(data.draw(st.sampled_from((b"", b"# T\n", self.files["content/questions/index.md"]))))
        elif how == "folder":
            file.mkdir()
        elif how == "link":
            file.symlink_to(data.draw(st.sampled_from(("/etc/passwd", "../index.md", "nowhere.md", "."))))
        elif how == "loop":
            file.symlink_to(file.name)
        elif how == "empty" and file.is_file():
            file.write_bytes(b"")
        elif how == "big" and file.is_file():
            file.write_bytes(file.read_bytes() + b"\n" + data.draw(st.sampled_from((b"x" * 300_000, b"word " * 60_000, b"a\n" * 30_000, b"- a\n" * 20_000, b"# a\n" * 9_000))))

    @rule(form=st.sampled_from(("text", "plain", "github", "json", "sarif")), info=st.booleans())
    def check(self, form: str, info: bool) -> None:
        """``check`` in every form; what programs read can be read."""
        code, said, _ = same_twice("check", "--format", form, *(["--info"] if info else []))
        if form in ("json", "sarif"):
            json.loads(said)
        assert code in (0, 1)

    @rule(data=st.data())
    def check_of_a_path(self, data: st.DataObject) -> None:
        """``check PATH``."""
        call("check", data.draw(st.sampled_from((*self.names, "content/questions", "content", "nowhere", "/"))))

    @rule()
    def fix(self) -> None:
        """``check --fix``: what was mended needs no mending."""
        call("check", "--fix")
        after = snapshot(self.folder)
        call("check", "--fix")
        if snapshot(self.folder) != after:
            raise Broken("--fix twice is not --fix once")

    @rule()
    def ids(self) -> None:
        """``ids``: what has one needs none."""
        call("ids")
        after = snapshot(self.folder)
        call("ids")
        if snapshot(self.folder) != after:
            raise Broken("ids twice is not ids once")

    @rule(data=st.data(), shape=st.sampled_from(((), ("--json",))))
    def show(self, data: st.DataObject, shape: tuple[str, ...]) -> None:
        """``show`` of an id, of what was one, and of what never was."""
        known = sorted({word for line in self.real for word in line.split() if word.startswith("#") and len(word) > 3})
        ident = data.draw(st.one_of(st.sampled_from(known), st.sampled_from(("2-week", "plan-2-week", "metrics", "", "#", "a b", "É", "../x"))))
        same_twice("show", *shape, ident)

    @rule(shape=st.sampled_from(("--json", "--markdown", "")))
    def stats(self, shape: str) -> None:
        """``stats``."""
        same_twice("stats", *filter(None, (shape,)))

    @rule(form=st.sampled_from(("text", "text", "text", "markdown")))
    def diff(self, form: str) -> None:
        """``diff`` against what was committed."""
        code, _, complained = (same_twice if form == "markdown" else call)("diff", "HEAD", "--format", form)
        if code and self.content.is_dir():
            raise Broken(f"diff gives no report: {complained}")

    @rule()
    def decks_check(self) -> None:
        """``decks --check``."""
        same_twice("decks", "--check")
