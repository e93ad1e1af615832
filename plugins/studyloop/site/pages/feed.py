"""The releases as an Atom feed (RFC 4287). Pure: where pages are published is an argument."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence

from studyloop.bank.model import Subject
from studyloop.ledger.release_notes import TOLD, ReleaseNotes
from studyloop.render.fit import point_links
from studyloop.site.pages.card_names import Names, line_html
from studyloop.site.pages.release_page import HEADINGS, change_html

FEED = "releases/feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
# A reader fetches the feed often and shows little: the rest stands on the page.
ENTRIES = 20
CARDS = 50


def release_feed(
    releases: Sequence[ReleaseNotes], subject: Subject, names: Names, url_of: Callable[[str], str], home: str, updated: str
) -> str:
    """The feed as XML, newest release first.

    ``url_of`` takes ``/path.md#anchor`` or ``/releases/feed.xml`` and gives an absolute address, or one relative to the
    feed; ``home`` is the content page the feed belongs to; ``updated`` the ISO date of a feed without a release.
    """
    feed = etree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(feed, "title", f"{subject.title}: releases")
    _add(feed, "id", _urn(subject, "releases"))
    _add(feed, "updated", _instant(max((notes.release.date for notes in releases), default=updated)))
    _add(_add(feed, "author"), "name", subject.title)
    _add(feed, "link", rel="self", type="application/atom+xml", href=url_of(f"/{FEED}"))
    _add(feed, "link", rel="alternate", type="text/html", href=url_of(home))
    for notes in releases[:ENTRIES]:
        entry = _add(feed, "entry")
        _add(entry, "title", f"Release {notes.release.version}")
        _add(entry, "id", _urn(subject, notes.release.version))
        _add(entry, "updated", _instant(notes.release.date))
        _add(entry, "link", rel="alternate", type="text/html", href=url_of(f"/{notes.path}"))
        _add(entry, "summary", notes.summary)
        _add(entry, "content", point_links(_content(notes, names), url_of), type="html")
    etree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{etree.tostring(feed, encoding="unicode")}\n'


def _add(parent: etree.Element, tag: str, text: str | None = None, **attributes: str) -> etree.Element:
    element = etree.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _urn(subject: Subject, name: str) -> str:
    """The same for ever: it depends on the namespace and the version only."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:studyloop:{subject.namespace}"), name).urn


def _instant(date: str) -> str:
    return f"{date}T00:00:00Z"


def _content(notes: ReleaseNotes, names: Names) -> str:
    parts = [f"<p>{line_html(notes.summary, math=False)}</p>"]
    shown = notes.lines[:CARDS]
    for change in TOLD:
        items = "".join(f"<li>{change_html(line, names, math=False)}</li>" for line in shown if line.change == change)
        if items:
            parts.append(f"<h3>{HEADINGS[change]}</h3><ul>{items}</ul>")
    if more := len(notes.lines) - len(shown):
        parts.append(f'<p>And {more} more: <a href="sl:/{notes.path}">the whole list</a>.</p>')
    return "".join(parts)
