"""Asking about links: only what is surely gone counts, hosts are not hurried, and every place is named."""

from __future__ import annotations

import importlib.util
import socket
import sys
import threading
import urllib.error
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from shipped import ROOT

_SPEC = importlib.util.spec_from_file_location("check_links", ROOT / "tools" / "check_links.py")
check_links = importlib.util.module_from_spec(_SPEC)
sys.modules["check_links"] = check_links
_SPEC.loader.exec_module(check_links)


def answers(*given):
    """A request that answers one after the other, and what it was asked."""
    asked, left = [], list(given)

    def request(address: str, method: str) -> int:
        asked.append(method)
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return request, asked


NO_HOST = urllib.error.URLError(socket.gaierror(socket.EAI_NONAME, "Name or service not known"))
LATE = TimeoutError("timed out")


@pytest.mark.parametrize(
    ("given", "state", "methods"),
    [
        ([200], "there", ["HEAD"]),
        ([405, 200], "there", ["HEAD", "GET"]),
        ([404, 200], "there", ["HEAD", "GET"]),
        ([404, 404], "gone", ["HEAD", "GET"]),
        ([410, 410], "gone", ["HEAD", "GET"]),
        ([403, 403] * 3, "unsure", ["HEAD", "GET"] * 3),
        ([503, 503, 200], "there", ["HEAD", "GET", "HEAD"]),
        ([LATE, LATE, LATE], "unsure", ["HEAD"] * 3),
        ([NO_HOST, 200], "there", ["HEAD"] * 2),
        ([NO_HOST] * 3, "gone", ["HEAD"] * 3),
    ],
)
def test_only_what_is_surely_gone_counts(given, state, methods):
    request, asked = answers(*given)
    assert check_links.check("https://a.example/", request, lambda seconds: None).state == state
    assert asked == methods


def test_between_two_questions_to_one_host_lies_a_second():
    waited = []
    found = check_links.check_all([f"https://a.example/{n}" for n in range(3)], lambda address, method: 200, waited.append)
    assert waited == [1.0, 1.0] and [one.state for one in found] == ["there"] * 3


def test_every_address_of_the_content_is_found_with_its_places():
    places = check_links.addresses_of(ROOT / "tests" / "bank" / "good")
    lines = (ROOT / "tests/bank/good/questions/metrics.md").read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "scikit-learn.org" in line)
    assert places == {"https://scikit-learn.org/stable/modules/model_evaluation.html": (f"questions/metrics.md:{number}",)}
    assert len(check_links.addresses_of(ROOT / "content")) > 100


def test_the_report_names_what_is_gone_and_where(tmp_path):
    found = [check_links.Found("https://a.example/", "gone", "404"), check_links.Found("https://b.example/", "unsure", "403"), check_links.Found("https://c.example/", "there", "200")]
    text = check_links.report(found, {"https://a.example/": ("questions/x.md:3", "guides/y.md:9")}, "content")
    assert text.startswith("3 addresses asked: 1 gone, 1 that gave no clear answer.")
    assert "- <https://a.example/> (404): `content/questions/x.md:3`, `content/guides/y.md:9`" in text
    assert "c.example" not in text


class _Host(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.send_response(405 if self.path == "/get-only" else 301 if self.path == "/moved" else 404 if self.path == "/gone" else 200)
        if self.path == "/moved":
            self.send_header("Location", "/there")
        self.end_headers()

    def do_GET(self):
        self.send_response(404 if self.path == "/gone" else 200)
        self.end_headers()

    def log_message(self, *words):
        pass


def test_a_real_host_is_asked_and_the_exit_code_says_whether_something_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(check_links.time, "sleep", lambda seconds: None)
    content = tmp_path / "content"
    (content / "questions").mkdir(parents=True)
    host = f"http://127.0.0.1:{server.server_port}"
    (content / "index.md").write_text((ROOT / "tests/bank/good/index.md").read_text("utf-8").split("\n# ")[0], "utf-8")
    (content / "page.md").write_text(f"# Page\n\n<{host}/there#part> <{host}/get-only> [moved]({host}/moved)\n", "utf-8")
    try:
        assert check_links.main(["--content", str(content), "--report", str(tmp_path / "report.md")]) == 0
        assert (tmp_path / "report.md").read_text("utf-8").startswith("3 addresses asked: 0 gone, 0")
        (content / "page.md").write_text(f"# Page\n\n<{host}/gone>\n", "utf-8")
        assert check_links.main(["--content", str(content), "--report", str(tmp_path / "report.md")]) == 1
    finally:
        server.shutdown()
        server.server_close()
    assert f"<{host}/gone> (404)" in (tmp_path / "report.md").read_text("utf-8")
