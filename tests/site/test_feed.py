"""The feed of releases keeps RFC 4287, wherever it is published, and says what a reader should know."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as etree
from dataclasses import replace

import pytest
from atom import ATOM, faults, links_of, read_feed, text_of
from test_release_pages import good_bank, notes

from studyloop.site.pages.card_names import Name
from studyloop.site.pages.feed import CARDS, ENTRIES, release_feed

NEWER, OLDER = notes(2, date="2026-12-05"), notes(3, date="2026-11-21")
SUBJECT = good_bank().subject


def feed_of(*releases, names=None, root="", subject=SUBJECT) -> etree.Element:
    text = release_feed(releases, subject, names or {}, lambda target: root + target, "/releases/index.md", "2026-01-01")
    return read_feed(text.encode())


def entries_of(feed: etree.Element) -> list[etree.Element]:
    return feed.findall(f"{ATOM}entry")


@pytest.mark.parametrize("releases", [(), (OLDER,), (NEWER, OLDER)], ids=len)
def test_a_feed_has_what_the_standard_demands(releases) -> None:
    feed = feed_of(*releases)
    assert faults(feed) == []
    assert text_of(feed.find(f"{ATOM}author"), "name") == SUBJECT.title
    assert [text_of(entry, "title") for entry in entries_of(feed)] == [f"Release {one.release.version}" for one in releases]
    assert [text_of(entry, "summary") for entry in entries_of(feed)] == [one.summary for one in releases]


@pytest.mark.parametrize("tag", ["id", "title", "updated", "author", "link"])
def test_the_check_of_the_standard_notices_what_is_missing(tag: str) -> None:
    feed = feed_of(NEWER)
    for child in feed.findall(f"{ATOM}{tag}"):
        feed.remove(child)
    with pytest.raises((AssertionError, ValueError)):
        assert faults(feed) == []


def test_dates_are_those_of_the_releases_and_before_the_first_that_of_the_content() -> None:
    feed = feed_of(NEWER, OLDER)
    assert text_of(feed, "updated") == "2026-12-05T00:00:00Z"
    assert [text_of(entry, "updated") for entry in entries_of(feed)] == ["2026-12-05T00:00:00Z", "2026-11-21T00:00:00Z"]
    assert text_of(feed_of(), "updated") == "2026-01-01T00:00:00Z"


def test_an_id_depends_on_namespace_and_version_only() -> None:
    moved = replace(SUBJECT, title="Another title", deck="Another")
    here, there = feed_of(NEWER, root="https://a.example"), feed_of(replace(NEWER, summary="Said anew."), root="https://b.example", subject=moved)
    other = feed_of(NEWER, subject=replace(SUBJECT, namespace="other"))
    ids = [[text_of(element, "id") for element in (feed, *entries_of(feed))] for feed in (here, there, other)]
    assert ids[0] == ids[1] and not set(ids[0]) & set(ids[2])
    assert {uuid.UUID(ident).version for ident in ids[0]} == {5}


def test_every_address_goes_through_the_place_of_publication() -> None:
    names = {"card-0": Name("Card 0", "recall", "sl:/guides/clock.md#card-0")}
    feed = feed_of(NEWER, names=names, root="https://a.example/name")
    (entry,) = entries_of(feed)
    inside = re.findall(r'href="([^"]*)"', text_of(entry, "content"))
    found = [*links_of(feed, "self"), *links_of(feed, "alternate"), *links_of(entry, "alternate"), *inside]
    places = ("/releases/feed.xml", "/releases/index.md", "/releases/2026.12.05.md", "/guides/clock.md#card-0")
    assert found == [f"https://a.example/name{place}" for place in places]


def test_a_long_release_shows_fifty_cards_and_where_the_rest_is() -> None:
    (exact,), (longer,) = entries_of(feed_of(notes(CARDS))), entries_of(feed_of(notes(CARDS + 7)))
    assert text_of(exact, "content").count("<li>") == text_of(longer, "content").count("<li>") == CARDS
    assert "more" not in text_of(exact, "content") and "And 7 more" in text_of(longer, "content")


def test_the_feed_keeps_the_newest_releases() -> None:
    many = [notes(1, date=f"2026-{month:02}-{day:02}") for month in range(12, 0, -1) for day in (20, 10)]
    feed = feed_of(*many)
    assert [text_of(entry, "title") for entry in entries_of(feed)] == [f"Release {one.release.version}" for one in many[:ENTRIES]]


def test_any_title_survives_two_escapings() -> None:
    line = replace(NEWER.lines[0], title='a <b> & "c" `<d>` $e < f$ ]]>')
    (entry,) = entries_of(feed_of(replace(NEWER, lines=(line,), summary='<i> & "x"')))
    assert "a &lt;b&gt; &amp; \"c\" <code>&lt;d&gt;</code> $e &lt; f$ ]]&gt;" in text_of(entry, "content")
    assert text_of(entry, "summary") == '<i> & "x"'
