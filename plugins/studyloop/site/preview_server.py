"""The live preview's server: mkdocs' own, with what is wrong shown on every page.

What must not live here: building (``preview``).
"""

from __future__ import annotations

import html
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from studyloop.site.preview import Preview

# Seconds between two looks at the files.
_LOOK = 0.2
_STYLE = (
    "position:sticky;top:0;z-index:99;margin:0;padding:.8rem 1rem;background:#7a1020;color:#fff;font:14px/1.5 ui-monospace,monospace;"
    "white-space:pre-wrap;overflow-wrap:anywhere;max-height:60vh;overflow:auto"
)


class PreviewServer(LiveReloadServer):
    """Serves the last good version; ``problems()`` is put on top of every page while there are any."""

    problems: Callable[[], str] = staticmethod(lambda: "")

    def reload(self) -> None:
        """Show the same pages again, with other problems."""
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:  # else a build is under way, and will reload
                self._visible_epoch = self._wanted_epoch = self._wanted_epoch + 1
                self._epoch_cond.notify_all()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        content = super()._inject_js_into_html(content, epoch)
        found = self.problems()
        if not found:
            return content
        head = "The content has problems; below stands the last good version.\n\n"
        banner = f'<aside role="alert" id="studyloop-problems" style="{_STYLE}">{html.escape(head + found)}</aside>'.encode()
        start = content.find(b">", content.find(b"<body")) + 1
        return content[:start] + banner + content[start:]


def serve_preview(config_file: Path, address: str, watch: tuple[Path, ...], say: Callable[[str], None]) -> None:
    """Serve until interrupted. ``watch`` are folders beside the content. Raises ``OSError`` when the address is taken."""
    folder = Path(tempfile.mkdtemp(prefix="studyloop-preview-"))
    host, _, port = address.rpartition(":")

    def make_config(site: Path) -> MkDocsConfig:
        config = load_config(config_file=str(config_file), site_dir=str(site), dev_addr=address)
        config.site_url = url
        return config

    first = load_config(config_file=str(config_file))
    mount = urlsplit(first.site_url or "/").path
    url = f"http://{address}{mount}"
    preview = Preview(make_config, folder, url, say, lambda: server.reload())

    def build() -> None:
        preview.build()
        server.root = str(preview.site)

    server = PreviewServer(build, host, int(port), str(preview.site), mount, polling_interval=_LOOK)
    server.build_delay = _LOOK / 4
    server.problems = lambda: preview.problems
    try:
        build()
        if not preview.site.exists():
            # Nothing good was ever built: a page to show the problems on, which is replaced once they are mended.
            preview.site.mkdir()
            (preview.site / "index.html").write_text("<!doctype html><title>Studyloop</title><body><p>Nothing is built yet.</p></body>", "utf-8")
        for path in (Path(first.docs_dir), config_file, *watch):
            server.watch(str(path))
        server.serve()
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def serve_folder(build: Callable[[Path], None], address: str, watch: tuple[Path, ...], say: Callable[[str], None]) -> None:
    """Serve what ``build`` writes into a folder, anew whenever something watched changes. Raises ``OSError`` when the address is taken."""
    folder = Path(tempfile.mkdtemp(prefix="studyloop-preview-"))
    host, _, port = address.rpartition(":")
    server = PreviewServer(lambda: build(folder), host, int(port), str(folder), polling_interval=_LOOK)
    server.build_delay = _LOOK / 4
    try:
        build(folder)
        for path in watch:
            server.watch(str(path))
        say(f"http://{address}/ follows while you write; Ctrl+C ends it.")
        server.serve()
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)
