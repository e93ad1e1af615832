#!/usr/bin/env python3
"""Writes ``docs/schema/``: JSON Schemas of the front matter, with the lists of ``content/index.md``. Run it after changing those."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from studyloop.bank import load_bank
from studyloop.export.front_matter import front_matter_schemas

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "schema"


def texts() -> dict[str, str]:
    """File name to text. Raises ``ValueError`` when the content declares no subject."""
    bank = load_bank(ROOT / "content").bank
    if bank is None:
        raise ValueError("content/index.md declares no subject: `make check` says why.")
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in front_matter_schemas(bank.subject).items()}


if __name__ == "__main__":
    try:
        found = texts()
    except ValueError as error:
        sys.exit(str(error))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(found.items()):
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
        print(f"docs/schema/{name}")
