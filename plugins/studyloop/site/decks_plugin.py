"""The decks plugin: builds the packages from the site's own render and lists them for download."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from studyloop.decks import build_from_library
from studyloop.decks.errors import DeckError
from studyloop.site.pages.decks_page import Download, decks_table

MARKER = "<!-- studyloop:decks -->"


class DecksPlugin(BasePlugin):
    """Needs ``studyloop`` before it in the list."""

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Build into a temporary folder; mkdocs copies from there."""
        main = config.plugins["studyloop"]
        self._folder = tempfile.TemporaryDirectory(prefix="studyloop-decks-")
        out = Path(self._folder.name)
        addresses = {f"/{file.src_uri}": file.url for file in files}

        def page_url(target: str) -> str | None:
            path, _, anchor = target.partition("#")
            url = "" if addresses.get(path) == "./" else addresses.get(path, path.lstrip("/"))
            return main.addresses.page_url(url + (f"#{anchor}" if anchor else ""))

        try:
            self.packages = build_from_library(main.library, out, page_url)
        except DeckError as error:
            raise Abort(str(error)) from None
        for package in self.packages:
            files.append(File.generated(config, f"decks/{package.file}", abs_src_path=str(out / package.file)))
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the marker with the list of downloads."""
        if MARKER not in markdown:
            return markdown
        downloads = [Download(p.file, p.title, p.cards, p.bytes, p.date, p.sha256) for p in self.packages]
        return markdown.replace(MARKER, decks_table(downloads))

    def on_post_build(self, config: MkDocsConfig) -> None:
        """The copies are made."""
        self._folder.cleanup()
