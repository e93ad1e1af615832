"""Which script the drill's page starts once its first card stands."""

from __future__ import annotations

import re

from shipped import BuiltSite

_NAMED = re.compile(r'<meta name="studyloop-drill" content="([^"]+)">')


def test_the_drills_page_names_a_file_that_exists_and_no_other_page_names_any(built_site: BuiltSite) -> None:
    page = (built_site.folder / "drill/index.html").read_text("utf-8")
    [name] = _NAMED.findall(page)
    assert (built_site.folder / "drill" / name).resolve().is_file()
    assert not _NAMED.search((built_site.folder / "index.html").read_text("utf-8"))


def test_nothing_of_the_drills_page_runs_before_its_first_card_but_what_shows_that(built_site: BuiltSite) -> None:
    page = (built_site.folder / "drill/index.html").read_text("utf-8")
    assert all('type="text/plain"' in tag for tag in re.findall(r"<script\b[^>]*\bsrc=[^>]*>", page))
    stage, _, rest = page.partition("data-sl-drill-stage></div><script>")
    assert "studyloop-drill" in rest.partition("</script>")[0] and "preload" not in page
