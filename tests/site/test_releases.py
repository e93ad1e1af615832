"""A strict build of a project with two releases: pages, menu, search and feed, at the root, on a host and below a path."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from atom import ATOM, faults, links_of, read_feed, text_of
from built_page import read_pages
from released_project import make_released_project
from shipped import run_site

FIRST, SECOND = "releases/2026.11.21/index.html", "releases/2026.12.05/index.html"
HERE = "https://here.invalid/"
SITES = {"unknown": ("", HERE), "root": ("https://study.example/", "https://study.example/"), "path": ("https://study.example/name", "https://study.example/name/")}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_released_project(tmp_path_factory.mktemp("released") / "project")


@pytest.fixture(scope="module")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site for each place of publication."""
    folders = {}
    for name, (address, _) in SITES.items():
        folders[name] = tmp_path_factory.mktemp("built") / f"released-{name}"
        done = run_site(project, folders[name], SITE_URL=address)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "not included in the" not in done.stderr
    return folders


def item(html: str, title: str) -> str:
    """The list item that tells of one card, without what is nested behind it."""
    found = re.search(rf"<li[^>]*>(?:(?!</li>).)*?{title}.*?</li>", html, re.S)
    assert found, title
    return found.group()


def resolve(folder: Path, base: str, root: str, link: str) -> bool:
    """Whether a link from ``base`` leads to a file of the site, and its anchor into it."""
    address = urljoin(base, link)
    if not address.startswith(root):
        return False
    target = urlsplit(address[len(root) :])
    file = folder / (unquote(target.path) + ("index.html" if target.path.endswith("/") or not target.path else ""))
    return file.is_file() and (not target.fragment or f'id="{target.fragment}"' in file.read_text("utf-8"))


def test_a_release_tells_what_was_corrected_reworded_new_and_retired(built: dict[str, Path]) -> None:
    html = (built["unknown"] / SECOND).read_text("utf-8")
    parts = [html.index(f">{name} <span") for name in ("Corrected", "Reworded")]
    assert parts == sorted(parts) and html.index(">Concepts<") < parts[0] < html.index(">People<") < html.index(">New <span") < html.index(">Retired <span")
    corrected = item(html, "What does recall divide by")
    assert "It said <code>all</code>" in corrected and "../../questions/metrics/#recall-denominator" in corrected and "katex" in corrected
    retired = item(html, "What comes first")
    assert "It asked for a word." in retired and "../../guides/clock/#clock-why-card" in retired and retired.count("<a ") == 1
    assert "<code>a &lt;b&gt; c</code> &amp; the decision" in html and "tag:studyloop::retired" in html


def test_a_link_follows_a_card_that_was_renamed_or_retired_later(built: dict[str, Path]) -> None:
    html = (built["unknown"] / FIRST).read_text("utf-8")
    assert "../../questions/metrics/#recall-of-all" in item(html, "Marking everything")
    assert "<a " not in item(html, "What comes first")
    assert "tag:studyloop::retired" not in html


def test_every_link_of_the_release_pages_leads_somewhere(built: dict[str, Path]) -> None:
    pages = read_pages(built["unknown"])
    dead = [
        (name, link)
        for name in (FIRST, SECOND, "releases/index.html", "changes/index.html")
        for link in [*pages[name].links, *pages[name].loads]
        if not urlsplit(link).scheme and not resolve(built["unknown"], HERE + name.removesuffix("index.html"), HERE, link)
    ]
    assert dead == []


def test_the_list_of_releases_is_newest_first(built: dict[str, Path]) -> None:
    links = read_pages(built["unknown"])["releases/index.html"].links
    assert [link for link in links if link.startswith("2026")] == ["2026.12.05/", "2026.11.21/"]
    assert "feed.xml" in links


def test_corrected_and_retired_cards_stand_on_their_page(built: dict[str, Path]) -> None:
    html = (built["unknown"] / "changes" / "index.html").read_text("utf-8")
    assert "It said <code>all</code>" in item(html, "What does recall divide by")
    assert "../guides/clock/#clock-why-card" in item(html, "What comes first")


def test_the_menu_holds_decks_releases_and_changes_under_one_tab(built: dict[str, Path]) -> None:
    html = (built["unknown"] / "decks" / "index.html").read_text("utf-8")
    tabs = re.findall(r'class="md-tabs__link">\s*(.*?)\s*</a>', html)
    assert tabs.count("Decks") == 1 and not {"Anki decks", "Releases"} & set(tabs)
    side = html[html.index("md-sidebar--primary") : html.index("md-sidebar--secondary")]
    named = dict(re.findall(r'<a href="([^"]+)" class="md-nav__link[^"]*">\s*<span class="md-ellipsis">\s*(.*?)\s*</span>', side))
    assert (named["../releases/"], named["../changes/"]) == ("Releases", "Corrected and retired cards")
    assert "2026.11.21" not in side


def test_search_finds_a_release_once_and_none_of_its_cards(built: dict[str, Path]) -> None:
    index = json.loads((built["unknown"] / "search" / "search_index.json").read_text("utf-8"))["docs"]
    found = {entry["location"]: entry["text"] for entry in index if re.match(r"releases/\d", entry["location"])}
    assert sorted(found) == ["releases/2026.11.21/", "releases/2026.12.05/"]
    assert not any("recall divide" in text for text in found.values())
    assert not any("What comes first" in entry["text"] for entry in index if entry["location"].startswith(("releases/", "changes/")))


@pytest.mark.parametrize("site", SITES)
def test_the_feed_is_valid_and_every_address_in_it_leads_to_a_page(built: dict[str, Path], site: str) -> None:
    _, root = SITES[site]
    feed = read_feed((built[site] / "releases" / "feed.xml").read_bytes())
    assert faults(feed) == []
    entries = feed.findall(f"{ATOM}entry")
    assert [text_of(entry, "title") for entry in entries] == ["Release 2026.12.05", "Release 2026.11.21"]
    links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
    for entry in entries:
        inside = re.findall(r'href="([^"]*)"', text_of(entry, "content"))
        assert inside
        links += inside
    assert [bool(urlsplit(link).netloc) for link in links] == [site != "unknown"] * len(links)
    assert [link for link in links if not resolve(built[site], f"{root}releases/feed.xml", root, link)] == []
    assert links_of(entries[0], "alternate") == [f"{root}releases/2026.12.05/" if site != "unknown" else "2026.12.05/"]


@pytest.mark.parametrize("site", SITES)
def test_every_page_names_the_feed_in_its_head(built: dict[str, Path], site: str) -> None:
    for path in sorted(built[site].rglob("index.html")):
        head = path.read_text("utf-8").partition("</head>")[0]
        (link,) = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', head)
        assert resolve(built[site], HERE + path.parent.relative_to(built[site]).as_posix().removeprefix(".") + "/", HERE, link), path


def test_a_feed_is_the_same_twice(project: Path, built: dict[str, Path], tmp_path: Path) -> None:
    assert run_site(project, tmp_path / "released-again").returncode == 0
    first, second = (folder / "releases" / "feed.xml" for folder in (built["unknown"], tmp_path / "released-again"))
    assert first.read_bytes() == second.read_bytes()
