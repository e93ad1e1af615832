"""A whole page shows exactly the fragments: nothing of a question's source is rendered a second time, nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest

from studyloop.bank import load_bank
from studyloop.render import PieceRenderer, render_bank
from studyloop.render.extension import StudyloopExtension
from studyloop.render.fragments import make_fragments
from studyloop.render.markdown import CONFIGS, EXTENSIONS
from studyloop.render.pieces import is_empty, plain_text
from studyloop.render.question_html import Outside, question_body

GOOD = Path(__file__).parents[1] / "bank" / "good"
REAL = Path(__file__).parents[2] / "content"


def body(path: Path) -> str:
    """A page without its front matter."""
    return path.read_text("utf-8").split("\n---\n", 1)[1]


def page(source: str, extension: StudyloopExtension) -> str:
    return markdown.markdown(source, extensions=[*EXTENSIONS, extension], extension_configs=CONFIGS)


@pytest.fixture(scope="module")
def good():
    bank = load_bank(GOOD).bank
    return bank, render_bank(bank, PieceRenderer())


def test_a_question_is_its_heading_and_its_fragment(good):
    fragments = make_fragments(*good)
    html = page(body(GOOD / "questions/metrics.md"), StudyloopExtension(fragments))
    assert html == (
        "<h1>Metrics</h1>\n<p>What this topic is asked for.</p>\n"
        '<h2 class="sl-heading" id="recall-gap">What does recall leave out?</h2>\n' + fragments.questions["recall-gap"]
    )


def test_a_guide_shows_its_prose_and_its_cards_in_place(good):
    fragments = make_fragments(*good)
    html = page(body(GOOD / "guides/clock.md"), StudyloopExtension(fragments))
    assert html == (
        '<h1>The clock</h1>\n<h2 id="clock-first">First step</h2>\n<p>Ask what decision the system supports.</p>\n'
        + fragments.groups["clock-first-card"]
        + "\n<p>More prose.</p>"
    )


def test_the_extension_reads_the_content_itself_under_any_generator(good):
    alone = StudyloopExtension(content=str(GOOD))
    source = body(GOOD / "questions/metrics.md")
    assert page(source, alone) == page(source, StudyloopExtension(make_fragments(*good)))


def test_answers_are_folded_and_cards_stay_out_of_the_search(good):
    html = make_fragments(*good).questions["recall-gap"]
    assert [name for name in re.findall(r"<summary[^>]*>([^<]*)</summary>", html)][:9] == [
        "Short answer",
        "Strong answer",
        "Weak answer",
        "What it tests",
        "Follow-ups",
        "Mistakes",
        "In depth",
        "Practise: 3 cards",
        "What does recall divide by?",
    ]
    assert re.search(r'<details class="sl-part sl-part-cards" data-search-exclude>', html)
    assert not re.search(r"<details[^>]* open", html)


def test_a_cloze_shows_blanks_before_its_words(good):
    html = make_fragments(*good).questions["recall-gap"]
    cue = re.search(r'id="recall-ratio"><details class="sl-flip"><summary>(.*?)</summary>', html)[1]
    assert plain_text(cue) == "Recall is […] over […] ."


def test_two_renders_of_the_same_content_are_identical():
    bank = load_bank(REAL).bank
    assert render_bank(bank, PieceRenderer()) == render_bank(bank, PieceRenderer())


@pytest.mark.parametrize(("html", "empty"), [("", True), ("<p> &nbsp; </p>", True), ('<a href="x"></a>', True), ("<p>0</p>", False), ('<img src="x" />', False)])
def test_a_fragment_is_empty_when_it_shows_nothing(html, empty):
    assert is_empty(html) is empty


def test_a_mark_says_that_code_is_checked_only_where_tests_run_it_and_leads_to_it(good):
    bank, rendered = good
    depth = replace(bank.topics[0].questions[0].parts["depth"], text="```python\nassert True\n```")
    question = replace(bank.topics[0].questions[0], parts=bank.topics[0].questions[0].parts | {"depth": depth})
    shown = replace(rendered.topics[0].questions[0], question=question)
    assert "sl-checked" not in question_body(shown, bank.subject, Outside())
    html = question_body(shown, bank.subject, Outside(tested=True))
    assert f'href="#code_{question.id}"' in html and f'<div class="sl-body" id="code_{question.id}">' in html
    still = replace(question, parts=question.parts | {"depth": replace(depth, text='```{ .python .no-run reason="r" }\nassert True\n```')})
    assert "sl-checked" not in question_body(replace(shown, question=still), bank.subject, Outside(tested=True))
