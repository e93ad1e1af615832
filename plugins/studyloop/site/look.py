"""The look: the whole of it for a site of ours, and for a project where we are guests only that of our own parts.

A project that lists our style sheet gets everything beside it, too (feed and manifest in the head, icons). One that does
not keeps its fonts, colours and links as they are. What must not live here: the style sheets (``site_overrides``).
"""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

_TAKEN_ALONG = Path(__file__).resolve().parents[1] / "look"
LOOK = _TAKEN_ALONG if _TAKEN_ALONG.is_dir() else Path(__file__).resolve().parents[3] / "site_overrides"
HOUSE_SHEET = "assets/stylesheets/studyloop.css"
GUEST_SHEET = "assets/studyloop/guest.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_NOT = re.compile(r":not\([^()]*\)")
# Our classes and attributes, and the pages whose search results would show answers.
_OURS = re.compile(r"\.sl-|\[data-sl-|#sl-|/questions/")
_VARIABLE = re.compile(r"--sl-[\w-]+\s*:[^;]+;")


def has_house_look(config: MkDocsConfig) -> bool:
    """Whether the project lists our style sheet."""
    return HOUSE_SHEET in map(str, config.extra_css)


def lend_look(config: MkDocsConfig) -> None:
    """Let the theme find our style sheets, icons and head after the project's own."""
    folders = config.theme.dirs
    if not any(Path(folder).resolve() == LOOK for folder in folders):
        folders.insert(1 if config.theme.custom_dir else 0, str(LOOK))


def guest_sheet() -> str:
    """Our parts' rules from all our style sheets, in the order of their names."""
    sheets = sorted((LOOK / HOUSE_SHEET).parent.glob("*.css"), key=lambda path: (path.name != "studyloop.css", path.name))
    return "".join(only_our_parts(path.read_text("utf-8")) for path in sheets)


def only_our_parts(sheet: str) -> str:
    """The rules that touch nothing but our parts, and our own variables wherever they are set."""
    return "".join(_kept(selector, body) for selector, body in _rules(_COMMENT.sub("", sheet)))


def _rules(sheet: str) -> list[tuple[str, str]]:
    """(what stands before the braces, what stands in them), at the outermost level; statements without braces are left out."""
    found, depth, start, opened, selector = [], 0, 0, 0, ""
    for at, sign in enumerate(sheet):
        if sign == "{":
            if depth == 0:
                selector, opened = sheet[start:at].strip(), at + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                found.append((selector, sheet[opened:at]))
                start = at + 1
        elif sign == ";" and depth == 0:
            start = at + 1
    return found


def _kept(selector: str, body: str) -> str:
    if selector.startswith(("@media", "@supports", "@container")):
        inner = only_our_parts(body)
        return f"{selector} {{\n{inner}}}\n" if inner else ""
    if selector.startswith("@keyframes sl-"):
        return f"{selector} {{{body}}}\n"
    if selector.startswith("@"):
        return ""
    ours = [one.strip() for one in _split(selector) if _OURS.search(_NOT.sub("", one))]
    if ours:
        return f"{', '.join(ours)} {{{body}}}\n"
    variables = " ".join(_VARIABLE.findall(f"{body.strip()};"))
    return f"{selector} {{ {variables} }}\n" if variables else ""


def _split(selector: str) -> list[str]:
    """At the commas outside brackets: ``:is(a, b)`` stays whole."""
    parts, depth = [""], 0
    for sign in selector:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
