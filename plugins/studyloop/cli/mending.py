"""Mends the files of a content folder: what ``check --fix`` does before it checks. Not a verb."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath

from studyloop.bank.checks import all_ids
from studyloop.bank.missing_ids import make_id
from studyloop.library import Checked
from studyloop.mend import mend_page


def mend_content(content: Path, checked: Checked, wanted: Callable[[PurePosixPath], bool], say: Callable[[str], None]) -> int:
    """Mend every Markdown file that is ``wanted``, say what was done in each, and give their number.

    Raises ``OSError`` where a file cannot be written; each file is replaced only when its new text is whole.
    """
    bank, ledger = checked.bank, checked.ledger
    released: Collection[str] | None = {ident for entry in ledger.entries.values() for ident in (entry.identity, entry.id)}
    taken = {*released, *(ident for ident, _ in all_ids(bank, checked.sources))} if bank else set(released)
    if any(problem.code == "D12" for problem in checked.problems):
        released = None
    mended = 0
    for file in sorted(content.rglob("*.md")):
        path = PurePosixPath(file.relative_to(content).as_posix())
        if any(part.startswith(".") for part in path.parts) or file.is_symlink() or not file.is_file() or not wanted(path):
            continue
        data = file.read_bytes()
        page = mend_page(data, path, bank.subject if bank else None, lambda: make_id(secrets.choice, taken), released)
        if page is None or (text := page.text.encode()) == data:
            continue
        replace_file(file, text)
        say(f"{content}/{path}: mended {', '.join(f'{what} ({times})' for what, times in page.done)}")
        mended += 1
    return mended


def replace_file(file: Path, data: bytes) -> None:
    """Give a file other content at one stroke; it keeps its mode."""
    aside = file.with_name(f".{file.name}.new")
    try:
        aside.write_bytes(data)
        shutil.copymode(file, aside)
        os.replace(aside, file)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
