"""A note's time: equal content keeps it, changed content always gets a later one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import TIME, entry, fingerprint, ledger, note_type

from studyloop.ledger.model import Ledger, Times

CARD = entry("a")
KIND = note_type()
KIND_KEY = f"note-type:{KIND.id}"
KNOWN = ledger(CARD, site="https://old.example/")
OTHER = fingerprint("other")


@pytest.mark.parametrize("build", [TIME - 100, TIME, TIME + 100])
def test_equal_content_keeps_its_time_whenever_it_is_built(build):
    times = Times(KNOWN, build)
    assert times.modified(CARD.guid, CARD.content_hash) == TIME
    assert times.modified(KIND_KEY, KIND.content_hash) == TIME


@pytest.mark.parametrize(("build", "expected"), [(TIME - 100, TIME + 1), (TIME, TIME + 1), (TIME + 1, TIME + 1), (TIME + 100, TIME + 100)])
def test_changed_content_gets_the_builds_time_and_always_a_later_one_than_before(build, expected):
    times = Times(KNOWN, build)
    assert times.modified(CARD.guid, OTHER) == expected
    assert times.modified(KIND_KEY, "other") == expected


def test_what_was_never_released_gets_the_builds_time():
    for known in (KNOWN, Ledger()):
        assert Times(known, 17).modified("new guid", OTHER) == 17
        assert Times(known, 17).modified("note-type:1", "other") == 17


@pytest.mark.parametrize("build", [TIME - 100, TIME + 100])
def test_a_site_that_moved_is_a_change_of_every_note_but_of_no_note_type(build):
    times = Times(KNOWN, build, moved=True)
    assert times.modified(CARD.guid, CARD.content_hash) == max(build, TIME + 1)
    assert times.modified(KIND_KEY, KIND.content_hash) == TIME
    assert times.modified(KIND_KEY, "other") == max(build, TIME + 1)


@given(st.integers(0, 2**40), st.integers(0, 2**40), st.booleans(), st.booleans())
def test_a_time_never_goes_back(before, build, same, moved):
    times = Times(ledger(entry("a", modified=before)), build, moved=moved)
    now = times.modified(CARD.guid, CARD.content_hash if same else OTHER)
    assert now == before if same and not moved else now > before
