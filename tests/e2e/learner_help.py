"""A learner in a browser test: a fixed place and time, and a log handed over as a backup file."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import Any
from zoneinfo import ZoneInfo

from packed_index import cards_of
from playwright.sync_api import Page, expect

ZONE = "Europe/Berlin"
TODAY = dt.date(2026, 11, 25)  # a Wednesday
BLOCKED = "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError') }"


def instant(day: dt.date, hour: int = 10) -> dt.datetime:
    """That hour by the learner's clock."""
    return dt.datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(ZONE))


def at(day: dt.date, hour: int = 10) -> int:
    """The same in milliseconds since 1970, as the log has it."""
    return int(instant(day, hour).timestamp() * 1000)


def visit(open_page: Any, site: str, path: str, day: dt.date = TODAY, before: str = "", **context: Any) -> Page:
    """A fresh profile's page at ten in the morning of ``day``; the clock goes on from there. ``before`` is run on every page."""
    page: Page = open_page("notices/", timezone_id=ZONE, locale="en-GB", **context)
    if before:
        page.context.add_init_script(before)
    page.goto("about:blank")
    page.clock.install(time=instant(day))
    page.goto(site + path)
    return page


def come_back(page: Page, day: dt.date) -> None:
    """Leave the page and open it again on another day."""
    address = page.url
    # Not while a page is open: the theme's timers were not made for days that pass in a moment.
    page.goto("about:blank")
    page.clock.set_system_time(instant(day))
    page.goto(address)


def backup_file(events: list[dict[str, Any]], made: dt.date = TODAY) -> bytes:
    """A backup file as the site writes it, but for the order of its lines."""
    text = json.dumps(events, separators=(",", ":"), ensure_ascii=False)
    file = {
        "format": "studyloop-backup",
        "version": 1,
        "exportedAt": f"{made}T09:00:00.000Z",
        "counts": {"events": len(events), "reviews": sum(event["type"] == "review" for event in events)},
        "checksum": format(zlib.crc32(text.encode()), "08x"),
        "events": events,
    }
    return json.dumps(file, ensure_ascii=False).encode()


def choose_file(page: Page, content: bytes, name: str = "backup.json") -> None:
    """Choose a file on the progress page."""
    page.locator("#sl-file").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})


def restore(page: Page, events: list[dict[str, Any]]) -> None:
    """Put a log into the profile through the progress page, which is open."""
    choose_file(page, backup_file(events))
    page.locator("#sl-add").click()
    expect(said(page)).to_contain_text("Added:")


def said(page: Page) -> Any:
    """What the page's tool said last."""
    return page.locator(".sl-said")


def cards(site_folder: Any) -> list[dict[str, Any]]:
    """The site's cards in study order."""
    return cards_of(json.loads((site_folder / "assets/data/index.json").read_text("utf-8")))


def plans(site_folder: Any) -> dict[str, dict[str, Any]]:
    """The site's plans by id."""
    return {plan["id"]: plan for plan in json.loads((site_folder / "assets/data/plans.json").read_text("utf-8"))["plans"]}


def review(card: str, when: int, rating: int = 4, took: int = 6000) -> dict[str, Any]:
    """A review as the log keeps it."""
    return {"type": "review", "id": f"r-{card}-{when}", "at": when, "card": card, "rating": rating, "took": took}
