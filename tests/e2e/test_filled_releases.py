"""A release page and the lists of changes, filled: axe-core finds nothing, nothing scrolls sideways, no file is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e_help import open_details, run_axe
from playwright.sync_api import Browser
from released_project import make_released_project
from shipped import run_site, serve

PAGES = ("releases/2026.12.05/", "releases/2026.11.21/", "releases/", "changes/")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = tmp_path_factory.mktemp("released") / "released-site"
    done = run_site(make_released_project(out.parent / "project"), out)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(out) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_filled_pages_please_axe_and_fit_a_phone(chromium: Browser, address: str, shots: Path, path: str, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{address}/{path}", wait_until="load")
    open_details(page)
    name = path.strip("/").replace("/", "-")
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=shots / f"filled-{name}-{width}-{scheme}.png")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert run_axe(page) == []
    context.close()
    assert missing == []
