"""Release notes as a page of the content: written once by a release, read by the site. Pure: text in, text out.

What changed is data in the front matter, so that a link follows a card wherever it moves later; the prose below it may
be edited. What must not live here: how the list looks on a page (``site.pages``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.ids import is_id
from studyloop.bank.model import Place
from studyloop.bank.problems import Problems
from studyloop.bank.schema import is_date
from studyloop.ledger.compare import KINDS, Change
from studyloop.ledger.model import Release

FOLDER = PurePosixPath("releases")
INDEX = FOLDER / "index.md"
# What is told card by card; of the others a learner hears only how many there are.
TOLD = ("corrected", "changed", "new", "retired")
_SAID = {
    "corrected": ("card corrected", "cards corrected"),
    "changed": ("card reworded", "cards reworded"),
    "new": ("new card", "new cards"),
    "retired": ("card retired", "cards retired"),
    "moved": ("card moved to another page", "cards moved to another page"),
    "tagged": ("card with other tags only", "cards with other tags only"),
}
_ESCAPED = {'"': '\\"', "\\": "\\\\"}
_TEXTS = ("id", "kind", "deck", "change", "title")


@dataclass(frozen=True, slots=True)
class Line:
    """One card of the notes; ``change`` is one of ``TOLD``, ``deck`` a component."""

    id: str
    kind: str
    deck: str
    change: str
    title: str
    reason: str = ""
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseNotes:
    """One release as told to learners: the page, the version, the date (ISO), one sentence, the cards."""

    path: PurePosixPath
    release: Release
    summary: str
    lines: tuple[Line, ...]

    @property
    def retires(self) -> bool:
        """Whether cards were retired, so that a learner has something to suspend."""
        return any(line.change == "retired" for line in self.lines)


def page_path(version: str) -> PurePosixPath:
    """``releases/2026.11.21.md``."""
    return FOLDER / f"{version}.md"


def summary_of(changes: Iterable[Change], look: bool) -> str:
    """``2 cards corrected, 31 new cards.``; ``look`` says that the cards' style changed."""
    counts = Counter(change.kind for change in changes)
    said = [f"{counts[kind]} {_SAID[kind][counts[kind] > 1]}" for kind in KINDS if counts[kind]]
    if look:
        said.append("the look of the cards changed")
    whole = ", ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}." if said else "Nothing a learner would notice."


def write_release_notes(release: Release, changes: Iterable[Change], look: bool) -> str:
    """The page: front matter with one line a card, and a heading under which prose may be added."""
    changes = tuple(changes)
    head = ["---", f"title: Release {release.version}", f"version: {release.version}", f"date: {release.date}"]
    head += [f"summary: {_quoted(summary_of(changes, look))}"]
    told = [change for change in changes if change.kind in TOLD]
    head += ["changes:" if told else "changes: []", *(f"  - {_flow(change)}" for change in told), "---"]
    return "\n".join([*head, "", f"# Release {release.version}"]) + "\n"


def _flow(change: Change) -> str:
    entry = change.after
    words = {"id": entry.id, "kind": entry.kind, "deck": entry.deck, "change": change.kind, "title": entry.title}
    if change.reason:
        words["reason"] = change.reason
    listed = ", ".join(f"{key}: {_quoted(value)}" for key, value in words.items())
    replaced = f", replaced_by: [{', '.join(map(_quoted, entry.replaced_by))}]" if change.kind == "retired" and entry.replaced_by else ""
    return f"{{{listed}{replaced}}}"


def _quoted(text: str) -> str:
    """A YAML string on one line, whatever the text; an id of digits only stays text."""
    return '"' + "".join(_ESCAPED.get(sign) or (sign if sign.isprintable() else f"\\U{ord(sign):08x}") for sign in text) + '"'


def read_release_notes(sources: Mapping[PurePosixPath, tuple[str, ...]], problems: Problems) -> tuple[ReleaseNotes, ...]:
    """Every page of ``releases/`` but its index, newest first."""
    found = []
    for path in sorted(sources):
        if path.parent == FOLDER and path != INDEX and (notes := _read(path, sources[path], problems)):
            found.append(notes)
    return tuple(sorted(found, key=lambda notes: notes.release.sort_key, reverse=True))


def _read(path: PurePosixPath, lines: tuple[str, ...], problems: Problems) -> ReleaseNotes | None:
    front = read_front_matter(list(lines), path, problems)
    if front is None:
        return None
    values = front.values
    version, date, summary = (values.get(key) for key in ("version", "date", "summary"))
    well = isinstance(version, str) and path == page_path(version) and all(part.isdecimal() for part in version.split("."))
    if not well or not isinstance(date, str) or not is_date(date) or not isinstance(summary, str):
        hint = "keep `version` (as in the file's name), `date` and `summary` as the release wrote them"
        problems.add(front.place(), "D13", "These release notes do not say which release they are of.", hint)
        return None
    items = values.get("changes")
    told = []
    for index, item in enumerate(items if isinstance(items, list) else []):
        if line := _line(item):
            told.append(line)
        else:
            problems.add(front.place("changes", index), "D13", "This line is no card of a release.", "put it back as the release wrote it")
    if not isinstance(items, list):
        problems.add(Place(path), "D13", "These release notes list no changes.", "write `changes: []` or put the list back")
    return ReleaseNotes(path, Release(version, date), summary, tuple(told))


def _line(item: Any) -> Line | None:
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in _TEXTS):
        return None
    replaced, reason = item.get("replaced_by") or [], item.get("reason") or ""
    listed = isinstance(replaced, list) and all(isinstance(ident, str) for ident in replaced)
    if item["change"] not in TOLD or not is_id(item["id"]) or not listed or not isinstance(reason, str):
        return None
    return Line(*(item[key] for key in _TEXTS), reason=reason, replaced_by=tuple(replaced))
