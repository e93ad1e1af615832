"""The main plugin: reads the content, puts questions and cards into their pages, adds the index, sets math and links.

Wires events only; each event names what it hands over. Listed first in ``mkdocs.yml``: the other plugins use its library.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from studyloop.bank.problems import format_problems
from studyloop.clock import iso_date
from studyloop.library import ContentErrors, Library, open_library
from studyloop.node import SOURCE, Browser, BrowserBuildFailed, NodeMissing, build_browser
from studyloop.render.extension import StudyloopExtension
from studyloop.render.fragments import Fragments, make_fragments
from studyloop.render.markdown import CONFIGS, EXTENSIONS
from studyloop.addresses import Addresses, read_addresses
from studyloop.site.dialect import Dialects, make_dialects
from studyloop.site.fitting import Fitting, fit_pages
from studyloop.site.look import GUEST_SHEET, guest_sheet, has_house_look, lend_look
from studyloop.site.nav import make_nav
from studyloop.site.pages.drill_page import drill_script, drill_section, drill_tool
from studyloop.site.pages.exercises_page import exercise_files, exercise_list
from studyloop.site.pages.home import component_cards, plan_cards
from studyloop.site.pages.question_index import question_index
from studyloop.site.pages.rules_page import rules_body
from studyloop.site.pages.sources_page import source_list
from studyloop.site.pages.tool_pages import progress_tool, today_tool
from studyloop.site.search import searchable

log = get_plugin_logger("studyloop")
ROOT = Path(__file__).resolve().parents[3]
BUNDLE = "assets/studyloop"


class StudyloopConfig(Config):
    """Settings in ``mkdocs.yml``."""

    browser = opt.Type(str, default=str(SOURCE))
    cache = opt.Type(str, default=".cache")
    # Whether the project's tests run the Python of its answers: only then may a page say so.
    code_is_tested = opt.Type(bool, default=False)


class StudyloopPlugin(BasePlugin[StudyloopConfig]):
    """Shares ``library``, ``addresses`` and, from ``on_env`` on, ``fitting`` with the other plugins, all with the preview."""

    library: Library
    addresses: Addresses
    fitting: Fitting
    browser: Browser
    dialects: Dialects
    fragments: Fragments

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and render everything; stop with every problem at once."""
        content = Path(config.docs_dir)
        try:
            self.library = open_library(content, os.environ)
            self.browser = self._build_browser(Path(config.config_file_path).parent)
        except ContentErrors as errors:
            count = len(errors.problems)
            raise Abort(f"{format_problems(errors.problems, content.name + '/')}\n{count} problems; nothing was written.") from None
        except (NodeMissing, BrowserBuildFailed, ValueError) as error:
            raise Abort(str(error)) from None
        folder = os.path.relpath(content, Path(config.config_file_path).parent)
        self.addresses = replace(read_addresses(os.environ), content_folder=Path(folder).as_posix(), tested=self.config.code_is_tested)
        bank = self.library.bank
        self.fragments = fragments = make_fragments(bank, self.library.rendered, self.addresses.outside)
        self.dialects = make_dialects(bank, config, (StudyloopExtension(fragments),))
        if not bank.guest:
            self.dialects.house.use(config)
        if config.nav is None and not bank.guest:
            thin = frozenset(str(path) for path in bank.pages)
            config.nav = make_nav(bank, self.library.plans, thin)
        self._house_look = has_house_look(config)
        if self._house_look:
            lend_look(config)
        sheet = f"{BUNDLE}/fonts.css" if self._house_look else GUEST_SHEET
        config.extra_css = [sheet, f"{BUNDLE}/katex/katex.min.css", *config.extra_css]
        script = ExtraScriptValue(f"{BUNDLE}/studyloop.js")
        script.type = "module"
        config.extra_javascript = [script, *config.extra_javascript]
        return config

    def _build_browser(self, root: Path) -> Browser:
        cache = root / self.config.cache
        return build_browser(Path(self.config.browser), cache / "browser", cache / "node", log.info)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the browser bundle, the exercises as files, and where the project does not list our style sheet, that of our parts."""
        for path in self.browser.served:
            name = f"{BUNDLE}/{path.as_posix()}"
            files.append(File.generated(config, name, abs_src_path=str(self.browser.out / path)))
        for name, text in exercise_files(self.library.bank, self.addresses.page_url):
            files.append(File.generated(config, name, content=text))
        if not self._house_look:
            files.append(File.generated(config, GUEST_SHEET, content=guest_sheet()))
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Choose the page's Markdown; fill the markers of the thin pages."""
        if self.library.bank.guest:
            self.dialects.of(page.file.src_uri).use(config)
        if "<!-- studyloop:" not in markdown:
            return markdown
        library = self.library
        if "<!-- studyloop:drill -->" in markdown:
            page.meta["drill_script"] = f"{BUNDLE}/{drill_script(path.name for path in self.browser.served)}"
        for marker, make in (
            ("components", lambda: component_cards(library.bank)),
            ("plans", lambda: plan_cards(library.plans)),
            ("notices", lambda: f'<p><a href="sl:/{BUNDLE}/NOTICES.txt">Licence texts of the works of others that this site serves</a></p>'),
            ("questions", lambda: question_index(library.bank, library.rendered)),
            ("exercises", lambda: exercise_list(library.bank, library.rendered)),
            ("sources", lambda: source_list(library.rendered)),
            ("drill", lambda: drill_tool(library.bank, library.plans, self.browser.first_card)),
            ("progress", lambda: progress_tool(library.bank.subject)),
            ("rules", rules_body),
            ("today", lambda: today_tool(library.bank.subject)),
            ("counts", lambda: f"{len(library.bank.questions)} questions and {library.bank.count_cards()} cards"),
        ):
            if f"<!-- studyloop:{marker} -->" in markdown:
                markdown = markdown.replace(f"<!-- studyloop:{marker} -->", make())
        return markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """End a page that holds cards with the way to drill them; in the Markdown it would fall to the last question."""
        bank = self.library.bank
        drill = any(str(path) == "drill.md" for path in bank.pages)
        return html + drill_section(bank, page.file.src_uri, page.url) if drill else html

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Name the theme's search dialog; let go of what was published, which mkdocs would keep until the end."""
        if self.dialects.is_ours(page.file.src_uri):
            page.content = ""
        return output.replace('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Search"', 1)

    @event_priority(0)
    def _typeset(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """All pages are rendered: typeset every formula and diagram at once."""
        self.fragments.questions.clear()  # every page has its own now; together they are as large as the site
        self.fitting = fit_pages(self.library, files, self.browser.typeset, self.dialects.is_ours)
        if self.fitting.problems:
            raise Abort(format_problems(self.fitting.problems, Path(config.docs_dir).name + "/"))
        for page in files.documentation_pages():
            if page.page and self.dialects.is_ours(page.src_uri):
                page.page.update_date = iso_date(self.library.time)  # the sitemap must not depend on the clock
                page.page.markdown = ""  # rendered; mkdocs would keep it

    @event_priority(-100)  # after the data plugin, its last reader
    def _let_go(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """From here on only pages are written; a large bank should not wait in memory for that."""
        del self.library

    on_env = CombinedEvent(_typeset, _let_go)

    @event_priority(50)  # before the search plugin reads the page
    def _show_search(self, context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        self._content = page.content or ""
        if self.dialects.is_ours(page.file.src_uri):
            page.content = searchable(self._content)

    @event_priority(-50)  # after it
    def _show_reader(self, context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        page.content = self._content
        page.content = self.fitting.fit_page(page)

    on_page_context = CombinedEvent(_show_search, _show_reader)
