"""The shell that builds every package into a folder: all of them, or none.

What must not live here: what a note or a package holds; the clock (date, version and times are parameters).
"""

from __future__ import annotations

import hashlib
import html as htmllib
import os
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studyloop.bank.model import Bank
from studyloop.decks.errors import DeckError
from studyloop.decks.manifest import BuiltPackage, manifest_files
from studyloop.decks.media import MediaShelf
from studyloop.decks.notes import DeckNote
from studyloop.decks.package import DeckContents, pack
from studyloop.ledger.identity import deck_name
from studyloop.render.model import RenderedBank

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class _Plan:
    file: str
    title: str
    notes: tuple[DeckNote, ...]


def build_packages(
    bank: Bank,
    rendered: RenderedBank,
    out: Path,
    notes: tuple[DeckNote, ...],
    shelf: MediaShelf,
    note_type_times: Mapping[str, int],
    *,
    version: str,
    date: str,
    only: Collection[str] = (),
    progress: Progress = lambda done, total, file: None,
) -> list[BuiltPackage]:
    """Write ``<namespace>-all.apkg`` and one ``<namespace>-<component>.apkg`` for each component with cards into ``out``.

    ``notes`` stand in study order, their images on ``shelf``; ``note_type_times`` maps a note type's name to whole
    seconds; ``date`` is ISO (``2026-11-21``). With ``only`` (ids of components, topics and guides) just those: a
    component's own package, ``<namespace>-topic-<id>.apkg`` for the others.
    ``progress(done, total, file)`` is called before each package and once at the end with an empty ``file``.
    A whole build also writes ``SHA256SUMS`` and ``packages.json``, and removes packages of a former one. Raises ``DeckError`` and leaves ``out`` as it was.
    """
    plans = _chosen(bank, rendered, notes, only) if only else _whole(bank, notes)
    if not any(plan.notes for plan in plans):
        raise DeckError("there are no cards to pack: write a question under content/questions first")
    created = int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
    out.mkdir(parents=True, exist_ok=True)
    built = []
    with tempfile.TemporaryDirectory(prefix=".decks-", dir=out) as aside:
        for number, plan in enumerate(plans):
            progress(number, len(plans), plan.file)
            media = shelf.used_in(field for note in plan.notes for field in note.fields)
            data = pack(_decks(bank, plan.notes, version, date), media, created=created, note_type_times=note_type_times)
            (Path(aside) / plan.file).write_bytes(data)
            built.append(_describe(plan, data, version, date))
        files = [plan.file for plan in plans]
        if not only:
            for name, text in manifest_files(built).items():
                (Path(aside) / name).write_text(text, "utf-8", newline="\n")
                files.append(name)
        for file in files:
            os.replace(Path(aside) / file, out / file)
    if not only:
        for stale in sorted(set(out.glob(f"{bank.subject.namespace}-*.apkg")) - {out / plan.file for plan in plans}):
            stale.unlink()
    progress(len(plans), len(plans), "")
    return built


def _whole(bank: Bank, notes: tuple[DeckNote, ...]) -> list[_Plan]:
    components = [_component(bank, term.id, notes) for term in bank.subject.components]
    everything = _Plan(f"{bank.subject.namespace}-all.apkg", bank.subject.title, notes)
    return [everything, *(plan for plan in components if plan.notes)]


def _chosen(bank: Bank, rendered: RenderedBank, notes: tuple[DeckNote, ...], only: Collection[str]) -> list[_Plan]:
    components = {term.id for term in bank.subject.components}
    titles = {topic.topic.id: topic.topic.title for topic in rendered.topics}
    titles |= {guide.guide.id: guide.guide.title for guide in rendered.guides}
    plans = []
    for name in sorted(set(only)):
        if name in components:
            plans.append(_component(bank, name, notes))
        elif name in titles:
            own = tuple(note for note in notes if note.owner == name)
            plans.append(_Plan(f"{bank.subject.namespace}-topic-{name}.apkg", titles[name], own))
        else:
            known = ", ".join(sorted(components | titles.keys()))
            raise DeckError(f"there is no component, topic or guide {name!r}: use one of {known}")
        if not plans[-1].notes:
            raise DeckError(f"{name!r} has no cards to pack: choose another component, topic or guide")
    return plans


def _component(bank: Bank, component: str, notes: tuple[DeckNote, ...]) -> _Plan:
    own = tuple(note for note in notes if note.deck == component)
    title = bank.subject.title_of("components", component)
    return _Plan(f"{bank.subject.namespace}-{component}.apkg", title, own)


def _decks(bank: Bank, notes: tuple[DeckNote, ...], version: str, date: str) -> list[DeckContents]:
    """One deck for each component with notes; the same name and description in every package."""
    decks = []
    for term in bank.subject.components:
        own = tuple(note for note in notes if note.deck == term.id)
        if own:
            about = f"{bank.subject.title}: {term.title}. Version {version} of {date}."
            decks.append(DeckContents(deck_name(bank.subject, term.id), htmllib.escape(about, quote=False), own))
    return decks


def _describe(plan: _Plan, data: bytes, version: str, date: str) -> BuiltPackage:
    cards = sum(len(note.ords) for note in plan.notes)
    digest = hashlib.sha256(data).hexdigest()
    return BuiltPackage(plan.file, plan.title, cards, len(plan.notes), len(data), digest, date, version)
