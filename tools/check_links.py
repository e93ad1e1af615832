#!/usr/bin/env python3
"""Asks every address outside that the content links to whether it is still there; run weekly, never for a pull request.

Polite: one host is asked by one thread, a second apart; HEAD first, GET where that is refused. A refusal (403, 429, 5xx,
no answer in time) is not a dead link: many hosts turn programs away. Only what is surely gone counts.

``python tools/check_links.py --report links.md`` writes what it found as Markdown. Exit codes: 0 nothing is gone, 1 something
is, 2 wrong use.
"""

from __future__ import annotations

import argparse
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from studyloop.bank import load_bank
from studyloop.bank.lines import classify
from studyloop.bank.links import find_links
from studyloop.bank.problems import Problems

GONE = {404, 410}
TRIES = 3
SECONDS = 20.0
HEADERS = {"User-Agent": "studyloop-check-links/1 (weekly check of a study site's sources)", "Accept": "*/*"}

Ask = Callable[[str, str], int]


@dataclass(frozen=True, slots=True)
class Found:
    """What an address answered: ``gone``, ``unsure`` or ``there``; ``why`` is a status or a sentence."""

    address: str
    state: str
    why: str


def addresses_of(content: Path) -> dict[str, tuple[str, ...]]:
    """Every http(s) address without its anchor, sorted, with the places ``path:line`` that link to it."""
    places: dict[str, list[str]] = {}
    for path, lines in sorted(load_bank(content).sources.items()):
        links, _ = find_links(classify(list(lines), 1, path, Problems()), path)
        for link in links:
            if link.target.startswith(("https://", "http://")):
                places.setdefault(urldefrag(link.target).url, []).append(f"{path}:{link.place.line}")
    return {address: tuple(places[address]) for address in sorted(places)}


def ask(address: str, method: str) -> int:
    """The status of one request, redirects followed. Raises ``OSError`` where there is no answer."""
    request = urllib.request.Request(address, method=method, headers=HEADERS)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 (only http and https come here)
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def check(address: str, request: Ask, wait: Callable[[float], None]) -> Found:
    """Ask up to three times; ``wait`` takes seconds."""
    why = ""
    for attempt in range(TRIES):
        if attempt:
            wait(5.0 * attempt)
        try:
            status = request(address, "HEAD")
            if status >= 400:  # many hosts answer only GET rightly
                wait(1.0)
                status = request(address, "GET")
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            why = str(reason) or type(error).__name__
            if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME and attempt == TRIES - 1:
                return Found(address, "gone", "no such host")
            continue
        if status < 400:
            return Found(address, "there", str(status))
        if status in GONE:
            return Found(address, "gone", str(status))
        why = str(status)
    return Found(address, "unsure", why)


def check_all(addresses: Iterable[str], request: Ask, wait: Callable[[float], None]) -> list[Found]:
    """All of them, sorted by address; a host's own are asked one after the other."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)

    def of_host(mine: list[str]) -> list[Found]:
        found = []
        for place, address in enumerate(mine):
            if place:
                wait(1.0)
            found.append(check(address, request, wait))
        return found

    with ThreadPoolExecutor(8) as pool:
        return sorted((found for group in pool.map(of_host, hosts.values()) for found in group), key=lambda found: found.address)


def report(found: Sequence[Found], places: Mapping[str, Sequence[str]], folder: str) -> str:
    """Markdown: what is gone with every place that links there, then what could not be told."""
    gone, unsure = ([one for one in found if one.state == state] for state in ("gone", "unsure"))
    lines = [f"{len(found)} addresses asked: {len(gone)} gone, {len(unsure)} that gave no clear answer.", ""]
    if gone:
        lines += ["## Gone", ""]
        for one in gone:
            where = ", ".join(f"`{folder}/{place}`" for place in places[one.address])
            lines.append(f"- <{one.address}> ({one.why}): {where}")
        lines += ["", "Put a source there that says the same, or an archived copy; if nobody says it any more, the answer may be wrong too.", ""]
    if unsure:
        lines += ["<details><summary>No clear answer</summary>", "", *(f"- <{one.address}> ({one.why})" for one in unsure), "", "</details>", ""]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Check the content's links to other sites.")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--report", type=Path, help="write what was found there, as Markdown (default: print it)")
    options = parser.parse_args(arguments)
    places = addresses_of(options.content)
    found = check_all(places, ask, time.sleep)
    text = report(found, places, options.content.as_posix())
    if options.report:
        options.report.write_text(text, "utf-8")
    else:
        print(text)
    return 1 if any(one.state == "gone" for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
