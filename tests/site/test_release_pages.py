"""What a release says to a learner: the goldens of ``releases.md``, names, links and folds.

``python tests/site/test_release_pages.py`` writes what the code says now: read the difference before you keep it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from studyloop.bank.model import Bank, Place
from studyloop.bank.problems import Problems
from studyloop.ledger import Declared, Ledger
from studyloop.ledger.declared import Correction, Retirement
from studyloop.ledger.model import Entry, Release
from studyloop.ledger.release_notes import Line, ReleaseNotes, read_release_notes
from studyloop.library import check_content
from studyloop.site.pages.card_names import Name, card_names, day, line_html
from studyloop.site.pages.changes_page import corrected_list, retired_list
from studyloop.site.pages.release_page import LONG, release_body, release_list

HERE = Path(__file__).parent
FILE = HERE / "releases.md"
PAGES = ("decks.md", "changes.md", "changes.md#suspend", "releases/index.md")
_CASE = re.compile(r"^## (?P<title>.+)\n~~~~ markdown\n(?P<source>(?:.*\n)*?)~~~~\n~~~~ html\n(?P<html>(?:.*\n)*?)~~~~$", re.M)
CASES = [(found["title"], found["source"], found["html"]) for found in _CASE.finditer(FILE.read_text("utf-8"))]


def good_bank() -> Bank:
    bank = check_content(HERE.parent / "bank" / "good").bank
    assert bank is not None
    return bank


def said(source: str) -> str:
    """What a release page's source becomes, a line for each part."""
    version = source.partition("version: ")[2].split("\n")[0]
    problems = Problems()
    (notes,) = read_release_notes({PurePosixPath(f"releases/{version}.md"): tuple(source.splitlines())}, problems)
    assert not len(problems)
    bank = good_bank()
    body = release_body(notes, bank.subject, card_names(bank, Ledger()), PAGES)
    return re.sub(r"(?=<(?:li|h3|ul|ol|section|details)\b|</(?:ul|ol|section|details)>)", "\n", body).replace("\n\n\n", "\n\n").lstrip("\n")


@pytest.mark.parametrize(("source", "html"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_release_page_becomes_what_stands_below_it(source: str, html: str) -> None:
    assert said(source) == html


def test_every_title_of_the_goldens_has_a_well_formed_case() -> None:
    assert len(CASES) == FILE.read_text("utf-8").count("\n~~~~ markdown\n") > 0


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b> & c", "a &lt;b&gt; &amp; c"),
        ("`x < 1` and $x < 1$", r'<code>x &lt; 1</code> and <span class="arithmatex">\(x &lt; 1\)</span>'),
        ("``a ` b``", "<code>a ` b</code>"),
        ("cut off in $\\frac{1}{…", "cut off in $\\frac{1}{…"),
        ("from $5 to $6", "from $5 to $6"),
        (r"\$5 and 6$", r"\$5 and 6$"),
        ("`$PATH` is no formula$", "<code>$PATH</code> is no formula$"),
        ("two\n\nlines", "two lines"),
        ('<a href="javascript:x">', '&lt;a href="javascript:x"&gt;'),
    ],
)
def test_a_title_is_one_safe_line_with_its_code_and_formulas(text: str, html: str) -> None:
    assert line_html(text) == html


def test_without_math_a_formula_stays_between_its_dollars() -> None:
    assert line_html("if $x < 1$", math=False) == "if $x &lt; 1$"


def entry(identity: str, ident: str, title: str, retired: str | None = None) -> Entry:
    return Entry(identity, "recall", f"g-{identity}", "a.b.c", 1, "2026.1.1", "2026.1.1", "people", 1, (), f"guides/old.md#{ident}", title, retired)


def test_a_card_is_found_under_every_id_it_was_released_under() -> None:
    bank = good_bank()
    (guide,) = bank.guides
    card = replace(guide.cards[0], id="now", was="first")
    bank = replace(bank, guides=(replace(guide, blocks=(replace(guide.blocks[0], prose=None, cards=(card,)),)),))
    names = card_names(bank, Ledger(entries={"first": entry("first", "between", "As released")}))
    assert {names[ident].href for ident in ("first", "between", "now")} == {"sl:/guides/clock.md#now"}


