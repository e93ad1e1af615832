"""Writing a file: it is there when it is whole, or as it was before."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def replace_file(file: Path, data: bytes) -> None:
    """Write beside the file, then swap; its permissions stay. Raises ``OSError``, and then nothing has changed."""
    file = file.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    try:
        aside.write_bytes(data)
        if file.exists():
            shutil.copymode(file, aside)
        os.replace(aside, file)
    finally:
        aside.unlink(missing_ok=True)
