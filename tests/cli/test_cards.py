"""``studyloop cards``: every card of a file, front and back, in both schemes; what is wrong stands above them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from shipped import ROOT

from studyloop.cli.cards import page_of
from studyloop.cli.main import main

GOOD = ROOT / "tests" / "bank" / "good"
TOPIC = "questions/metrics.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def test_every_note_shows_its_fronts_and_its_back_in_both_schemes(content):
    page = page_of(content, TOPIC)
    sections = re.findall(r'<section id="([^"]+)">.*?</section>', page, re.S)
    text = (content / TOPIC).read_text("utf-8")
    assert sections and all(f"#{ident}" in text for ident in sections)
    for section in re.findall(r"<section .*?</section>", page, re.S):
        captions = re.findall(r"<figcaption>(.*?)</figcaption>", section)
        light, dark = captions[: len(captions) // 2], captions[len(captions) // 2 :]
        assert [name.removesuffix(", light") for name in light] == [name.removesuffix(", dark") for name in dark]
        assert light[0].startswith("front") and light[-1] == "back, light"


def test_a_cloze_front_hides_one_number_and_shows_the_others(content):
    page = page_of(content, TOPIC)
    cloze = next(part for part in re.findall(r"<section .*?</section>", page, re.S) if "front 1, light" in part)
    assert "{{c" not in cloze
    fronts = re.findall(r"<figcaption>front \d, light</figcaption>(.*?)</figure>", cloze, re.S)
    assert len(fronts) == len(set(fronts)) and all(front.count("[...]") >= 1 for front in fronts)


def test_further_parts_are_folded_as_they_are_on_a_phone(content):
    assert "<details" in page_of(content, TOPIC) and not re.search(r"<details[^>]*\bopen", page_of(content, TOPIC))


def test_the_page_asks_for_nothing_and_what_is_wrong_stands_above(content):
    file = content / TOPIC
    file.write_text(file.read_text("utf-8").replace("### Strong answer", "### Stronger answer", 1), "utf-8")
    page = page_of(content, TOPIC)
    assert "S02" in page and page.index("S02") < page.index("<section")
    assert not re.search(r'(?:src|href)="(?!data:|#)(?!https?://)[^"]', page) and "<script" not in page


def test_it_can_be_written_to_a_file(content, tmp_path, capsys):
    out = tmp_path / "cards.html"
    assert main(["cards", str(content / TOPIC), "--content", str(content), "--html", str(out)]) == 0
    assert out.read_text("utf-8").startswith("<!doctype html>") and str(out) in capsys.readouterr().out


@pytest.mark.parametrize("path", ["nowhere.md", "../conftest.py"])
def test_a_file_that_is_not_of_the_content_is_one_sentence(content, path, capsys):
    assert main(["cards", str(content / path), "--content", str(content)]) == 2
    assert "name one such as" in capsys.readouterr().err
