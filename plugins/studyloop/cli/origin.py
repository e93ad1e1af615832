"""Where this generator came from, as pip would be asked for it again. Nothing is guessed: what is unknown stays a folder."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

_NAME = "studyloop"


def generator_requirement() -> tuple[str, bool]:
    """A line for ``requirements.txt``, and whether it holds on this machine only."""
    distribution = importlib.metadata.distribution(_NAME)
    record = distribution.read_text("direct_url.json")
    return requirement_of(json.loads(record) if record else None, distribution.version, _remote)


def requirement_of(record: Mapping[str, Any] | None, version: str, remote: Any) -> tuple[str, bool]:
    """From pip's own record of an installation (PEP 610); ``None`` for one from an index.

    ``remote`` takes a folder and gives its repository's address and commit, or ``None``.
    """
    if record is None:
        return f"{_NAME}[node]=={version}", False
    url = str(record["url"])
    if "vcs_info" in record:
        info = record["vcs_info"]
        return f"{_NAME}[node] @ {info['vcs']}+{url}@{info['commit_id']}", False
    if "dir_info" not in record:
        return f"{_NAME}[node] @ {url}", False
    folder = Path(url2pathname(urlsplit(url).path))
    if found := remote(folder):
        return f"{_NAME}[node] @ git+{found[0]}@{found[1]}", False
    return f"{_NAME}[node] @ {url}", True


def _remote(folder: Path) -> tuple[str, str] | None:
    address, commit = (_git(folder, *words) for words in (("remote", "get-url", "origin"), ("rev-parse", "HEAD")))
    return (address, commit) if address.startswith("https://") and "@" not in address and commit else None


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
