"""The page of all sources: every work the answers cite, once, with the questions that rest on it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from studyloop.render.model import RenderedBank, RenderedQuestion, RenderedTopic
from studyloop.render.pieces import plain_text

_ITEM = re.compile(r"<li>(.*?)</li>", re.S)
_ADDRESS = re.compile(r'href="(https?://[^"]+)"')


@dataclass(frozen=True, slots=True)
class Cited:
    """A work, as HTML in the words of its first citation, and the (href, title) of each question that cites it, in study order."""

    text: str
    questions: tuple[tuple[str, str], ...]


def all_sources(rendered: RenderedBank) -> tuple[Cited, ...]:
    """Each work once, by its address, in the order of its first words."""
    texts: dict[str, str] = {}
    questions: dict[str, dict[str, str]] = {}
    for topic, question in _questions(rendered):
        for text in _ITEM.findall(question.parts.get("sources", "")):
            address = _ADDRESS.search(text)
            if address is None:
                continue
            key = _same(address[1])
            texts.setdefault(key, text.strip())
            questions.setdefault(key, {})[f"sl:/{topic.topic.path}#{question.question.id}"] = question.title
    found = (Cited(text, tuple(questions[key].items())) for key, text in texts.items())
    return tuple(sorted(found, key=lambda cited: _words(cited.text)))


def source_list(rendered: RenderedBank) -> str:
    """What stands at the marker of ``sources.md``: a count, and the works by letter."""
    sources = all_sources(rendered)
    asked = len({href for source in sources for href, _ in source.questions})
    parts = [f"{len(sources)} works, cited by {asked} questions.", ""]
    for letter, group in groupby(sources, key=lambda cited: _words(cited.text)[:1].upper()):
        items = "".join(f'<li class="sl-source">{source.text} {_used_by(source)}</li>' for source in group)
        parts += [f'<section data-search-exclude><h2 class="sl-topic">{escape(letter)}</h2><ul class="sl-list">{items}</ul></section>', ""]
    return "\n".join(parts)


def _questions(rendered: RenderedBank) -> Iterator[tuple[RenderedTopic, RenderedQuestion]]:
    for topic in rendered.topics:
        for question in topic.questions:
            yield topic, question


def _used_by(source: Cited) -> str:
    links = "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in source.questions)
    return f'<ul class="sl-rests" aria-label="Questions that cite it">{links}</ul>'


def _same(address: str) -> str:
    """One address for what differs in its last stroke, its anchor or its protocol only."""
    return re.sub(r"^https?://(?:www\.)?", "", address.partition("#")[0]).rstrip("/").lower()


def _words(text: str) -> str:
    return re.sub(r"^\W+", "", plain_text(text)).casefold()
