"""A candidate against the ledger: each kind of change is told once, in order, and the next ledger follows from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from ledger_samples import FIRST, TIME, entry, fingerprint, ledger, note_type

from studyloop.bank.model import Place
from studyloop.bank.positions import SCHEME
from studyloop.ledger.compare import KINDS, Change, advance, compare, next_version
from studyloop.ledger.declared import Correction, Declared, Retirement
from studyloop.ledger.model import Entry, Ledger, Release

NEXT = Release("2026.12.05", "2026-12-05")
PLACE = Place(PurePosixPath("changes.md"))
LATER = {"modified": TIME + 5}


def candidate(identity: str, **other: object) -> Entry:
    """A row as a build makes it: without releases."""
    return entry(identity, **{"first": "", "last": "", **other})


def corrected(ident: str, date: str = "2026-12-01") -> Declared:
    return Declared(corrections=(Correction(ident, date, "It named the wrong number.", PLACE),))


def retired(ident: str) -> Declared:
    return Declared(retirements=(Retirement(ident, "2026-12-01", "Two asked the same.", (), PLACE),))


def told(before: Ledger, *after: Entry, declared: Declared = Declared()) -> list[tuple[str, str, str]]:
    """Kind, id and reason of each change."""
    return [(change.kind, change.after.id, change.reason) for change in compare(before, after, declared, NEXT.version)]


def after_release(before: Ledger, changes: tuple[Change, ...] = (), **other: object) -> Ledger:
    facts = {"release": NEXT, "namespace": "prep", "site": "", "decks": {}, "note_types": (), "declared": Declared()}
    return advance(before, changes, **{**facts, **other})


def test_nothing_is_told_of_a_card_that_is_as_it_was():
    other = {"position": 990, "title": "As a newer build shortens it", "cloze": ((1, "0"),)}
    assert told(ledger(entry("a")), candidate("a"), candidate("a", **other)) == []


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        ("changed", {"content_hash": fingerprint("other"), **LATER}),
        ("changed", {"content_hash": fingerprint("other", "other", "other"), **LATER}),
        ("moved", {"content_hash": fingerprint(place="other"), "page": "guides/clock.md#a", **LATER}),
        ("moved", {"content_hash": fingerprint(place="other", tags="other"), "page": "questions/metrics.md#b", **LATER}),
        ("tagged", {"content_hash": fingerprint(tags="other"), **LATER}),
        ("moved", LATER),
    ],
)
def test_each_change_has_its_kind(kind, other):
    before, after = entry("a"), candidate("a", **other)
    (change,) = compare(ledger(before), [after], Declared(), NEXT.version)
    assert change == Change(kind, replace(after, first=FIRST.version, last=NEXT.version), before)


def test_a_new_card_is_first_released_now():
    (change,) = compare(ledger(entry("a")), [candidate("a"), candidate("b")], Declared(), NEXT.version)
    assert change == Change("new", entry("b", first=NEXT.version, last=NEXT.version), None)


@pytest.mark.parametrize("ident", ["a", "b"])
def test_a_retirement_is_told_once_with_its_reason(ident):
    before = ledger(entry("a", page="questions/metrics.md#b"))
    gone = candidate("a", page="questions/metrics.md#b", retired="2026-12-01", content_hash=fingerprint("gone"), **LATER)
    changes = compare(before, [gone], retired(ident), NEXT.version)
    assert [(change.kind, change.reason) for change in changes] == [("retired", "Two asked the same.")]
    assert told(after_release(before, changes), gone, declared=retired(ident)) == []


@pytest.mark.parametrize("ident", ["a", "b"])
def test_a_correction_is_told_in_the_first_release_that_knows_it_only(ident):
    before, declared = ledger(entry("a")), corrected(ident)
    fixed = candidate("a", page="questions/metrics.md#b", content_hash=fingerprint("other"), **LATER)
    changes = compare(before, [fixed], declared, NEXT.version)
    assert [(change.kind, change.reason) for change in changes] == [("corrected", "It named the wrong number.")]
    after = after_release(before, changes, declared=declared)
    assert told(after, fixed, declared=declared) == []
    reworded = replace(fixed, content_hash=fingerprint("third"), modified=TIME + 9)
    assert told(after, reworded, declared=declared) == [("changed", "b", "")]
    assert [kind for kind, _, _ in told(after, reworded, declared=corrected(ident, "2026-12-09"))] == ["corrected"]


def test_a_correction_declared_after_its_text_was_released_is_told_and_keeps_that_release():
    (change,) = compare(ledger(entry("a")), [candidate("a")], corrected("a"), NEXT.version)
    assert (change.kind, change.after) == ("corrected", entry("a"))


def test_a_card_is_new_or_retired_whatever_else_is_declared_of_it():
    before = ledger(entry("a"))
    gone = candidate("a", retired="2026-12-01", content_hash=fingerprint("gone"), **LATER)
    both = Declared((*corrected("a").corrections, *corrected("b").corrections), retired("a").retirements)
    assert told(before, gone, candidate("b"), declared=both) == [("new", "b", ""), ("retired", "a", "Two asked the same.")]


def test_changes_are_told_by_kind_and_then_in_study_order():
    released = ("tagged", "moved", "gone", "z", "changed", "corrected")
    rows = [
        candidate("tagged", content_hash=fingerprint(tags="other"), **LATER),
        candidate("moved", content_hash=fingerprint(place="other"), **LATER),
        candidate("gone", retired="2026-12-01", **LATER),
        candidate("new"),
        candidate("z", content_hash=fingerprint("other"), **LATER),
        candidate("changed", content_hash=fingerprint("other"), **LATER),
        candidate("corrected", content_hash=fingerprint("other"), **LATER),
    ]
    changes = told(ledger(*map(entry, released)), *rows, declared=corrected("corrected"))
    assert [ident for _, ident, _ in changes] == ["corrected", "z", "changed", "new", "gone", "moved", "tagged"]
    assert list(dict.fromkeys(kind for kind, _, _ in changes)) == list(KINDS)


def test_the_next_ledger_holds_the_changes_and_leaves_every_other_row():
    before = ledger(entry("a"), entry("b"), corrected=frozenset({("b", "2026-11-01")}))
    changes = compare(before, [candidate("a"), candidate("b", content_hash=fingerprint("other"), **LATER), candidate("0")], Declared(), NEXT.version)
    after = after_release(before, changes, site="https://study.example/", decks={"coding": "Interview preparation::01 Coding"}, declared=corrected("a"))
    assert list(after.entries) == ["0", "a", "b"] and after.entries["a"] is before.entries["a"]
    assert (after.entries["b"].first, after.entries["b"].last) == (FIRST.version, NEXT.version)
    assert (after.releases, after.latest) == ((FIRST, NEXT), NEXT)
    assert (after.site, after.positions, list(after.decks)) == ("https://study.example/", SCHEME, ["coding", "concepts"])
    assert after.corrected == {("a", "2026-12-01"), ("b", "2026-11-01")}


def test_a_site_that_is_not_known_now_stays_as_it_was():
    assert after_release(ledger(site="https://study.example/")).site == "https://study.example/"


def test_after_a_release_on_another_site_every_note_keeps_that_releases_time():
    before = ledger(entry("a"), site="https://old.example/")
    changes = compare(before, [candidate("a", **LATER)], Declared(), NEXT.version)
    after = after_release(before, changes, site="https://new.example/")
    assert after.entries["a"].modified == TIME + 5
    assert told(after, candidate("a", **LATER)) == []


def test_a_note_type_keeps_its_row_until_it_changes():
    old, candidates = note_type(), replace(note_type(), first="", last="")
    same = after_release(ledger(), note_types=[candidates])
    assert same.note_types == {old.id: old}
    changed = after_release(ledger(), note_types=[replace(candidates, content_hash="1" * 16, modified=TIME + 5)])
    assert changed.note_types[old.id] == note_type(content_hash="1" * 16, modified=TIME + 5, last=NEXT.version)
    new = after_release(ledger(), note_types=[replace(candidates, id=1)])
    assert list(new.note_types) == [1, old.id] and new.note_types[1].first == new.note_types[1].last == NEXT.version


@pytest.mark.parametrize(
    ("earlier", "date", "version"),
    [
        ((), "2026-11-21", "2026.11.21"),
        (("2026.11.21",), "2026-11-22", "2026.11.22"),
        (("2026.11.21",), "2026-11-21", "2026.11.21.2"),
        (("2026.11.21", "2026.11.21.2"), "2026-11-21", "2026.11.21.3"),
        (("2026.11.21.9", "2026.11.21.10"), "2026-11-21", "2026.11.21.11"),
        (("2026.11.21.2",), "2026-11-22", "2026.11.22"),
        (("2026.11.21",), "2026-11-05", "2026.11.21.2"),
        (("2026.9.30",), "2026-10-01", "2026.10.01"),
    ],
)
def test_a_version_is_the_date_and_later_than_every_earlier_one(earlier, date, version):
    known = ledger(releases=tuple(Release(one, "2026-11-21") for one in earlier))
    assert next_version(known, date) == version
    assert all(Release(version, date).sort_key > release.sort_key for release in known.releases)


def test_a_second_release_of_a_day_is_the_latest():
    second = Release(next_version(ledger(), FIRST.date), FIRST.date)
    after = after_release(ledger(), release=second)
    assert after.latest == second and next_version(after, FIRST.date) == "2026.11.21.3"
