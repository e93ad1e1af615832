"""What stands beside built packages: ``SHA256SUMS`` for people, ``packages.json`` for a site that offers them.

What must not live here: building packages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from studyloop.decks.errors import DeckError

CHECKSUMS = "SHA256SUMS"
MANIFEST = "packages.json"


@dataclass(frozen=True, slots=True)
class BuiltPackage:
    """A package as written: file name, title, cards and notes in it, size in bytes, SHA-256 in hex, date (ISO), version."""

    file: str
    title: str
    cards: int
    notes: int
    bytes: int
    sha256: str
    date: str
    version: str


def manifest_files(packages: Iterable[BuiltPackage]) -> dict[str, str]:
    """File name to text."""
    packages = list(packages)
    sums = "".join(f"{package.sha256}  {package.file}\n" for package in packages)
    return {CHECKSUMS: sums, MANIFEST: json.dumps([asdict(package) for package in packages], indent=1, ensure_ascii=False) + "\n"}


def read_packages(folder: Path) -> list[BuiltPackage]:
    """The packages of a folder that ``build_packages`` wrote. Raises ``DeckError`` when one is missing or damaged."""
    try:
        packages = [BuiltPackage(**item) for item in json.loads((folder / MANIFEST).read_text("utf-8"))]
        for package in packages:
            if hashlib.sha256((folder / package.file).read_bytes()).hexdigest() != package.sha256:
                raise DeckError(f"{folder / package.file} is not the file {MANIFEST} names: build the packages anew")
    except (OSError, ValueError, TypeError) as error:
        if isinstance(error, DeckError):
            raise
        raise DeckError(f"{folder} holds no whole set of packages ({error}): build them with `build_decks.py --out {folder}`") from None
    return packages
