"""What a page with a tool fetches at once."""

from __future__ import annotations

import re

from shipped import BuiltSite

from studyloop.site.preloads import modules_of

SCRIPTS = {
    "drill-AB12.js": 'import{a as b}from"./chunk-1.js";import"./chunk-2.js";const c=()=>import("./late-9.js");',
    "chunk-1.js": 'import{x}from"./chunk-3.js";export{x as a};',
    "chunk-2.js": 'import{y}from"./chunk-1.js";',
    "chunk-3.js": "export{x};",
    "late-9.js": "",
    "studyloop.js": 'import("./drill-AB12.js")',
}


def test_a_tool_needs_its_module_and_all_that_imports_lead_to_but_nothing_that_may_come_later() -> None:
    assert modules_of("drill", SCRIPTS) == ("drill-AB12.js", "chunk-1.js", "chunk-2.js", "chunk-3.js")


def test_an_unknown_tool_needs_nothing() -> None:
    assert modules_of("dril", SCRIPTS) == ()


def test_the_drills_page_names_files_that_exist_and_no_other_page_names_any(built_site: BuiltSite) -> None:
    page = (built_site.folder / "drill/index.html").read_text("utf-8")
    early = re.findall(r'<link rel="(?:modulepreload|preload)"[^>]* href="\.\./([^"]+)"', page)
    early += re.findall(r'<script type="module" async src="\.\./([^"]+)"', page)
    assert early[0] == "assets/data/index.json" and any(path.startswith("assets/studyloop/all-") for path in early)
    assert [path for path in early if not (built_site.folder / path).is_file()] == []
    assert "modulepreload" not in (built_site.folder / "index.html").read_text("utf-8")
