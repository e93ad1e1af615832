"""Release notes: whatever a card says, the page that tells of it reads back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyloop.bank.lines import decode
from studyloop.bank.problems import Problems
from studyloop.ledger.compare import KINDS, Change
from studyloop.ledger.model import Entry, Release
from studyloop.ledger.release_notes import TOLD, Line, page_path, read_release_notes, summary_of, write_release_notes

RELEASE = Release("2026.11.21.2", "2026-11-21")
_CARD = Entry("old-id", "recall", "guid", "a.b.c", 1, "", "", "concepts", 1, (), "questions/metrics.md#some-id", "What?")
_SIGNS = "\"'\\:#{}[],&*!|>%@`-\u00a0\u00ad\u0085\u2028\u2029\ufeff\ufffe\x7f\x1b\t\n\r ü€😀$"
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(_SIGNS), max_size=30)
ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True) | st.sampled_from(["123", "1e5", "null", "true", "0x1f", "2026-11-21", "12-00"])


@st.composite
def changes(draw: st.DrawFn) -> Change:
    kind = draw(st.sampled_from(KINDS))
    replaced = tuple(draw(st.lists(ids, max_size=3)))
    entry = replace(_CARD, page=f"questions/metrics.md#{draw(ids)}", title=draw(texts), deck=draw(ids), replaced_by=replaced)
    return Change(kind, entry, None, draw(texts) if kind in ("corrected", "retired") else "")


def _line(change: Change) -> Line:
    entry = change.after
    replaced = entry.replaced_by if change.kind == "retired" else ()
    return Line(entry.id, entry.kind, entry.deck, change.kind, entry.title, change.reason, replaced)


@given(st.lists(changes(), max_size=4), st.booleans())
def test_any_text_of_a_card_survives_the_page(listed: list[Change], look: bool) -> None:
    path, problems = page_path(RELEASE.version), Problems()
    lines = decode(write_release_notes(RELEASE, listed, look).encode(), path, problems)
    (notes,) = read_release_notes({path: tuple(lines or ())}, problems)
    assert not problems.sorted()
    assert (notes.path, notes.release, notes.summary) == (path, RELEASE, summary_of(listed, look))
    assert notes.lines == tuple(_line(change) for change in listed if change.kind in TOLD)


@pytest.mark.parametrize("kind", KINDS)
def test_one_card_and_two_cards_are_told_in_their_own_words(kind: str) -> None:
    one, two = (summary_of([Change(kind, _CARD)] * number, look=False) for number in (1, 2))
    assert one.startswith("1 ") and "card" in one and "cards" not in one.split("with")[0].split("to")[0]
    assert two.startswith("2 ") and "cards" in two


def test_a_summary_names_every_kind_in_order_and_the_look() -> None:
    told = summary_of([Change(kind, _CARD) for kind in reversed(KINDS)], look=True)
    assert told == (
        "1 card corrected, 1 card reworded, 1 new card, 1 card retired, 1 card moved to another page, "
        "1 card with other tags only, the look of the cards changed."
    )
    assert summary_of([], look=True) == "The look of the cards changed."
    assert summary_of([], look=False) == "Nothing a learner would notice."


def test_a_page_lists_the_newest_release_first_and_leaves_the_index_out() -> None:
    versions = ("2026.2.1", "2026.11.21", "2026.11.21.2", "2026.11.21.10")
    pages = {page_path(v): tuple(write_release_notes(Release(v, "2026-11-21"), [], False).split("\n")) for v in versions}
    pages[page_path("index")] = ("# Releases",)
    problems = Problems()
    assert [notes.release.version for notes in read_release_notes(pages, problems)] == list(reversed(versions))
    assert not problems.sorted()
