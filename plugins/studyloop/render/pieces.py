"""Pieces: the Markdown of a question or of a guide's cards to neutral HTML.

A piece's HTML is a pure function of its source and of the dialect. All pieces of one question go through the
converter together, since a conversion's fixed cost would otherwise be paid a dozen times a question.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import PurePosixPath

from studyloop.bank.model import SECTIONS, Bank, Card, Question
from studyloop.render.markdown import make_piece_markdown
from studyloop.render.model import RenderedBank, RenderedCard, RenderedGuide, RenderedQuestion, RenderedTopic
from studyloop.render.parallel import Render, render_batches

# Sections that have HTML of their own, and those of them that stand on a card.
ALL_PARTS = tuple(key for _, key, _ in SECTIONS if key != "cards")
CARD_PARTS = ("strong", "weak", "tests")

# A paragraph no author writes: between two pieces it ends every list, table and quotation.
_SEPARATOR = "\u241e\u241e\u241e"
_SPLIT = re.compile(rf"\n?<p>{_SEPARATOR}</p>\n?")
_LONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p[ >]).)*)</p>\Z", re.S)
_NUMBERLESS_MARK = re.compile(r"<mark>")


class PieceRenderer:
    """Renders pieces; holds the one converter, no other state."""

    def __init__(self) -> None:
        self._markdown, self._links = make_piece_markdown()

    def render(self, sources: Sequence[str], path: PurePosixPath) -> list[str]:
        """HTML of each source; ``path`` is the file they come from, for their links."""
        self._links.path = path
        parts = self._convert(f"\n\n{_SEPARATOR}\n\n".join(sources))
        if len(parts) != len(sources):
            # A source that holds the separator, or swallows it: each alone then.
            parts = ["".join(self._convert(source)) for source in sources]
        return parts

    def _convert(self, text: str) -> list[str]:
        self._markdown.reset()
        return [part.strip("\n") for part in _SPLIT.split(self._markdown.convert(text))]


def start_renderer() -> Render:
    """A renderer of its own for another process."""
    return PieceRenderer().render


def _question_sources(question: Question, keys: Sequence[str]) -> tuple[str, ...]:
    return (question.title, question.short.text, *(question.parts[key].text for key in keys), *_card_sources(question.cards))


def _rendered_question(question: Question, keys: Sequence[str], rendered: Sequence[str]) -> RenderedQuestion:
    return RenderedQuestion(
        question=question,
        title=_unwrap(rendered[0]),
        short=rendered[1],
        parts=dict(zip(keys, rendered[2:], strict=False)),
        cards=_rendered_cards(question.cards, rendered[2 + len(keys) :]),
    )


def _card_sources(cards: Sequence[Card]) -> list[str]:
    sources: list[str] = []
    for card in cards:
        sources.append(card.front.text)
        if card.back is not None:
            sources.append(card.back.text)
    return sources


def _rendered_cards(cards: Sequence[Card], rendered: Sequence[str]) -> tuple[RenderedCard, ...]:
    result: list[RenderedCard] = []
    at = 0
    for card in cards:
        if card.back is None:
            front, back = _NUMBERLESS_MARK.sub('<mark class="c1">', _unwrap(rendered[at])), ""
            at += 1
        else:
            front, back = _unwrap(rendered[at]), _unwrap(rendered[at + 1])
            at += 2
        result.append(RenderedCard(card.id, card.identity, card.kind, front, back))
    return tuple(result)


def _unwrap(text: str) -> str:
    """A lone paragraph without its ``<p>``."""
    found = _LONE_PARAGRAPH.match(text)
    return found.group(1) if found else text


def render_bank(
    bank: Bank,
    renderer: PieceRenderer,
    say: Callable[[str], None] | None = None,
    parts: Collection[str] = ALL_PARTS,
    helpers: int = 0,
) -> RenderedBank:
    """Render everything, in study order: of a question the sections named by ``parts``; ``helpers`` are further processes."""
    keys = {question.id: [key for key in question.parts if key in parts] for question in bank.questions}
    pages = [
        *([(_question_sources(question, keys[question.id]), topic.path) for question in topic.questions] for topic in bank.topics),
        *([(tuple(_card_sources(guide.cards)), guide.path)] if guide.cards else [] for guide in bank.guides),
    ]
    done = render_batches(pages, renderer.render, start_renderer, helpers)
    topics = []
    for topic in bank.topics:
        if say:
            say(topic.title)
        rendered = zip(topic.questions, next(done), strict=True)
        topics.append(RenderedTopic(topic, tuple(_rendered_question(q, keys[q.id], html) for q, html in rendered)))
    guides = [RenderedGuide(guide, _rendered_cards(guide.cards, html[0] if html else [])) for guide, html in zip(bank.guides, done, strict=True)]
    return RenderedBank(tuple(topics), tuple(guides))


def is_empty(fragment: str) -> bool:
    """Whether HTML shows nothing: no text, no image."""
    return "<img" not in fragment and not html.unescape(re.sub(r"<[^>]*>", "", fragment)).strip()


def plain_text(fragment: str) -> str:
    """The words of an HTML fragment, without tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", fragment)).split())
