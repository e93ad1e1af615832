"""Two sides in, the report out. What must not live here: how anything is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from studyloop.diff.cards import compare_cards
from studyloop.diff.model import CardChange, FieldChange, PeriodMinutes, Report, Side
from studyloop.diff.problems import errors_that_lose_cards, introduced_and_mended
from studyloop.diff.history import KINDS
from studyloop.diff.words import changed_words, tokens_of
from studyloop.ledger.compare import Change
from studyloop.plan.model import Plan

_FROM_SOURCES = "Its source is the same; it is made otherwise now."
# The fields that hold what a learner answers.
_ANSWERS = frozenset({"Short", "Strong", "Back", "Text"})


def compare_sides(before: Side, after: Side) -> Report:
    """Everything that differs between two states of the content."""
    introduced, mended = introduced_and_mended(before.problems, after.problems)
    cards = compare_cards(before, after)
    return Report(
        since=before.label,
        cards=cards,
        periods=_periods(before.plans, after.plans) if before.readable and after.readable else (),
        introduced=introduced,
        mended=mended,
        notes=(*_side_notes(before), *_side_notes(after), *_ledger_notes(before, after), *_answer_notes(cards, before)),
        images={**before.images, **after.images},
    )


def report_of_release(before: Side, after: Side, changes: Iterable[Change]) -> Report:
    """The same with the cards of a release: ``changes`` decide what a learner gets, the sides give its words."""
    report = compare_sides(before, after)
    known = {(card.after or card.before).identity: card for card in report.cards if card.after or card.before}
    cards = [_released(change, known, after) for change in changes]
    return replace(report, cards=tuple(sorted(cards, key=lambda card: KINDS.index(card.kind))))


def _released(change: Change, known: Mapping[str, CardChange], after: Side) -> CardChange:
    entry = change.after
    found = known.get(entry.identity)
    if found is None:
        face = after.faces.get(entry.identity)
        notes = (_FROM_SOURCES,) if change.before else ()
        was = change.before.id if change.before and change.before.id != entry.id else ""
        found = CardChange(change.kind, entry.id, entry.title, str(face.place) if face else entry.page, was=was, notes=notes, after=face)
    kind = found.kind if change.kind == "moved" and found.kind in ("renamed", "moved") else change.kind
    also = tuple(one for one in found.also if one != kind)
    return replace(found, kind=kind, also=also, reason=change.reason or found.reason, replaced_by=entry.replaced_by)


def _periods(before: Iterable[Plan], after: Iterable[Plan]) -> tuple[PeriodMinutes, ...]:
    """Every period of both sides, by plan and number; a plan's sum comes last."""
    old, new = {plan.id: plan for plan in before}, {plan.id: plan for plan in after}
    rows = []
    for ident in [*new, *(ident for ident in old if ident not in new)]:
        plans = old.get(ident), new.get(ident)
        title = (plans[1] or plans[0]).title
        numbered = [{period.number: period for period in plan.periods} if plan else {} for plan in plans]
        for number in sorted({*numbered[0], *numbered[1]}):
            then, now = numbered[0].get(number), numbered[1].get(number)
            rows.append(PeriodMinutes(title, (now or then).name, then.minutes if then else None, now.minutes if now else None))
        rows.append(PeriodMinutes(title, "in all", plans[0].minutes if plans[0] else None, plans[1].minutes if plans[1] else None))
    return tuple(rows)


def _side_notes(side: Side) -> tuple[str, ...]:
    """What of a side could not be read."""
    if not side.readable:
        return (f"Nothing could be read of {side.label}.",)
    found = []
    if paths := errors_that_lose_cards(side.problems):
        found.append(f"Errors in {side.label} may hide cards of {', '.join(paths)}.")
    found += [f"`{identity}` cannot be made in {side.label}: {why}" for identity, why in sorted(side.unshown.items())]
    return tuple(found)


def _answer_notes(cards: Iterable[CardChange], before: Side) -> tuple[str, ...]:
    """Whether somebody may have learnt an answer that is mended now, and nobody is told."""
    mended = any(card.kind == "changed" and before.ledger.find(card.id) and any(map(_says_otherwise, card.fields)) for card in cards)
    return ("If a released answer was wrong, add its card to `corrected` in content/changes.md: whoever learnt it hears of it.",) if mended else ()


def _says_otherwise(change: FieldChange) -> bool:
    return change.name in _ANSWERS and any(tag != "equal" for tag, *_ in changed_words(tokens_of(change.before), tokens_of(change.after)))


def _ledger_notes(before: Side, after: Side) -> tuple[str, ...]:
    released = after.ledger.latest != before.ledger.latest
    if released or after.ledger == before.ledger:
        return ()
    return ("decks.lock differs, and no release was made: only a release writes it (`git checkout decks.lock`).",)
