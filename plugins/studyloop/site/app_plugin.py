"""The app plugin: a policy on every page, and what lets the site be installed and read without a network.

In a live preview it does nothing: that needs an inline script of its own, and must never show a kept page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from studyloop.site.offline_list import LIST, MANIFEST, WORKER, Kept, is_readable, kept_file, offline_list, worker_script
from studyloop.site.policy import with_policy
from studyloop.site.web_manifest import web_manifest

MARKER = "<!-- studyloop:offline -->"


class AppPlugin(BasePlugin):
    """Needs ``studyloop`` before it in the list."""

    _preview = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview."""
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Tell the page's template of the manifest."""
        config.extra["manifest"] = None if self._preview else MANIFEST

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add the manifest."""
        if not self._preview:
            subject = config.plugins["studyloop"].library.bank.subject
            files.append(File.generated(config, MANIFEST, content=web_manifest(config.site_name, subject)))

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the marker with the place where the browser says what is kept."""
        return markdown.replace(MARKER, "<div data-sl-offline></div>")

    @event_priority(-100)  # no other plugin may change the page after its scripts were looked at
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Write the policy."""
        return output if self._preview else with_policy(output)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig, **_: Any) -> str:
        """The same for pages that come from the theme alone, such as that for wrong addresses."""
        return with_policy(output_content) if template_name.endswith(".html") and not self._preview else output_content

    @event_priority(-100)  # after the search plugin has written its index
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the list of what can be kept, and the worker that keeps it."""
        if self._preview:
            return
        site = Path(config.site_dir)
        files = _readable_files(site)
        listed = offline_list(files)
        (site / LIST).write_text(listed, "utf-8", newline="")
        code = (config.plugins["studyloop"].browser.out / "worker" / WORKER).read_text("utf-8")
        (site / WORKER).write_text(worker_script(files, listed, code), "utf-8", newline="")


def _readable_files(site: Path) -> list[Kept]:
    found = ((path, path.relative_to(site).as_posix()) for path in sorted(site.rglob("*")) if path.is_file())
    return [kept_file(name, path.read_bytes()) for path, name in found if is_readable(name)]
