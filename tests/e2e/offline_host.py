"""A site of one test: a copy that may change, behind a server that can vanish, be held up, and publish a new version."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from shipped import SUBPATH
from studyloop.site.offline_list import LIST, WORKER, is_readable, kept_file, offline_list, worker_script

# Everything the caches of this origin hold: path below the site's root and query, for each kind.
KEPT = """async scope => {
  const found = {};
  for (const kind of ['files', 'pages']) {
    const keys = await (await caches.open(`studyloop ${kind} ${scope}`)).keys();
    found[kind] = keys.map(key => key.url.slice(scope.length)).sort();
  }
  return found;
}"""


class Host:
    """``address`` ends with a slash; ``under`` is the same site below a path."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}/"
        self.under = f"http://127.0.0.1:{port}{SUBPATH}"
        self.down = False
        self.open_gate = threading.Event()
        self.open_gate.set()
        self.asked: list[str] = []

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file without telling the worker, as in the middle of a deployment."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new), "utf-8", newline="")

    def publish(self) -> None:
        """Make the list and the worker anew, as a build does."""
        named = ((path, path.relative_to(self.folder).as_posix()) for path in sorted(self.folder.rglob("*")) if path.is_file())
        files = [kept_file(name, path.read_bytes()) for path, name in named if is_readable(name)]
        listed = offline_list(files)
        (self.folder / LIST).write_text(listed, "utf-8", newline="")
        code = (self.folder / WORKER).read_text("utf-8").partition("\n")[2]
        (self.folder / WORKER).write_text(worker_script(files, listed, code), "utf-8", newline="")


class _Handler(http.server.SimpleHTTPRequestHandler):
    host: Host

    def do_GET(self) -> None:
        if self.host.down:
            self.close_connection = True
            return
        if self.path.endswith("/"):
            self.host.open_gate.wait()
        self.host.asked.append(self.path)
        super().do_GET()

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path[len(SUBPATH) - 1 :] if path.startswith(SUBPATH) else path)

    def end_headers(self) -> None:
        # Else the browser's own cache would answer in place of what is tested.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def host_copy(site: Path, folder: Path) -> Iterator[Host]:
    """Serve a copy of ``site`` made in ``folder``."""
    shutil.copytree(site, folder)
    handler = type("Handler", (_Handler,), {})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    handler.host = host = Host(folder, server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.open_gate.set()
        server.shutdown()
        server.server_close()
