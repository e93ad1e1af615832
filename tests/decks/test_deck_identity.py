"""Guids, positions and tags: what a card keeps while its words change."""

import genanki
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyloop.decks.errors import DeckError
from studyloop.ledger.identity import note_guid
from studyloop.bank.positions import LAST, position
from studyloop.decks.tags import join_tags

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,40}", fullmatch=True)


def test_guids_are_frozen():
    assert note_guid("prep", "roc-auc-ignores-prevalence") == "rL-%_<7:I1"
    assert note_guid("prep", "a") == "cQ*UsgL-!P"


@given(st.lists(st.tuples(IDS, IDS), min_size=2, max_size=50, unique=True))
def test_every_identity_of_every_namespace_has_its_own_guid(identities):
    assert len({note_guid(*identity) for identity in identities}) == len(identities)


@given(st.text(max_size=9), st.text(max_size=30))
def test_guids_are_those_genanki_would_make(namespace, identity):
    assert note_guid(namespace, identity) == genanki.guid_for(namespace, identity)


@given(IDS, IDS)
def test_a_guid_is_short_and_printable(namespace, identity):
    guid = note_guid(namespace, identity)
    assert 0 < len(guid) <= 10 and guid.isascii() and guid.isprintable() and " " not in guid


def test_position_is_made_of_component_topic_and_running_number():
    assert position(2, 40, 3) == 240_030
    assert position(1, 0, 1) == 100_010


@given(st.integers(1, 60), st.lists(st.tuples(st.integers(0, 300), st.integers(1, 2000)), max_size=60))
def test_positions_rise_in_study_order_and_stay_below_a_million(component, cards):
    last = 0
    for order, running in sorted(cards):
        now = position(component, order, running, after=last)
        assert last < now <= LAST or now == LAST
        last = now


def test_tags_are_sorted_and_once():
    assert join_tags(["b", "a"], ["a", "plan::x"]) == ("a", "b", "plan::x")


@pytest.mark.parametrize("tag", ["marked", "Leech", "two words", "tab\there", ""])
def test_reserved_and_spaced_tags_are_never_shipped(tag):
    with pytest.raises(DeckError, match="cannot be shipped"):
        join_tags([tag])
