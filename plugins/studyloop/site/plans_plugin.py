"""The plans plugin: study plans and the curriculum, generated under the prose of their pages."""

from __future__ import annotations

from collections import Counter

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from studyloop.library import Library
from studyloop.plan.parser import CURRICULUM
from studyloop.site.pages.curriculum_page import curriculum_body
from studyloop.site.pages.plan_page import plan_body


class PlansPlugin(BasePlugin):
    """Needs ``studyloop`` before it in the list."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Take the library over and make each page's body."""
        library: Library = config.plugins["studyloop"].library
        targets = library.targets.with_plans(library.plans.plans)
        cards = Counter(tag for tags in library.plan_tags.values() for tag in tags)
        self.bodies = {str(plan.path): plan_body(plan, targets, cards, library.bank.subject) for plan in library.plans.plans}
        if library.plans.curriculum.rows:
            self.bodies[str(CURRICULUM)] = curriculum_body(library.plans.curriculum, targets)

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Append the generated body."""
        body = self.bodies.get(page.file.src_uri)
        return f"{markdown}\n\n{body}" if body else markdown
