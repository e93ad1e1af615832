"""Links that depend on where the site is published: right where it is known, left out where it is not."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from shipped import ROOT, run_site
from built_page import read_pages

from studyloop.library import check_content

REPOSITORY = "https://code.example/someone/study"


def form_fields(form: Path) -> set[str]:
    """The ids of an issue form's fields, which an address may fill."""
    return {field["id"] for field in yaml.safe_load(form.read_text("utf-8"))["body"] if "id" in field}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "published-site"
    done = run_site(ROOT, out, SITE_URL="https://study.example/name/", REPO_URL=REPOSITORY)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_edit_links_name_each_question_s_own_line(published: Path) -> None:
    bank = check_content(ROOT / "content").bank
    assert bank is not None
    pages = read_pages(published)
    for topic in bank.topics:
        links = pages[f"{topic.path.with_suffix('')}/index.html"].links
        for question in topic.questions:
            line = next(
                number
                for number, text in enumerate((ROOT / "content" / topic.path).read_text("utf-8").splitlines(), 1)
                if f"#{question.id} " in text and text.startswith("## ")
            )
            assert f"{REPOSITORY}/blob/main/content/{topic.path}?plain=1#L{line}" in links, question.id


def test_report_links_open_the_form_with_the_question_filled_in(published: Path) -> None:
    bank = check_content(ROOT / "content").bank
    assert bank is not None
    topic = bank.topics[0]
    links = read_pages(published)[f"{topic.path.with_suffix('')}/index.html"].links
    reports = [urlsplit(link) for link in links if "/issues/new" in link]
    assert len(reports) == len(topic.questions)
    for question, report in zip(topic.questions, reports, strict=True):
        fields = parse_qs(report.query)
        form = form_fields(ROOT / ".github" / "ISSUE_TEMPLATE" / fields["template"][0])
        assert set(fields) - {"template", "title"} <= form
        assert question.id in fields["title"][0]
        assert (fields["card"], fields["question"]) == ([question.id], [question.title])
        assert fields["place"] == [f"content/{topic.path}:{question.place.line}"]


def test_pages_name_their_published_address(published: Path) -> None:
    page = (published / "questions" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://study.example/name/questions/">' in page


def test_without_addresses_no_link_is_invented(site_folder: Path) -> None:
    found = [
        (name, link)
        for name, page in read_pages(site_folder).items()
        for link in page.links
        if "/issues/new" in unquote(link) or "/blob/" in link and "plain=1" in link
    ]
    assert found == []
    assert 'rel="canonical"' not in (site_folder / "index.html").read_text("utf-8")
