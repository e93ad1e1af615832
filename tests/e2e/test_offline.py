"""Without a network: what was read, what was not, everything; new versions, full storage, and what is never kept."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser_finder import find_chromium, is_root
from e2e_help import run_axe, wait_until
from offline_host import KEPT, Host, host_copy
from playwright.sync_api import Browser, BrowserContext, Page, expect

from studyloop.site.offline_list import LIST

READ, UNREAD = "guides/design-clock/", "questions/rag/"


@pytest.fixture
def host(site_folder: Path, tmp_path: Path) -> Iterator[Host]:
    with host_copy(site_folder, tmp_path / "site") as made:
        yield made


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def visit(context: BrowserContext, root: str, path: str = "") -> Page:
    """A page that a worker looks after, and that is kept."""
    page = context.new_page()
    page.goto(root + path)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    await_kept(page, root, f"pages.includes('{path}')")
    return page


def await_kept(page: Page, root: str, condition: str) -> None:
    """Until ``condition`` holds for the lists ``files`` and ``pages`` of what is kept of the site at ``root``."""
    wait_until(page, f"async scope => {{ const {{ files, pages }} = await ({KEPT})(scope); return {condition}; }}", root)


def go(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible()


def _title(host: Host, path: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)(?:<a |</h1>)", (host.folder / path / "index.html").read_text("utf-8"), re.S)
    assert found
    return found[1].strip()


ROOTS: list[Callable[[Host], str]] = [lambda host: host.url, lambda host: host.under]


@pytest.mark.parametrize("root_of", ROOTS, ids=["root", "under"])
def test_a_page_that_was_read_can_be_read_again_without_a_network_and_looks_the_same(host: Host, visitor: BrowserContext, root_of) -> None:
    root = root_of(host)
    page = visit(visitor, root, READ)
    look = "() => [getComputedStyle(document.querySelector('h1')).fontFamily, document.fonts.check('16px \"Inter Variable\"'), document.body.offsetHeight > 900]"
    before = page.evaluate(look)
    host.down = True
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    go(page, root + READ)
    expect(page.locator("h1").first).to_contain_text(_title(host, READ))
    assert page.evaluate(look) == before and before[1:] == [True, True]
    # The theme looks for versions of the site in other languages; there are none, with a network or without.
    assert [address for address in failed if not address.endswith("/sitemap.xml")] == []
    go(page, root)  # home is kept from the first visit on, whatever was read


@pytest.mark.parametrize("root_of", ROOTS, ids=["root", "under"])
def test_a_page_that_was_not_read_is_explained_and_tried_again(host: Host, visitor: BrowserContext, root_of) -> None:
    root = root_of(host)
    page = visit(visitor, root)
    host.down = True
    go(page, f"{root}{UNREAD}?words=a")
    expect(page.locator("h1").first).to_contain_text("Without a network")
    again = page.locator("[data-sl-offline] a")
    expect(again).to_have_text(UNREAD)
    host.down = False
    again.click()
    expect(page).to_have_url(root + UNREAD)
    expect(page.locator("h1").first).to_contain_text(_title(host, UNREAD))


def test_the_offline_page_links_nowhere_but_into_the_site(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under)
    for wanted in ("https://else.example/", "//else.example/", "javascript:alert(1)", "../", "/"):
        go(page, f"{host.under}offline/?page={wanted}")
        expect(page.locator("[data-sl-offline] button")).to_be_visible()
        assert page.locator("[data-sl-offline] a").count() == 0, wanted


def test_the_search_finds_answers_without_a_network(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under)
    host.down = True
    go(page, host.under)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("pump failure alarm")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching")


def test_everything_is_kept_on_request_its_size_shown_first_and_progress_told(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, "offline/")
    button = page.locator("[data-sl-offline] button")
    expect(button).to_have_text(re.compile(r"^Keep everything offline \(\d+(\.\d)? [kM]B\)$"))
    status = page.locator("[data-sl-offline] [role=status]")
    expect(status).to_contain_text("What you have read")
    page.evaluate("""() => { window.said = []; const status = document.querySelector('[data-sl-offline] [role=status]');
      new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true }); }""")
    button.click()
    expect(status).to_contain_text("Everything is kept on this device")
    expect(button).to_be_hidden()
    said = page.evaluate("said")
    assert 2 <= len(said) <= 6 and said == list(dict.fromkeys(said))  # each quarter once, and the end
    listed = {entry[0] for entry in json.loads((host.folder / LIST).read_text("utf-8"))["files"]}
    kept = page.evaluate(KEPT, host.under)
    assert {path.partition("?")[0] for path in kept["files"]} == {path for path in listed if not path.endswith(".html")} | {LIST}
    assert {f"{path}index.html" for path in kept["pages"]} == {path for path in listed if path.endswith(".html")}
    host.down = True
    go(page, host.under + UNREAD)
    expect(page.locator("h1").first).to_contain_text(_title(host, UNREAD))
    assert page.evaluate("async address => (await (await fetch(address)).json()).topic", f"{host.under}assets/data/topics/rag.json") == "rag"
    go(page, f"{host.under}offline/")
    expect(page.locator("[data-sl-offline] [role=status]")).to_contain_text("Everything is kept on this device")


def test_what_could_not_be_fetched_is_said_and_a_second_try_fetches_only_that(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, "offline/")
    lost = host.folder / UNREAD
    lost.rename(host.folder / "lost")
    button, status = page.locator("[data-sl-offline] button"), page.locator("[data-sl-offline] [role=status]")
    button.click()
    expect(status).to_contain_text("The rest could not be fetched")
    (host.folder / "lost").rename(lost)
    host.asked.clear()
    button.click()
    expect(status).to_contain_text("Everything is kept on this device")
    # The browser itself asks for the worker now and then.
    assert [path for path in host.asked if path != "/name/sw.js"] == [f"/name/{UNREAD}"]


def test_a_page_is_read_from_what_is_kept_when_the_network_holds_it_up(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, READ)
    host.open_gate.clear()  # no page is answered from here on
    go(page, host.under + READ)
    expect(page.locator("h1").first).to_contain_text(_title(host, READ))


def test_a_correction_arrives_with_the_next_visit(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, READ)
    title = _title(host, READ)
    host.edit(f"{READ}index.html", title, "A corrected title")
    go(page, host.under + READ)
    expect(page.locator("h1").first).to_contain_text("A corrected title")
    wait_until(page, "async address => (await (await caches.match(address)).text()).includes('A corrected title')", host.under + READ)
    host.down = True
    go(page, host.under + READ)
    expect(page.locator("h1").first).to_contain_text("A corrected title")


def _index(page: Page, root: str) -> str:
    return page.evaluate("async address => (await (await fetch(address)).json()).subject", f"{root}assets/data/index.json")


def test_a_new_version_is_announced_and_taken_only_when_asked(host: Host, visitor: BrowserContext) -> None:
    root = host.under
    page, other = visit(visitor, root), visit(visitor, root, READ)
    old = _index(page, root)
    host.edit("assets/data/index.json", old, "Another subject")
    host.edit(f"{READ}index.html", _title(host, READ), "A corrected title")
    host.publish()
    for tab in (page, other):
        tab.evaluate("window.before = true")
    notice = ".sl-notice"
    expect(page.locator(notice)).to_be_empty()
    page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); document.querySelector('a[href]').focus(); window.focused = document.activeElement; }")
    for tab in (page, other):
        expect(tab.locator(notice)).to_contain_text("There is a new version")
        expect(tab.locator(notice)).to_have_attribute("role", "status")
        assert tab.evaluate("window.before")
    assert page.evaluate("document.activeElement === window.focused")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert run_axe(page) == []
    assert _index(page, root) == old  # the former version is whole as long as it is in charge
    fresh = visitor.new_page()
    fresh.goto(root)
    expect(fresh.locator(notice)).to_contain_text("There is a new version")
    fresh.get_by_role("button", name="Later").click()
    expect(fresh.locator(notice)).to_be_empty()
    with page.expect_navigation():
        page.get_by_role("button", name="Reload").click()
    page.wait_for_load_state()
    expect(page.locator(notice)).to_be_empty()
    assert _index(page, root) == "Another subject"
    assert other.evaluate("window.before")  # no other tab was torn from its reader
    await_kept(page, root, "files.filter(path => path.startsWith('assets/data/index.json')).length === 1")
    host.down = True
    go(page, root + READ)  # what had been read was brought up to date with the version
    expect(page.locator("h1").first).to_contain_text("A corrected title")


def test_everything_stays_everything_over_a_new_version(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, "offline/")
    page.locator("[data-sl-offline] button").click()
    expect(page.locator("[data-sl-offline] [role=status]")).to_contain_text("Everything is kept on this device")
    (host.folder / "guides" / "new").mkdir()
    (host.folder / "guides" / "new" / "index.html").write_text((host.folder / READ / "index.html").read_text("utf-8"), "utf-8")
    host.publish()
    host.asked.clear()
    page.evaluate("async () => void (await (await navigator.serviceWorker.ready).update())")
    with page.expect_navigation():
        page.get_by_role("button", name="Reload").click()
    fetched = [path for path in host.asked if path.startswith("/name/assets/")]
    assert fetched == [f"/name/{LIST}"]  # what did not change is not fetched again
    host.down = True
    go(page, f"{host.under}guides/new/")
    expect(page.locator("h1").first).to_contain_text(_title(host, READ))


def test_a_version_that_cannot_be_had_whole_changes_nothing(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under)
    old = _index(page, host.under)
    host.edit("assets/data/index.json", old, "Another subject")
    host.publish()
    host.edit("assets/data/index.json", "Another subject", "Half a deployment")
    state = """async () => { const found = await navigator.serviceWorker.ready;
      const next = new Promise(done => found.addEventListener('updatefound', () => { const made = found.installing;
        made.addEventListener('statechange', () => made.state === 'installing' || done(made.state)); }));
      found.update().catch(() => {}); return next; }"""
    assert page.evaluate(state) == "redundant"
    expect(page.locator(".sl-notice")).to_be_empty()
    assert _index(page, host.under) == old


def test_only_good_answers_of_this_site_are_kept(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, READ)
    kept = page.evaluate(KEPT, host.under)
    deck = next((host.folder / "decks").glob("*.apkg")).name
    host.edit("assets/data/topics/rag.json", '"rag"', '"damaged"')  # not what the list says
    page.evaluate(
        """async ([root, deck]) => {
          for (const path of [`decks/${deck}`, 'assets/data/topics/rag.json', 'no/such/page/', 'no-such.json']) await fetch(root + path).then(answer => answer.text());
          await fetch(root + 'questions/rag/', { method: 'POST' });
          await fetch(root + 'assets/data/topics/metrics.json', { headers: { range: 'bytes=0-9' } }).then(answer => answer.text());
        }""",
        [host.under, deck],
    )
    assert page.evaluate("async address => (await (await fetch(address)).json()).topic", f"{host.under}assets/data/topics/metrics.json") == "metrics"
    await_kept(page, host.under, "files.some(path => path.startsWith('assets/data/topics/metrics.json?'))")
    after = page.evaluate(KEPT, host.under)
    new = {path.partition("?")[0] for kind in after for path in set(after[kind]) - set(kept[kind])}
    assert new == {"assets/data/topics/metrics.json"}


def test_two_sites_of_one_host_keep_their_own(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, READ)
    visit(visitor, host.url)
    assert READ in page.evaluate(KEPT, host.under)["pages"]
    assert READ not in page.evaluate(KEPT, host.url)["pages"]


def test_full_storage_is_said_and_reading_goes_on(host: Host, visitor: BrowserContext) -> None:
    page = visit(visitor, host.under, "offline/")
    used = page.evaluate("async () => (await navigator.storage.estimate()).usage")
    devtools = visitor.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.url.rstrip("/"), "quotaSize": used + 300_000})
    page.locator("[data-sl-offline] button").click()
    expect(page.locator("[data-sl-offline] [role=status]")).to_contain_text("There is no more room on this device")
    expect(page.locator("[data-sl-offline] button")).to_be_enabled()
    go(page, host.under + UNREAD)
    expect(page.locator("h1").first).to_contain_text(_title(host, UNREAD))


def test_the_site_can_be_installed(chromium: Browser, host: Host, tmp_path: Path) -> None:
    # Private windows, in which all other tests run, install nothing.
    flags = ["--no-sandbox"] if is_root() else []
    context = chromium.browser_type.launch_persistent_context(tmp_path / "profile", executable_path=find_chromium(os.environ), args=["--disable-gpu", *flags])
    page = visit(context, host.under)
    devtools = context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == [] and manifest["url"] == f"{host.under}manifest.webmanifest"
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    context.close()
