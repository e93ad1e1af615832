"""The decks plugin: builds the packages from the site's own render and lists them for download."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from studyloop.decks import BuiltPackage, build_from_library, read_packages
from studyloop.decks.errors import DeckError
from studyloop.site.pages.decks_page import Download, decks_table

MARKER = "<!-- studyloop:decks -->"


class DecksConfig(Config):
    """``packages``: a folder of ready packages to offer instead of building them; empty: build them."""

    packages = opt.Type(str, default="")


class DecksPlugin(BasePlugin[DecksConfig]):
    """Needs ``studyloop`` before it in the list."""

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Build into a temporary folder, or take ready packages; mkdocs copies from there."""
        self._folder = tempfile.TemporaryDirectory(prefix="studyloop-decks-")
        out = Path(self.config.packages or self._folder.name).resolve()
        try:
            self.packages = read_packages(out) if self.config.packages else self._build(files, out, config)
        except DeckError as error:
            raise Abort(str(error)) from None
        for name in (*(package.file for package in self.packages), "SHA256SUMS"):
            files.append(File.generated(config, f"decks/{name}", abs_src_path=str(out / name)))
        return files

    def _build(self, files: Files, out: Path, config: MkDocsConfig) -> list[BuiltPackage]:
        main = config.plugins["studyloop"]
        addresses = {f"/{file.src_uri}": file.url for file in files}

        def page_url(target: str) -> str | None:
            path, _, anchor = target.partition("#")
            url = "" if addresses.get(path) == "./" else addresses.get(path, path.lstrip("/"))
            return main.addresses.page_url(url + (f"#{anchor}" if anchor else ""))

        return build_from_library(main.library, out, page_url)

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the marker with the list of downloads."""
        if MARKER not in markdown:
            return markdown
        downloads = [Download(p.file, p.title, p.cards, p.bytes, p.version, p.date, p.sha256) for p in self.packages]
        return markdown.replace(MARKER, decks_table(downloads))

    def on_post_build(self, config: MkDocsConfig) -> None:
        """The copies are made."""
        self._folder.cleanup()
