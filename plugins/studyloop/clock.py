"""The build's time, from the content's history: the same commit gives the same files."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from studyloop.bank.model import Bank


def build_time(content: Path, bank: Bank, environment: Mapping[str, str]) -> int:
    """Whole seconds: ``SOURCE_DATE_EPOCH``, else the newest commit of the content, else the newest ``reviewed`` date.

    Raises ``ValueError`` when ``SOURCE_DATE_EPOCH`` is no whole number.
    """
    if given := environment.get("SOURCE_DATE_EPOCH"):
        if not given.isdigit():
            raise ValueError(f"SOURCE_DATE_EPOCH is `{given}`; it must be whole seconds since 1970")
        return int(given)
    command = ["git", "log", "-1", "--format=%ct", "--", "."]
    try:
        done = subprocess.run(command, cwd=content, capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip().isdigit():
            return int(done.stdout)
    except OSError:
        pass  # no git here: the content's own dates serve
    newest = max((page.reviewed for page in (*bank.topics, *bank.guides) if page.reviewed), default="1980-01-01")
    return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())


def iso_date(seconds: int) -> str:
    """``2026-11-21`` in UTC."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
