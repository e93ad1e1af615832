"""The policy in a real browser: nothing a page does is refused, and what it does not do is."""

from __future__ import annotations

import pytest
from e2e_help import open_details
from playwright.sync_api import Page, expect

KINDS = ("home", "index", "topic", "math", "guide", "plan", "decks", "releases", "changes", "curriculum", "offline")
WATCH = "window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));"


def _watched(open_page, path: str, **more: object) -> Page:
    page: Page = open_page(path, **more)
    page.add_init_script(WATCH)
    page.reload()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_a_page_needs_is_refused(open_page, kinds: dict[str, str], kind: str, scheme: str) -> None:
    page = _watched(open_page, kinds[kind], scheme=scheme, under=True)
    open_details(page)
    page.locator("label[for^=__palette]:visible").click()
    page.mouse.wheel(0, 600)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    assert page.evaluate("refused") == []


def test_search_and_filter_work_under_the_policy(open_page) -> None:
    page = _watched(open_page, "questions/")
    page.get_by_label("Words").fill("pump alarm")
    page.keyboard.press("Enter")
    expect(page.locator("[data-sl-count]")).to_contain_text("1 of")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("pump failure alarm")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_be_visible()
    assert page.evaluate("refused") == []


def test_code_can_be_copied_under_the_policy(open_page) -> None:
    page = _watched(open_page, "questions/coding-ml/", permissions=["clipboard-read", "clipboard-write"])
    open_details(page)
    block = page.locator("pre:has(code)").first
    block.hover()
    page.locator("button.md-clipboard, .md-code__button[data-md-type=copy]").first.click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()")
    assert page.evaluate("refused") == []


def test_what_the_page_was_not_built_with_does_not_run(built_site, chromium) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(built_site.url)
    page.evaluate(
        """() => {
          const add = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
          add('script', { textContent: 'window.ran = 1' });
          add('style', { textContent: 'body { color: red }' });
          add('img', { src: 'https://else.example/a.png' });
          document.body.insertAdjacentHTML('beforeend', '<button onclick="window.ran = 1" id="probe"></button>');
          document.getElementById('probe').click();
          fetch('https://else.example/').catch(() => {});
        }"""
    )
    page.wait_for_function("() => refused.length >= 5")
    assert page.evaluate("window.ran") is None
    refused = {text.split()[0] for text in page.evaluate("refused")}
    assert refused == {"script-src-elem", "script-src-attr", "style-src-elem", "img-src", "connect-src"}
    context.close()
