"""The Content-Security-Policy: what it allows, where it stands, and that every built page has its own."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from studyloop.site.app_plugin import AppPlugin
from studyloop.site.policy import policy_for, with_policy

HEAD = '<!doctype html>\n<html lang="en"><head>\n  <meta charset="utf-8">\n  <title>T</title></head><body>'


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in policy.split(";"))}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _Reader(HTMLParser):
    """Policies, what runs inline, and what a policy cannot allow; in the order of the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.policies: list[str] = []
        self.before: list[str] = []  # tags that load or run something before the first policy
        self.inline: dict[str, set[str]] = {"script": set(), "style": set()}
        self.handlers: list[tuple[str, str]] = []
        self._within: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(given["content"] or "")
        elif tag in ("script", "style", "link", "base", "img") and not self.policies:
            self.before.append(tag)
        data = tag == "script" and given.get("type") not in (None, "module", "text/javascript")
        self._within = tag if tag in self.inline and "src" not in given and not data else None
        self.handlers += [(tag, name) for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript:")]

    def handle_data(self, data: str) -> None:
        if self._within:
            self.inline[self._within].add(digest(data))

    def handle_endtag(self, tag: str) -> None:
        self._within = None


@pytest.fixture(scope="module")
def built(site_folder: Path) -> dict[str, str]:
    return {path.relative_to(site_folder).as_posix(): path.read_text("utf-8") for path in sorted(site_folder.rglob("*.html"))}


def test_nothing_is_allowed_but_what_is_named():
    policy = directives(policy_for(HEAD))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["img-src"] == ["'self'", "data:"]
    rest = policy.keys() - {"default-src", "base-uri", "form-action", "img-src", "style-src-attr"}
    assert rest == {"script-src", "style-src", "font-src", "connect-src", "manifest-src", "worker-src"}
    assert all(policy[name] == ["'self'"] for name in rest)


def test_exactly_the_inline_scripts_and_styles_of_the_page_are_allowed():
    html = f"{HEAD}<script>one()</script><script type='module'>\ntwo()\n</script><style>p{{}}</style><script>one()</script>"
    policy = directives(policy_for(html))
    assert policy["script-src"] == ["'self'", *sorted([digest("one()"), digest("\ntwo()\n")])]
    assert policy["style-src"] == ["'self'", digest("p{}")]


def test_data_blocks_and_files_need_no_digest():
    html = f'{HEAD}<script id="c" type="application/json">{{"a": 1}}</script><script src="a.js"></script><script type="module" src="b.js"></script>'
    assert directives(policy_for(html))["script-src"] == ["'self'"]


def test_line_ends_are_digested_as_the_browser_reads_them():
    assert digest("a()\nb()\n") in policy_for(f"{HEAD}<script>a()\r\nb()\r\n</script>")


def test_the_policy_stands_before_everything_but_the_encoding_and_changes_nothing_else():
    html = with_policy(HEAD)
    policy = html[html.index("<meta http-equiv") : html.index(">", html.index("<meta http-equiv")) + 1]
    assert html.replace(policy, "") == HEAD
    assert html.startswith(HEAD[: HEAD.index("utf-8") + len('utf-8">')] + "<meta http-equiv=")


def test_a_head_without_an_encoding_begins_with_the_policy():
    assert with_policy("<html><head><title>T</title></head></html>").startswith("<html><head><meta http-equiv=")


def test_a_header_element_is_no_head():
    with pytest.raises(ValueError, match="without <head>"):
        with_policy("<header></header>")


def test_a_live_preview_has_no_policy():
    plugin = AppPlugin()
    plugin.on_startup(command="serve", dirty=False)
    assert plugin.on_post_page(HEAD, None, None) == HEAD
    plugin.on_startup(command="build", dirty=False)
    assert plugin.on_post_page(HEAD, None, None) == with_policy(HEAD)


def test_every_built_page_has_one_policy_before_anything_it_loads(built: dict[str, str]):
    assert "404.html" in built and len(built) > 20
    for name, html in built.items():
        page = _Reader(html)
        assert (len(page.policies), page.before) == (1, []), name
        assert html.encode().index(b'charset="utf-8"') < 1024, name


def test_every_built_page_allows_its_own_inline_scripts_and_no_others(built: dict[str, str]):
    for name, html in built.items():
        page = _Reader(html)
        policy = directives(page.policies[0])
        assert set(policy["script-src"]) == {"'self'", *page.inline["script"]}, name
        assert set(policy["style-src"]) == {"'self'", *page.inline["style"]}, name


def test_no_built_page_holds_what_no_digest_can_allow(built: dict[str, str]):
    assert {name: _Reader(html).handlers for name, html in built.items() if _Reader(html).handlers} == {}


def test_no_built_page_allows_unsafe_scripts(built: dict[str, str]):
    for name, html in built.items():
        policy = directives(_Reader(html).policies[0])
        unsafe = {key for key, words in policy.items() if any(re.search("unsafe|\\*|https?:|blob:", word) for word in words)}
        assert unsafe == {"style-src-attr"}, name
