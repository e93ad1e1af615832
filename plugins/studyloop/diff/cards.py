"""The cards of two sides, one by one: what happens to each. What must not live here: how it is told."""

from __future__ import annotations

from studyloop.diff.history import KINDS, history_notes
from studyloop.diff.model import CardChange, Face, FieldChange, Side
from studyloop.diff.problems import errors_that_lose_cards
from studyloop.ledger.declared import Correction, Retirement
from studyloop.ledger.model import Entry


def compare_cards(before: Side, after: Side) -> tuple[CardChange, ...]:
    """Every card that differs, by kind and then in study order."""
    corrected = _new_corrections(before, after)
    retired = {entry.identity: one for one in after.declared.retirements if (entry := _released(one.id, before, after))}
    unread = set(errors_that_lose_cards(after.problems))
    found: list[CardChange] = []
    for identity, face in after.faces.items():
        former = before.faces.get(identity)
        correction = corrected.get(face.id) or corrected.get(identity)
        if former is None:
            found.append(_new(face, before.unshown.get(identity, ""), before.ledger.find(identity)))
        elif change := _changed(former, face, correction, retired.get(identity), _released(identity, before, after)):
            found.append(change)
    for identity, face in before.faces.items():
        if identity not in after.faces:
            hidden = identity in after.unshown or face.path in unread or not after.readable
            found.append(_gone(face, hidden, _released(identity, before, after)))
    return tuple(sorted(found, key=lambda change: KINDS.index(change.kind)))


def _released(ident: str, before: Side, after: Side) -> Entry | None:
    """As either side's ledger has it: a change that deletes a row must not make its card unreleased."""
    return before.ledger.find(ident) or after.ledger.find(ident)


def _new_corrections(before: Side, after: Side) -> dict[str, Correction]:
    known = {(one.id, one.date) for one in before.declared.corrections}
    return {one.id: one for one in after.declared.corrections if (one.id, one.date) not in known}


def _new(face: Face, hidden: str, released: Entry | None) -> CardChange:
    notes = (f"Before, it could not be made: {hidden}",) if hidden else ()
    kind = "back" if released else "new"
    return CardChange(kind, face.id, face.title, str(face.place), notes=notes, fields=_fields(None, face), after=face)


def _gone(face: Face, hidden: bool, released: Entry | None) -> CardChange:
    kind = "unread" if hidden else "lost" if released else "removed"
    notes = (f"Write was={face.identity} beside its new id, or retire it in changes.md.",) if kind == "lost" else ()
    return CardChange(kind, face.id, face.title, str(face.place), notes=notes, fields=() if hidden else _fields(face, None), before=face)


def _changed(
    before: Face, after: Face, correction: Correction | None, retirement: Retirement | None, released: Entry | None
) -> CardChange | None:
    """What happens to a card that both sides have; ``None`` when nothing does."""
    old, new = before.content_hash.split("."), after.content_hash.split(".")
    retires = bool(after.retired) and not before.retired
    fields = _fields(before, after)
    happens = {
        "lost": before.kind != after.kind and released is not None,
        "retired": retires,
        "corrected": correction is not None,
        "changed": old[0] != new[0] and not retires,
        "renamed": before.id != after.id and not retires,
        "moved": before.path != after.path and not retires,
        "tagged": before.tags != after.tags and not retires,
    }
    kinds = [kind for kind in KINDS if happens.get(kind)]
    if not kinds:
        return None
    notes = () if retires else history_notes(before, after, released)
    if "changed" in kinds and not fields:
        notes = (*notes, "Only its form or its links differ.")
    return CardChange(
        kind=kinds[0],
        also=tuple(kinds[1:]),
        id=after.id,
        title=before.title if retires else after.title,
        place=str(after.place),
        was=before.id if before.id != after.id else "",
        notes=notes,
        fields=_fields(before, None) if retires else fields,
        tags_added=() if retires else tuple(sorted(set(after.tags) - set(before.tags))),
        tags_removed=() if retires else tuple(sorted(set(before.tags) - set(after.tags))),
        reason=(correction or retirement).reason if correction or (retires and retirement) else "",
        replaced_by=retirement.replaced_by if retires and retirement else (),
        before=before,
        after=None if retires else after,
    )


def _fields(before: Face | None, after: Face | None) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the card."""
    old, new = dict(before.fields) if before else {}, dict(after.fields) if after else {}
    names = [*new, *(name for name in old if name not in new)]
    return tuple(FieldChange(name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name, "") != new.get(name, ""))
