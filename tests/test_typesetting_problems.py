"""A formula or diagram that cannot be set is a problem at its line; so is a typesetter that does not work."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from studyloop.library import Library, check_content, open_library
from studyloop.unset import find_unset
from studyloop.site.fitting import fit_pages

GOOD = Path(__file__).parent / "bank" / "good"
WORDS = "The curve of recall over the number of marks never falls."
REFUSING = """
import json, sys
asked = json.load(sys.stdin)
print(json.dumps({key: [{"error": f"{key} is wrong."} for _ in asked[key]] for key in ("math", "diagrams")}))
"""


class Pages(list):
    """Stands in for mkdocs' files: pages with content, no addresses."""

    def documentation_pages(self) -> list:
        return [SimpleNamespace(page=page, src_uri="") for page in self.pages]


@pytest.fixture
def library(tmp_path) -> Library:
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    file = content / "questions" / "metrics.md"
    source = file.read_text("utf-8").replace(WORDS, "So $\\frac{1$ it is.\n\n```mermaid\nflowchart LR\n  A --> \n```")
    file.write_text(source.replace("What was there to be found.", "What was $t_h$ there."), "utf-8")
    return open_library(content, {"SOURCE_DATE_EPOCH": "0"})


def problems(library: Library, code: str) -> list[str]:
    files = Pages()
    files.pages = [SimpleNamespace(content=topic.questions[0].parts["depth"]) for topic in library.rendered.topics]
    return [str(problem) for problem in fit_pages(library, files, [sys.executable, "-c", code], lambda path: True).problems]


def test_what_cannot_be_set_has_the_place_of_its_source(library):
    assert problems(library, REFUSING) == [
        "questions/metrics.md:47:5: X01 The formula `\\frac{1` cannot be set: math is wrong. (mend the TeX)",
        "questions/metrics.md:51:3: X02 The diagram cannot be drawn: diagrams is wrong. (see the format page for what diagrams may hold)",
        "questions/metrics.md:57:15: X01 The formula `t_h` cannot be set: math is wrong. (mend the TeX)",
    ]


def test_a_typesetter_that_breaks_off_is_one_problem(library):
    (line,) = problems(library, "import sys; sys.exit('Error: no glue')")
    assert line.startswith("index.md:1:1: X01 The typesetter broke off (exit code 1): Error: no glue (")


def test_the_check_finds_the_same_at_the_same_places_without_rendering_all_of_it(library):
    found = find_unset(check_content(library.content).sources, [sys.executable, "-c", REFUSING])
    assert [str(problem) for problem in found if problem.place.path.name == "metrics.md" and problem.place.line in (47, 51, 57)] == problems(library, REFUSING)


def test_what_only_looks_like_a_formula_is_none(library):
    sources = {PurePosixPath("questions/money.md"): ["It costs 5$ a day, and `$x` is a name.", "", "```sh", "echo $HOME $PATH", "```", "", "Then 6$ more."]}
    assert find_unset(sources, [sys.executable, "-c", REFUSING]) == ()
