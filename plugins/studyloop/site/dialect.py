"""Which Markdown a page is rendered with: ours, or in a project where we are guests, the project's own.

A page that is not ours must come out as it did before we came: same extensions, same settings, nothing typeset.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from studyloop.bank.model import Bank
from studyloop.render.markdown import CONFIGS, EXTENSIONS


@dataclass(frozen=True, slots=True)
class Dialect:
    """Extensions as ``mkdocs.yml`` may list them, and their settings by name."""

    extensions: tuple[Any, ...]
    configs: Mapping[str, Mapping[str, Any]]

    def use(self, config: MkDocsConfig) -> None:
        """Render the pages that follow with it."""
        config.markdown_extensions = list(self.extensions)
        config.mdx_configs = {name: dict(values) for name, values in self.configs.items()}


@dataclass(frozen=True, slots=True)
class Dialects:
    """``ours`` are the paths of our pages; ``None`` for all of them."""

    house: Dialect
    theirs: Dialect
    ours: frozenset[str] | None

    def is_ours(self, path: str) -> bool:
        """Whether a page, by its path in the content, is rendered and fitted as ours."""
        return self.ours is None or path in self.ours

    def of(self, path: str) -> Dialect:
        """What a page is rendered with."""
        return self.house if self.is_ours(path) else self.theirs


def make_dialects(bank: Bank, config: MkDocsConfig, more: Sequence[Any]) -> Dialects:
    """From what ``mkdocs.yml`` asks for; ``more`` are extensions for our pages only."""
    asked = tuple(config.markdown_extensions)
    ours = (*asked, *(name for name in EXTENSIONS if name not in asked), *more)
    paths = frozenset(str(path) for path in (*(page.path for page in (*bank.topics, *bank.guides)), *bank.pages))
    return Dialects(Dialect(ours, {**config.mdx_configs, **CONFIGS}), Dialect(asked, config.mdx_configs), paths if bank.guest else None)
