"""The live preview: a change of words shows alone and at once, a broken file shows its problems above the last good version."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from shipped import ROOT, site_environment

GOOD = ROOT / "tests" / "bank" / "good"
TOPIC = "questions/metrics.md"


class Served:
    """A preview of a small project, and its pages as a browser would see them."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        shutil.copytree(GOOD, self.content)
        settings = {"INHERIT": str(ROOT / "mkdocs.yml"), "docs_dir": "content", "theme": {"custom_dir": str(ROOT / "site_overrides")}}
        (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
        if (ROOT / ".cache").is_dir():
            (folder / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.folder = folder
        self.epoch = "0"

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "studyloop.cli.main", "serve", "--address", self.address]
        environment = site_environment(PYTHONPATH=os.pathsep.join(sys.path))
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def get(self, page: str) -> str:
        """A page; remembers which version it is of."""
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://{self.address}/{page}", timeout=60) as answer:
                    text = answer.read().decode()
            except OSError:
                time.sleep(0.1)
                continue
            if found := re.search(r"livereload\((\d+),", text):
                self.epoch = found[1]
            return text
        pytest.fail("the preview does not answer", pytrace=False)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file and wait until the preview says that there is something new."""
        file = self.content / path
        text = file.read_text("utf-8")
        assert text.count(old) >= 1
        file.write_text(text.replace(old, new, 1), "utf-8")
        self.get(f"livereload/{self.epoch}/1")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path)
    process = one.start()
    yield one
    process.terminate()
    process.wait(10)


def page_of(path: str) -> str:
    return f"{path.removesuffix('.md')}/"


def test_words_show_problems_show_and_the_last_good_version_stays(served):
    before = served.get(page_of(TOPIC))
    assert "studyloop-problems" not in before
    built = served.get("")

    served.edit(TOPIC, "### Strong answer\n\n1. ", "### Strong answer\n\n1. A zebra crosses. ")
    assert "A zebra crosses." in served.get(page_of(TOPIC))
    same = re.compile(r"livereload\(\d+, \d+")
    assert same.sub("", served.get("")) == same.sub("", built), "no other page was written anew"

    served.edit(TOPIC, "### Strong answer", "### Stronger answer")
    broken = served.get(page_of(TOPIC))
    assert "studyloop-problems" in broken and "S02" in broken and f"content/{TOPIC}:" in broken
    assert "A zebra crosses." in broken, "the last good version stays"
    assert "studyloop-problems" in served.get(""), "every page says so"

    served.edit(TOPIC, "### Stronger answer", "### Strong answer")
    mended = served.get(page_of(TOPIC))
    assert "studyloop-problems" not in mended and "A zebra crosses." in mended


def test_a_new_title_is_a_whole_build_that_other_pages_show(served):
    served.get(page_of(TOPIC))
    title = next(line for line in (served.content / TOPIC).read_text("utf-8").splitlines() if line.startswith("## "))
    words = title.removeprefix("## ").split(" {")[0]
    served.edit(TOPIC, words, "Which zebra is asked for?")
    assert "Which zebra is asked for?" in served.get("search/search_index.json")


def test_a_link_that_no_longer_leads_anywhere_is_told_after_the_page_shows(served):
    served.get(page_of(TOPIC))
    served.edit(TOPIC, "### Strong answer\n\n1. ", "### Strong answer\n\n1. See [it](#nowhere-at-all). ")
    for _ in range(100):
        page = served.get(page_of(TOPIC))
        if "studyloop-problems" in page:
            break
        time.sleep(0.1)
    assert "L01" in page and "See" in page


def test_a_formula_that_cannot_be_set_is_told_and_the_last_good_version_stays_whatever_is_built(served):
    before = served.get(page_of(TOPIC))
    broken = "### Strong answer\n\n1. So $\\frac{1$ a zebra. "
    served.edit(TOPIC, "### Strong answer\n\n1. ", broken)
    page = served.get(page_of(TOPIC))
    assert "X01" in page and "a zebra" not in page and "Strong answer" in page
    # Another title: the whole site, which gets as far as its formulas.
    title = re.search(r"^## (.+?) \{", (served.content / TOPIC).read_text("utf-8"), re.M)
    assert title
    served.edit(TOPIC, title[1], "Which zebra is asked for?")
    page = served.get(page_of(TOPIC))
    assert "X01" in page and "Strong answer" in page and "Which zebra" not in page
    assert served.get("assets/studyloop/katex/katex.min.css")
    served.edit(TOPIC, broken, "### Strong answer\n\n1. ")
    assert "X01" not in served.get(page_of(TOPIC)) and "Which zebra" in served.get(page_of(TOPIC)) != before


def test_content_that_is_broken_from_the_start_is_shown_and_mended(tmp_path):
    one = Served(tmp_path)
    file = one.content / TOPIC
    good = file.read_text("utf-8")
    file.write_text(good.replace("### Strong answer", "### Stronger answer", 1), "utf-8")
    process = one.start()
    try:
        assert "S02" in one.get("")
        one.edit(TOPIC, "### Stronger answer", "### Strong answer")
        assert "studyloop-problems" not in one.get(page_of(TOPIC))
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize(("arguments", "code", "said"), [(["--address", "here"], 2, "write it as"), ([], 2, "mkdocs.yml")])
def test_wrong_use_is_one_sentence(tmp_path, arguments, code, said):
    command = [sys.executable, "-m", "studyloop.cli.main", "serve", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=site_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr
