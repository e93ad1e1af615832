"""The page of all sources."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from shipped import BuiltSite

from studyloop.bank import load_bank
from studyloop.render import PieceRenderer, render_bank
from studyloop.render.model import RenderedBank
from studyloop.site.pages.sources_page import all_sources, source_list

GOOD = Path(__file__).parents[1] / "bank" / "good"
BAKER = '<ul><li>Baker, B. (2001). <em>Trees</em>. <a href="https://{}">there</a></li></ul>'
ADAMS = '<ul><li>Adams, A. (2002). <em>Rivers</em>. <a href="https://example.org/a">there</a></li><li>No address at all</li></ul>'


def _bank(*sources: str) -> RenderedBank:
    """A bank of one topic with a question for each of these sources."""
    rendered = render_bank(load_bank(GOOD).bank, PieceRenderer())
    [topic, *_] = rendered.topics
    [question, *_] = topic.questions
    questions = (replace(question, question=replace(question.question, id=f"q{at}"), parts={"sources": text}) for at, text in enumerate(sources))
    return replace(rendered, topics=(replace(topic, questions=tuple(questions)),))


def test_a_work_that_two_questions_cite_stands_once_with_both_and_the_works_in_order() -> None:
    sources = all_sources(_bank(BAKER.format("example.org/b/") + ADAMS, BAKER.format("www.example.org/b#page=2")))
    assert [(re.sub(r"<[^>]+>", "", source.text)[:5], len(source.questions)) for source in sources] == [("Adams", 1), ("Baker", 2)]


def test_the_page_counts_works_and_questions() -> None:
    assert source_list(_bank(BAKER.format("example.org/b"), ADAMS)).startswith("2 works, cited by 2 questions.")


def test_every_address_a_question_cites_is_on_the_page(built_site: BuiltSite) -> None:
    page = (built_site.folder / "sources/index.html").read_text("utf-8")
    listed = {address.split("#")[0].rstrip("/") for address in re.findall(r'href="(https://[^"]+)"', page)}
    topic = (built_site.folder / "questions/metrics/index.html").read_text("utf-8")
    cited = {address.split("#")[0].rstrip("/") for address in re.findall(r'<a href="(https://[^"]+)"', topic)}
    assert cited and cited <= listed | {address for address in cited if "issues/new" in address}
