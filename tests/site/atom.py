"""What RFC 4287 demands of a feed, as a list of faults."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from urllib.parse import urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
_ONE = ("id", "title", "updated")
_MANY = {"author", "category", "contributor", "link"}
_FEED = {"feed": {"entry", "generator", "icon", "logo", "subtitle", "rights"}, "entry": {"content", "published", "rights", "source", "summary"}}


def read_feed(data: bytes) -> etree.Element:
    """The root element; raises for what is not well-formed XML in UTF-8."""
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    data.decode("utf-8")
    return etree.fromstring(data)


def text_of(element: etree.Element, tag: str) -> str:
    """The text of the only child of that name."""
    (child,) = element.findall(f"{ATOM}{tag}")
    return child.text or ""


def links_of(element: etree.Element, relation: str) -> list[str]:
    """The addresses of one relation."""
    return [link.attrib["href"] for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == relation]


def faults(feed: etree.Element) -> list[str]:
    """Every fault of feed and entries, sections 4.1.1, 4.1.2 and 4.2 of the RFC."""
    entries = feed.findall(f"{ATOM}entry")
    found = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    for element in (feed, *entries):
        kind = "feed" if element is feed else "entry"
        names = [child.tag.removeprefix(ATOM) for child in element]
        found += [f"{kind}: {names.count(tag)} times {tag}" for tag in _ONE if names.count(tag) != 1]
        found += [f"{kind}: foreign element {name}" for name in names if name not in {*_ONE, *_MANY, *_FEED[kind]}]
        found += [f"{kind}: date {text_of(element, 'updated')}" for _ in [0] if not _DATE.match(text_of(element, "updated"))]
        found += [f"{kind}: id {text_of(element, 'id')}" for _ in [0] if not urlsplit(text_of(element, "id")).scheme]
        found += [f"{kind}: several alternates of one type" for _ in [0] if len(links_of(element, "alternate")) > 1]
    for entry in entries:
        content = entry.find(f"{ATOM}content")
        if content is None and not links_of(entry, "alternate"):
            found.append("entry: neither content nor alternate link")
        if content is not None and (content.get("type") != "html" or len(content)):
            found.append("entry: content is not escaped HTML")
        if feed.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            found.append("entry: no author")
    found += [f"author without a name in {element.tag}" for element in feed.iter(f"{ATOM}author") if not text_of(element, "name")]
    ids = [text_of(element, "id") for element in (feed, *entries)]
    found += ["two things have one id"] if len(ids) != len(set(ids)) else []
    return found + ([] if len(links_of(feed, "self")) == 1 else ["no link to itself"])
