"""Rendering: Markdown to HTML once, for site, cards and browser data.

``render_bank`` gives neutral HTML (see ``model``); ``fit`` turns it into what one reader needs; ``extension`` puts the
rendered questions into a page under any generator that runs Python-Markdown.
"""

from studyloop.render.model import RenderedBank, RenderedCard, RenderedGuide, RenderedQuestion, RenderedTopic
from studyloop.render.pieces import PieceRenderer, render_bank

__all__ = [
    "PieceRenderer",
    "RenderedBank",
    "RenderedCard",
    "RenderedGuide",
    "RenderedQuestion",
    "RenderedTopic",
    "render_bank",
]
