"""A page that notices everything it should not: foreign requests, missing files, console messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from shipped import BuiltSite
from playwright.sync_api import Browser, Page

Open = Callable[..., Page]


@dataclass
class Troubles:
    """What went wrong on the pages of one test."""

    origin: str
    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._check(request.url))
        page.on("response", lambda response: self._note(f"{response.status} {response.url}", response.status >= 400))
        page.on("console", lambda message: self._note(f"console: {message.text}", message.type in ("error", "warning")))
        page.on("pageerror", lambda error: self._note(f"error: {error}", True))

    def _check(self, url: str) -> None:
        self._note(f"foreign request: {url}", not url.startswith((self.origin, "data:", "blob:")))

    def _note(self, text: str, wrong: bool) -> None:
        if wrong:
            self.found.append(text)


@pytest.fixture
def open_page(chromium: Browser, built_site: BuiltSite) -> Iterator[Open]:
    """``open_page(path, width=..., scheme=..., under=..., **context)``: a watched page; no trouble may be left at the end."""
    troubles = Troubles(built_site.url)
    contexts = []

    def open_it(path: str = "", *, width: int = 1280, height: int = 800, scheme: str = "light", under: bool = False, **more: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", **more
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        troubles.watch(page)
        page.goto((built_site.under if under else built_site.url) + path, wait_until="load")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert troubles.found == []


@pytest.fixture(scope="session")
def kinds() -> dict[str, str]:
    """One page of each kind."""
    return {
        "home": "",
        "index": "questions/",
        "topic": "questions/design-ranking/",
        "math": "questions/metrics/",
        "guide": "guides/design-clock/",
        "plan": "plans/8-week/",
        "decks": "decks/",
        "releases": "releases/",
        "changes": "changes/",
        "curriculum": "curriculum/",
        "offline": "offline/",
    }


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where screenshots go; not under version control."""
    folder = Path(__file__).parent / "shots"
    folder.mkdir(exist_ok=True)
    return folder