def test_a_retired_card_keeps_its_name_and_has_no_link() -> None:
    names = card_names(good_bank(), Ledger(entries={"old": entry("old", "old-2", "Asked `once`", "2026-02-01")}))
    assert names["old"] == names["old-2"] == Name("Asked `once`", "recall")


def notes(count: int, change: str = "new", date: str = "2026-12-05") -> ReleaseNotes:
    version = date.replace("-", ".")
    lines = tuple(Line(f"card-{n}", "recall", "people", change, f"Card {n}") for n in range(count))
    return ReleaseNotes(PurePosixPath(f"releases/{version}.md"), Release(version, date), f"{count} cards.", lines)


@pytest.mark.parametrize("change", ["corrected", "changed", "new", "retired"])
def test_only_a_long_list_is_folded(change: str) -> None:
    subject = good_bank().subject
    assert "<details" not in release_body(notes(LONG, change), subject, {}, ())
    assert "<details" in release_body(notes(LONG + 1, change), subject, {}, ())


def test_no_link_leads_to_a_thin_page_that_is_not_there() -> None:
    assert "href" not in release_body(notes(2, "retired"), good_bank().subject, {}, ())
    assert "/decks.md" not in release_list((), ())


def test_only_a_release_that_retires_asks_to_suspend() -> None:
    subject = good_bank().subject
    assert "tag:studyloop::retired" in release_body(notes(1, "retired"), subject, {}, PAGES)
    assert "tag:studyloop::retired" not in release_body(notes(1, "new"), subject, {}, PAGES)


def test_the_list_of_releases_says_date_and_summary_in_the_order_given() -> None:
    html = release_list((notes(3, date="2026-12-05"), notes(2, date="2026-11-21")), PAGES)
    found = re.findall(r'href="sl:/(releases/[\d.]+md)".*?datetime="([\d-]+)".*?<p class="sl-why">(.*?)</p>', html)
    assert found == [("releases/2026.12.05.md", "2026-12-05", "3 cards."), ("releases/2026.11.21.md", "2026-11-21", "2 cards.")]


def test_before_the_first_release_the_page_says_so() -> None:
    assert "Nothing has been released yet" in release_list((), PAGES)


def test_the_lists_of_changes_are_newest_first_and_lead_to_what_is_asked_instead() -> None:
    place = Place(PurePosixPath("changes.md"))
    names = {
        "a": Name("A?", "recall", "sl:/guides/g.md#a"),
        "b": Name("B?", "cloze"),
        "c": Name("C?", "question", "sl:/questions/q.md#c"),
    }
    corrected = (Correction("a", "2026-01-01", "It was one.", place), Correction("a", "2026-03-01", "It was two.", place))
    retired = (Retirement("b", "2026-02-01", "Too easy.", ("c",), place), Retirement("d", "2026-02-02", "Empty.", (), place))
    html = corrected_list(Declared(corrected, retired), names)
    assert html.index("It was two.") < html.index("It was one.") and html.count('<a href="sl:/guides/g.md#a">A?</a>') == 2
    html = retired_list(Declared(corrected, retired), names)
    assert html.index("Nothing is asked instead.") < html.index('Asked instead: <a href="sl:/questions/q.md#c">C?</a>')
    assert "B?" in html and "<code>d</code>" in html
    ids = re.findall(r' id="([^"]+)"', corrected_list(Declared(corrected, retired), names) + html)
    assert len(ids) == len(set(ids)) == 4


def test_without_changes_the_lists_say_so() -> None:
    assert corrected_list(Declared(), {}) == "<p>No card has been corrected yet.</p>"
    assert retired_list(Declared(), {}) == "<p>No card is retired.</p>"


def test_a_date_is_written_for_people() -> None:
    assert day("2026-12-05") == '<time datetime="2026-12-05">5 December 2026</time>'


if __name__ == "__main__":
    FILE.write_text(
        _CASE.sub(
            lambda found: f"## {found['title']}\n~~~~ markdown\n{found['source']}~~~~\n~~~~ html\n{said(found['source'])}~~~~",
            FILE.read_text("utf-8"),
        ),
        "utf-8",
    )
