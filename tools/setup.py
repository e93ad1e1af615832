#!/usr/bin/env python3
"""Prepares ``.venv``: exact versions with hashes, Node where the machine has none, and this project itself.

Needs only Python. Run by the Makefile; ``python tools/setup.py site`` does the same by hand.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
OLDEST = (3, 11, 5)


def main(group: str) -> int:
    """Install one group (``site``, ``test`` or ``bench``); returns the exit code."""
    if sys.version_info < OLDEST:
        wanted, have = ".".join(map(str, OLDEST)), ".".join(map(str, sys.version_info[:3]))
        print(f"Studyloop needs Python {wanted} or newer; this is {have}. Try: make PYTHON=python3.12 {group}", file=sys.stderr)
        return 1
    python = VENV / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        print("Making .venv", flush=True)
        venv.create(VENV, with_pip=True)
    print(f"Installing what {group} needs (exact versions, checked by hash)", flush=True)
    files = ["-r", f"requirements/{group}.txt"]
    if not (_pip(python, "--require-hashes", *files) and _pip(python, "--no-deps", "--no-build-isolation", "-e", ".")):
        return 1
    if subprocess.run([python, "-m", "studyloop.node", "path"], cwd=ROOT, capture_output=True, check=False).returncode:
        print("No Node that is new enough on this machine: installing one into .venv", flush=True)
        if not _pip(python, "--require-hashes", "-r", "requirements/node.txt"):
            return 1
    (VENV / f"{group}.done").touch()
    return 0


def _pip(python: Path, *arguments: str) -> bool:
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode == 0:
        return True
    print(f"This failed; run it by hand to see more: {' '.join(command)}", file=sys.stderr)
    return False


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("site", "test", "bench"):
        sys.exit("usage: python tools/setup.py site|test|bench")
    sys.exit(main(sys.argv[1]))
