"""A host on this machine that answers as a static host of pages does: compressed, and kept by the browser for a day."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

_COMPRESSED = {".html", ".js", ".css", ".json", ".xml", ".svg", ".txt", ".webmanifest"}


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Yields the address, which ends with a slash."""

    @cache
    def answer(path: str) -> tuple[bytes, str, bool] | None:
        file = folder / (path + "index.html" if path.endswith("/") else path).lstrip("/")
        if not file.is_file():
            return None
        compressed = file.suffix in _COMPRESSED
        body = gzip.compress(file.read_bytes(), 6) if compressed else file.read_bytes()
        return body, mimetypes.guess_type(file.name)[0] or "application/octet-stream", compressed

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = answer(unquote(urlsplit(self.path).path))
            body, kind, compressed = found or (b"", "text/plain", False)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            # Longer than the measuring takes, so that the cache is warm in every run.
            self.send_header("Cache-Control", "max-age=86400")
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
