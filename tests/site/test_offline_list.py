"""What can be kept offline and what is kept at once; the manifest that lets the site be installed."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import struct
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from built_page import read_pages
from shipped import ROOT

from studyloop.library import check_content
from studyloop.site.offline_list import LIST, MANIFEST, WORKER, is_readable, kept_file, offline_list, worker_script
from studyloop.site.web_manifest import THEME_COLOUR

HERE = "https://here.invalid/"


def _listed(site: Path) -> dict[str, tuple[int, str]]:
    about = json.loads((site / LIST).read_text("utf-8"))
    assert about["version"] == 1
    return {path: (size, digest) for path, size, digest in about["files"]}


def _shell(site: Path) -> dict[str, Any]:
    found = re.match(r"self\.STUDYLOOP_SHELL=(\{.*\});\n", (site / WORKER).read_text("utf-8"))
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize(
    "path", ["decks/all.apkg", "decks/SHA256SUMS", "a/b.js.map", "sitemap.xml", "sitemap.xml.gz", "assets/data/index.schema.json", LIST, WORKER, "404.html"]
)
def test_downloads_feeds_maps_and_the_worker_itself_are_not_kept(path: str):
    assert not is_readable(path)


@pytest.mark.parametrize("path", ["index.html", "guides/a/index.html", "assets/data/topics/a.json", "a/picture.webp", "assets/studyloop/NOTICES.txt"])
def test_what_a_reader_can_see_can_be_kept(path: str):
    assert is_readable(path)


def test_the_shell_is_home_the_offline_page_tools_and_what_every_page_needs():
    shell = ("index.html", "offline/index.html", "a.css", "a/b-HASH.js", "f.woff2", "assets/data/index.json", "search/search_index.json", MANIFEST)
    assert [path for path in shell if not kept_file(path, b"").shell] == []
    rest = ("guides/a/index.html", "assets/data/topics/a.json", "guides/picture.png", "assets/studyloop/NOTICES.txt")
    assert [path for path in rest if kept_file(path, b"").shell] == []
    assert kept_file("drill/index.html", b'<div data-sl-tool="drill"></div>').shell


def test_the_list_depends_on_names_and_contents_only_not_on_their_order():
    files = [kept_file("b.css", b"b"), kept_file("a.css", "ä".encode())]
    text = offline_list(files)
    assert text == offline_list(reversed(files))
    assert json.loads(text)["files"] == [["a.css", 2, hashlib.sha256("ä".encode()).hexdigest()[:16]], ["b.css", 1, hashlib.sha256(b"b").hexdigest()[:16]]]


def test_a_change_of_any_page_changes_the_worker_and_so_announces_a_version():
    def made(text: bytes) -> str:
        files = [kept_file("index.html", b"home"), kept_file("guides/a/index.html", text)]
        return worker_script(files, offline_list(files), "code")

    assert made(b"one") == made(b"one") != made(b"two")
    assert made(b"one").endswith(";\ncode")


def test_every_listed_file_is_there_with_its_size_and_digest(site_folder: Path):
    listed = _listed(site_folder)
    assert len(listed) > 60
    for path, about in listed.items():
        content = (site_folder / path).read_bytes()
        assert about == (len(content), hashlib.sha256(content).hexdigest()[:16]), path


def test_everything_a_page_loads_is_listed(site_folder: Path):
    listed, missing = _listed(site_folder), set()
    for name, page in read_pages(site_folder).items():
        assert name in listed or name == "404.html"
        for load in page.loads:
            path = unquote(urlsplit(urljoin(urljoin(HERE, name), load)).path).lstrip("/")
            if not load.startswith("data:") and not path.endswith(".xml"):  # feeds are for other programs
                missing |= {path} - listed.keys()
    assert missing == set()


def test_every_topic_of_the_index_is_listed_and_no_deck_is(site_folder: Path):
    listed = _listed(site_folder)
    index = json.loads((site_folder / "assets/data/index.json").read_text("utf-8"))
    assert {topic["file"] for topic in index["topics"]} <= listed.keys()
    assert [path for path in listed if path.startswith("decks/")] == ["decks/index.html"]


def test_the_shell_is_whole_every_file_its_pages_and_style_sheets_name_is_in_it(site_folder: Path):
    shell = _shell(site_folder)
    paths = {path for path, _, _ in shell["files"]}
    assert {shell["list"], shell["offline"], "index.html", "assets/data/index.json", "search/search_index.json"} <= paths
    pages = read_pages(site_folder)
    wanted = {
        urlsplit(urljoin(urljoin(HERE, name), load)).path.lstrip("/") for name in sorted(paths & pages.keys()) for load in pages[name].loads if not load.endswith(".xml")
    }
    for sheet in (path for path in paths if path.endswith(".css")):
        named = re.findall(r"url\(([^)\"':]+)\)", (site_folder / sheet).read_text("utf-8"))
        wanted |= {posixpath.normpath(posixpath.join(posixpath.dirname(sheet), name)) for name in named}
    assert wanted - paths == set()


def test_the_shell_names_the_list_and_the_files_as_they_are(site_folder: Path):
    for path, size, digest in _shell(site_folder)["files"]:
        content = (site_folder / path).read_bytes()
        assert (size, digest) == (len(content), hashlib.sha256(content).hexdigest()[:16]), path


def test_the_manifest_names_the_subject_and_has_only_relative_addresses(site_folder: Path):
    bank = check_content(ROOT / "content").bank
    assert bank is not None
    about = json.loads((site_folder / MANIFEST).read_text("utf-8"))
    assert about["name"] == bank.subject.title
    addresses = [about["start_url"], about["scope"], about["id"], *(icon["src"] for icon in about["icons"])]
    assert [address for address in addresses if address.startswith("/") or ":" in address] == []
    assert {urljoin(f"{HERE}name/{MANIFEST}", about[key]) for key in ("start_url", "scope")} == {f"{HERE}name/"}


def test_every_icon_has_the_size_it_claims_plain_and_for_masks(site_folder: Path):
    icons = json.loads((site_folder / MANIFEST).read_text("utf-8"))["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {(s, p) for s in ("any", "192x192", "512x512") for p in ("any", "maskable")}
    for icon in icons:
        content = (site_folder / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            assert "{}x{}".format(*struct.unpack(">II", content[16:24])) == icon["sizes"]
        else:
            assert content.startswith(b"<svg")


def test_every_page_links_the_manifest(site_folder: Path):
    for name, page in read_pages(site_folder).items():
        found = [urlsplit(urljoin(urljoin(HERE, name), load)).path for load in page.loads if load.endswith(MANIFEST)]
        assert found == [f"/{MANIFEST}"], name


def test_the_manifest_has_the_colour_of_the_light_scheme():
    sheet = (ROOT / "site_overrides/assets/stylesheets/studyloop.css").read_text("utf-8")
    light = sheet[sheet.index('[data-md-color-scheme="default"]') : sheet.index("}")]
    assert f"--md-primary-fg-color: {THEME_COLOUR};" in light
