"""The Markdown dialect: the closed list of extensions that pieces and pages are rendered with.

One list for everything, so that a formula or a table looks the same on a page and on a card.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from pathlib import PurePosixPath
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from studyloop.bank.links import resolve


def format_diagram(source: str, language: str, css_class: str, options: dict, md: markdown.Markdown, **kwargs: Any) -> str:
    """A ``mermaid`` fence as neutral HTML; the signature is the one ``pymdownx.superfences`` asks for."""
    escaped = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<pre class="mermaid"><code>{escaped}</code></pre>'


EXTENSIONS = (
    "attr_list",
    "def_list",
    "tables",
    "admonition",
    "pymdownx.mark",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.arithmatex",
)
CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.highlight": {"anchor_linenums": False, "guess_lang": False, "use_pygments": True},
    "pymdownx.superfences": {
        "custom_fences": [{"name": "mermaid", "class": "mermaid", "format": format_diagram}],
    },
    "pymdownx.arithmatex": {"generic": True},
}


class ContentLinks(Treeprocessor):
    """Makes links and images inside the content independent of the page that shows them (``sl:/path#anchor``)."""

    path = PurePosixPath("index.md")

    def run(self, root: etree.Element) -> None:
        """Rewrite in place."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            target = element.get(key) if key else None
            if target is None or ":" in target.split("/", 1)[0] or target.startswith("//"):
                continue
            page, anchor = resolve(target, self.path)
            if page is not None:
                element.set(key, f"sl:/{page}" + (f"#{anchor}" if anchor else ""))


class PieceExtension(Extension):
    """What a piece needs beyond the dialect: neutral links, and no raw HTML (the checks refuse it; here it stays text)."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register."""
        self.links = ContentLinks(md)
        md.treeprocessors.register(self.links, "sl_links", 0)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def make_piece_markdown() -> tuple[markdown.Markdown, ContentLinks]:
    """A converter for pieces, and the handle that is told which file a piece comes from."""
    extension = PieceExtension()
    md = markdown.Markdown(extensions=[*EXTENSIONS, extension], extension_configs=CONFIGS)
    return md, extension.links
