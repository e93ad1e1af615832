"""Building the whole site beside the old one, then swapping: a failed build leaves what was there.

A build is skipped when nothing it depends on has changed since the last one.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from studyloop.node import SOURCE
from studyloop.site.look import LOOK

# ``docs`` is mkdocs' own name for the content; the rest is the generator, wherever it is installed.
_INPUTS = ("mkdocs.yml", "decks.lock", "content", "docs", "site_overrides", Path(__file__).resolve().parents[1], SOURCE, LOOK)
_LEAVE = {"node_modules", "__pycache__", "tests"}
_ENVIRONMENT = ("SITE_URL", "REPO_URL", "REPO_BRANCH", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "SOURCE_DATE_EPOCH", "STUDYLOOP_PACKAGES")


class BuildFailed(Exception):
    """mkdocs gave up; the message says why."""


def build_site(root: Path, out: Path, environment: Mapping[str, str], say: Callable[[str], None], force: bool = False) -> bool:
    """Build strictly into ``out``; ``False`` when it was up to date. Raises ``BuildFailed``.

    ``root`` holds ``mkdocs.yml``. The new site is complete before the old one is touched.
    """
    stamp = root / ".cache" / f"{out.name}.digest"
    digest = _digest(root, out, environment)
    if not force and out.is_dir() and stamp.is_file() and stamp.read_text() == digest:
        return False
    aside = out.with_name(f".{out.name}-next")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        config = load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(aside), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        _swap(aside, out)
    except MkDocsException as error:
        raise BuildFailed(str(error)) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
    return True


def _swap(new: Path, old: Path) -> None:
    """Two renames: the only moment without a site lies between them."""
    gone = old.with_name(f".{old.name}-old")
    shutil.rmtree(gone, ignore_errors=True)
    if old.exists():
        os.replace(old, gone)
    os.replace(new, old)
    shutil.rmtree(gone, ignore_errors=True)


def _digest(root: Path, out: Path, environment: Mapping[str, str]) -> str:
    total = hashlib.sha256(f"{out}\0".encode())
    for name in _ENVIRONMENT:
        total.update(f"{name}={environment.get(name, '')}\0".encode())
    for package in ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "genanki"):
        total.update(f"{package}={importlib.metadata.version(package)}\0".encode())
    head = root / ".git" / "HEAD"
    if head.is_file():
        # The decks' date comes from the newest commit of the content.
        reference = head.read_text().strip().removeprefix("ref: ")
        tip = root / ".git" / reference
        total.update(tip.read_bytes() if tip.is_file() else reference.encode())
    for name in (*_INPUTS, *filter(None, [environment.get("STUDYLOOP_PACKAGES")])):
        for path in _files(root / name):
            total.update(os.path.relpath(path, root).encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = []
    for folder, names, files in os.walk(path):
        names[:] = sorted(name for name in names if name not in _LEAVE and not name.endswith(".egg-info"))
        found += [Path(folder) / file for file in sorted(files)]
    return found
