"""What the built site's files promise: no foreign host, no dead link, the same bytes twice."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from shipped import ROOT, run_site, site_environment
from built_page import Page, read_pages

from studyloop.clock import build_time, iso_date
from studyloop.library import check_content


HERE = "https://here.invalid/"


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> dict[str, Page]:
    return read_pages(site_folder)


def _address(name: str) -> str:
    return urljoin(HERE, name.removesuffix("index.html"))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_builds_are_identical_file_by_file(site_folder: Path, tmp_path: Path) -> None:
    done = run_site(ROOT, tmp_path / "again")
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = _bytes(site_folder), _bytes(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_sitemap_is_dated_by_the_content_and_not_by_the_clock(tmp_path: Path) -> None:
    done = run_site(ROOT, tmp_path / "dated", SOURCE_DATE_EPOCH="1000000000", SITE_URL="https://study.example/name/")
    assert done.returncode == 0, done.stdout + done.stderr
    packed = (tmp_path / "dated" / "sitemap.xml.gz").read_bytes()
    text = gzip.decompress(packed).decode()
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", text)) == {"2001-09-09"}
    assert iso_date(int.from_bytes(packed[4:8], "little")) == "2001-09-09"


def test_decks_are_dated_by_the_last_release_or_the_newest_commit_of_the_content(site_folder: Path) -> None:
    checked = check_content(ROOT / "content")
    assert checked.bank is not None
    latest = checked.ledger.latest
    date = iso_date(build_time(ROOT / "content", checked.bank, {}))
    shown = f"version {latest.version}" if latest else date.replace("-", ".")
    assert shown in (site_folder / "decks" / "index.html").read_text("utf-8")


def test_ready_packages_are_offered_instead_of_built_ones_and_checked(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    decks = [sys.executable, "build_decks.py", "--out", str(ready)]
    assert subprocess.run(decks, cwd=ROOT, env=site_environment(SOURCE_DATE_EPOCH="1000000000"), check=False).returncode == 0
    done = run_site(ROOT, tmp_path / "site", STUDYLOOP_PACKAGES=str(ready))
    assert done.returncode == 0, done.stdout + done.stderr
    offered = {path.name: path.read_bytes() for path in (tmp_path / "site" / "decks").glob("*.apkg")}
    assert offered == {path.name: path.read_bytes() for path in ready.glob("*.apkg")}
    assert (tmp_path / "site" / "decks" / "SHA256SUMS").read_bytes() == (ready / "SHA256SUMS").read_bytes()
    (ready / "packages.json").unlink()
    again = run_site(ROOT, tmp_path / "site", STUDYLOOP_PACKAGES=str(ready))
    assert again.returncode == 1 and "no whole set of packages" in again.stderr
    assert offered == {path.name: path.read_bytes() for path in (tmp_path / "site" / "decks").glob("*.apkg")}


def test_nothing_is_loaded_from_a_foreign_host(pages: dict[str, Page], site_folder: Path) -> None:
    foreign = [(name, load) for name, page in pages.items() for load in page.loads if urlsplit(load).netloc or load.startswith("//")]
    for sheet in sorted(site_folder.rglob("*.css")):
        text = sheet.read_text("utf-8")
        foreign += [(sheet.name, found) for found in re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)", text)]
    assert len(pages) > 20
    assert foreign == []


def test_every_loaded_file_exists(pages: dict[str, Page], site_folder: Path) -> None:
    missing = []
    for name, page in pages.items():
        for load in page.loads:
            path = unquote(urlsplit(urljoin(_address(name), load)).path).lstrip("/")
            if not load.startswith("data:") and not (site_folder / path).is_file():
                missing.append((name, load))
    assert missing == []


def test_every_internal_link_and_anchor_resolves(pages: dict[str, Page], site_folder: Path) -> None:
    dead = []
    checked = 0
    for name, page in pages.items():
        for link in page.links:
            target = urlsplit(urljoin(_address(name), link))
            if target.scheme not in ("http", "https") or target.netloc != "here.invalid":
                continue
            checked += 1
            path = unquote(target.path).lstrip("/")
            file = path + "index.html" if path == "" or path.endswith("/") else path
            if not (site_folder / file).is_file():
                dead.append((name, link))
            elif target.fragment and file in pages and unquote(target.fragment) not in pages[file].anchors:
                dead.append((name, link))
    assert checked > 1000
    assert dead == []


def test_no_neutral_link_and_no_placeholder_is_left(site_folder: Path) -> None:
    left = [
        path.name
        for path in sorted(site_folder.rglob("*"))
        if path.suffix in (".html", ".json") and re.search(r'"sl:/|\\"sl:/|wzxhzdk|<!-- studyloop:|class="arithmatex', path.read_text("utf-8"))
    ]
    assert left == []
