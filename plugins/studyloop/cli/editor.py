"""The author's own editor, opened at a line. What must not live here: what is edited."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

# How editors are told a line, by their program's name; all others are given the file alone.
_PLUS = frozenset({"vi", "vim", "nvim", "gvim", "mvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "mcedit", "ne", "gedit", "kate"})
_COLON = frozenset({"subl", "sublime_text", "zed", "hx", "helix", "mate"})
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
_LINE = frozenset({"idea", "pycharm", "webstorm"})


def editor_command(words: Sequence[str], file: Path, line: int) -> list[str]:
    """The editor's own words, and the file at a line in the way it understands."""
    name = Path(words[0]).stem.lower()
    if name in _PLUS:
        return [*words, f"+{line}", str(file)]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    if name in _LINE:
        return [*words, "--line", str(line), str(file)]
    return [*words, str(file)]


def open_editor(environment: Mapping[str, str], file: Path, line: int) -> str:
    """Open ``VISUAL``, else ``EDITOR``, and wait for it; what went wrong as a sentence, or nothing. Neither set: nothing happens."""
    setting = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(setting)
        if words:
            subprocess.run(editor_command(words, file, line), check=False)
    except (OSError, ValueError) as error:
        return f"The editor `{setting}` cannot be started ({error}): set EDITOR, or open the file yourself."
    return ""
