"""A release candidate against the ledger: what a learner would notice, and the ledger after it. Pure.

What must not live here: how a change is told (``release``), or where notes come from (``decks``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from studyloop.bank.positions import SCHEME
from studyloop.ledger.declared import Declared
from studyloop.ledger.model import Entry, Ledger, NoteTypeEntry, Release

# What happens to a card, in the order it is told. Only "new" and "retired" touch what a learner is asked.
KINDS = ("corrected", "changed", "new", "retired", "moved", "tagged")


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one card: ``kind`` is one of ``KINDS``; ``before`` is its row in the ledger, ``after`` the next one.

    "corrected" was declared so, "changed" has other text, "moved" stands elsewhere, has another id or is on a site that
    moved, "tagged" has other tags. ``reason`` is told for corrected and retired cards.
    """

    kind: str
    after: Entry
    before: Entry | None = None
    reason: str = ""


def compare(
    ledger: Ledger, candidates: Iterable[Entry], declared: Declared, version: str
) -> tuple[Change, ...]:
    """Every card that differs from the ledger, sorted by kind and study order.

    ``candidates`` are all cards of the next release as rows (``first`` and ``last`` are set here); a retired one carries
    its date. A correction counts once, in the first release that knows it.
    """
    reasons = {retirement.id: retirement.reason for retirement in declared.retirements}
    corrections = {c.id: c.reason for c in declared.corrections if (c.id, c.date) not in ledger.corrected}
    changes = []
    for entry in candidates:
        before = ledger.entries.get(entry.identity)
        correction = corrections.get(entry.id) or corrections.get(entry.identity) or ""
        kind = _kind(before, entry, bool(correction))
        if kind is None:
            continue
        same = before is not None and (before.content_hash, before.modified) == (entry.content_hash, entry.modified)
        after = replace(entry, first=before.first if before else version, last=before.last if before and same else version)
        reason = correction if kind == "corrected" else ""
        if kind == "retired":
            reason = reasons.get(entry.id) or reasons.get(entry.identity) or ""
        changes.append(Change(kind, after, before, reason))
    return tuple(sorted(changes, key=lambda change: KINDS.index(change.kind)))


def _kind(before: Entry | None, after: Entry, corrected: bool) -> str | None:
    if before is None:
        return "new"
    if after.retired and not before.retired:
        return "retired"
    if corrected:
        return "corrected"
    if before.content_hash == after.content_hash:
        # What Anki never updates in place (position) or shows (number hashes) is no change to a learner. A new time
        # for the same text means that every link leads to another site.
        return None if before.modified == after.modified else "moved"
    (text, place, _), (now_text, now_place, _) = before.content_hash.split("."), after.content_hash.split(".")
    if text != now_text:
        return "changed"
    return "moved" if place != now_place else "tagged"


def advance(
    ledger: Ledger,
    changes: Iterable[Change],
    *,
    release: Release,
    namespace: str,
    site: str,
    decks: Mapping[str, str],
    note_types: Iterable[NoteTypeEntry],
    declared: Declared,
) -> Ledger:
    """The ledger after a release. A row without a change stays as it was, to the letter."""
    entries = dict(ledger.entries)
    for change in changes:
        entries[change.after.identity] = change.after
    types = dict(ledger.note_types)
    for kind in note_types:
        known = types.get(kind.id)
        if known is None:
            types[kind.id] = replace(kind, first=release.version, last=release.version)
        elif (known.content_hash, known.schema) != (kind.content_hash, kind.schema):
            types[kind.id] = replace(kind, first=known.first, last=release.version)
    return Ledger(
        releases=(*ledger.releases, release),
        namespace=namespace,
        site=site or ledger.site,
        positions=SCHEME,
        decks=dict(sorted({**ledger.decks, **decks}.items())),
        note_types=dict(sorted(types.items())),
        entries=dict(sorted(entries.items())),
        corrected=ledger.corrected | {(c.id, c.date) for c in declared.corrections},
    )


def next_version(ledger: Ledger, date: str) -> str:
    """``2026.11.21`` for that date, ``2026.11.21.2`` for the second release of it; always later than the latest."""
    version = date.replace("-", ".")
    latest = ledger.latest
    if latest is None or tuple(map(int, version.split("."))) > latest.sort_key:
        return version
    base, number = latest.version.split("."), 2
    if len(base) == 4:
        number = int(base[3]) + 1
    return ".".join([*base[:3], str(number)])
