"""The releases plugin: what changed for a learner, on release pages, on ``changes.md`` and as a feed."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from studyloop.clock import iso_date
from studyloop.ledger.release_notes import INDEX
from studyloop.library import Library
from studyloop.site.pages.card_names import card_names
from studyloop.site.pages.changes_page import corrected_list, retired_list
from studyloop.site.pages.feed import FEED, release_feed
from studyloop.site.pages.release_page import release_body, release_list

# The theme takes any alternate link for the site in another language and asks for the sitemap beside it: one that is
# there and empty is better than a missing file on every page.
_SITEMAP = "releases/sitemap.xml"
_NO_PAGES = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>\n'


class ReleasesPlugin(BasePlugin):
    """Needs ``studyloop`` before it in the list."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Take the library over and make what the pages show."""
        library: Library = config.plugins["studyloop"].library
        anchors = library.bank.pages.items()
        pages = frozenset(name for path, found in anchors for name in (str(path), *(f"{path}#{anchor}" for anchor in found)))
        self._names = names = card_names(library.bank, library.ledger)
        self.bodies = {str(notes.path): release_body(notes, library.bank.subject, names, pages) for notes in library.releases}
        self.markers = {
            "<!-- studyloop:releases -->": release_list(library.releases, pages),
            "<!-- studyloop:corrected -->": corrected_list(library.declared, names),
            "<!-- studyloop:retired -->": retired_list(library.declared, names),
        }

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the markers, append the cards of a release."""
        if "<!-- studyloop:" in markdown:
            for marker, html in self.markers.items():
                markdown = markdown.replace(marker, html)
        body = self.bodies.get(page.file.src_uri)
        return f"{markdown}\n\n{body}" if body else markdown

    @event_priority(-50)  # after the main plugin's on_env, which knows every page's address
    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """Make the feed; mkdocs copies it right after this event."""
        main = config.plugins["studyloop"]
        library: Library = main.library

        def url_of(target: str) -> str:
            url = main.fitting.url_of(target)
            return main.addresses.page_url(url) or get_relative_url(url, FEED)

        home = f"/{INDEX}" if INDEX in library.bank.pages else "/index.md"
        feed = release_feed(library.releases, library.bank.subject, self._names, url_of, home, iso_date(library.time))
        files.append(File.generated(config, FEED, content=feed))
        files.append(File.generated(config, _SITEMAP, content=_NO_PAGES))
        del self._names
