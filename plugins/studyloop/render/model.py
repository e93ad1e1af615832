"""The rendered nouns: HTML that every reader shares, before it is fitted to one of them.

The HTML here is neutral:

- math is ``<span class="arithmatex">\\(TeX\\)</span>`` or ``<div class="arithmatex">\\[TeX\\]</div>``, TeX escaped for HTML;
- a link inside the content is ``href="sl:/questions/metrics.md#anchor"`` (path from the content folder);
- an image inside the content is ``src="sl:/images/name.png"``;
- a cloze mark is ``<mark class="c1">text</mark>``;
- a diagram is ``<pre class="mermaid"><code>source</code></pre>``.

``studyloop.render.fit`` turns it into what the site, a deck or the browser data needs.
What must not live here: anything that reads Markdown or knows mkdocs or genanki.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyloop.bank.model import Guide, Question, Topic


@dataclass(frozen=True, slots=True)
class RenderedCard:
    """A recall or cloze card; ``back`` is empty for a cloze card."""

    id: str
    identity: str
    kind: str  # "recall" | "cloze"
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class RenderedQuestion:
    """A question's parts as neutral HTML; ``parts`` has the keys of ``bank.model.SECTIONS`` that exist, without cards."""

    question: Question
    title: str
    short: str
    parts: dict[str, str]
    cards: tuple[RenderedCard, ...]


@dataclass(frozen=True, slots=True)
class RenderedTopic:
    """A topic's questions, rendered, in order."""

    topic: Topic
    questions: tuple[RenderedQuestion, ...]


@dataclass(frozen=True, slots=True)
class RenderedGuide:
    """A guide's cards, rendered, in order; ``blocks`` are its prose and card groups as one HTML string each."""

    guide: Guide
    cards: tuple[RenderedCard, ...]


@dataclass(frozen=True, slots=True)
class RenderedBank:
    """Everything rendered, in study order."""

    topics: tuple[RenderedTopic, ...]
    guides: tuple[RenderedGuide, ...]
