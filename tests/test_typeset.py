"""Typesetting: what comes back for formulas and diagrams, and for a typesetter that does not work."""

from __future__ import annotations

import re
import sys

import pytest

from studyloop import node as tools
from studyloop.render.typeset import Formula, Typeset, typeset

FLOW = "flowchart LR\n  A[Ask] --> B[Answer]\n"


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    out = tmp_path_factory.mktemp("bundle") / "out"
    return tools.build_browser(tools.SOURCE, out, tools.ROOT / ".cache" / "node", print).typeset


def stand_in(code: str) -> list[str]:
    """A typesetter that is a piece of Python."""
    return [sys.executable, "-c", code]


def test_results_are_found_by_what_was_asked_for(command):
    inline, display = Formula("x^2"), Formula("x^2", display=True)
    result = typeset([inline, display], [FLOW], command)
    assert result.failure is None and not result.math_errors and not result.diagram_errors
    assert "katex-display" in result.math[display] and "katex-display" not in result.math[inline]
    assert result.diagrams[FLOW].startswith("<svg ") and "Answer</text>" in result.diagrams[FLOW]


def test_an_error_is_a_value_and_the_others_are_still_typeset(command):
    good, bad = Formula("a"), Formula(r"\frac{1")
    result = typeset([good, bad], [FLOW, "pie"], command)
    assert set(result.math) == {good} and set(result.diagrams) == {FLOW}
    assert "Unexpected end of input" in result.math_errors[bad]
    assert "cannot start with “pie”" in result.diagram_errors["pie"]


def test_text_of_any_script_comes_back_unharmed(command):
    formula, drawing = Formula(r"\text{Ελληνικά é}"), "flowchart LR\n  A[Ελλάς] --> B[日本]"
    result = typeset([formula], [drawing], command)
    assert "Ελληνικά é" in result.math[formula] and "日本" in result.diagrams[drawing]


def test_the_same_source_gives_the_same_bytes_whatever_stands_beside_it(command):
    one = Formula(r"\sum_i x_i")
    assert typeset([one], [], command).math[one] == typeset([Formula(r"\gdef\y{1}"), one, Formula("z")], [FLOW], command).math[one]


def test_a_formula_that_names_markup_is_escaped(command):
    formula = Formula(r"\text{<script>alert(1)</script>}")
    assert "<script" not in typeset([formula], [], command).math[formula]


def test_duplicates_are_sent_once(tmp_path):
    seen = tmp_path / "request.json"
    typeset([Formula("x")] * 3, [FLOW] * 2, stand_in(f"import sys; open({str(seen)!r}, 'w').write(sys.stdin.read())"))
    assert seen.read_text().count('"tex"') == 1 and seen.read_text().count("flowchart") == 1


def test_nothing_to_do_starts_nothing():
    assert typeset([], [], ["/no/such/program"]) == Typeset()


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; sys.stderr.write('at x\\nTypeError: no such thing\\n    at y\\n'); sys.exit(1)", r"broke off \(exit code 1\): TypeError: no such thing"),
        ("print('not json')", "could not be read"),
        ("print('{}')", "could not be read"),
        ("print('{\"math\": [], \"diagrams\": []}')", "could not be read"),
        ("print('{\"math\": [{}], \"diagrams\": []}')", "could not be read"),
    ],
)
def test_a_broken_typesetter_is_one_sentence(code, says):
    result = typeset([Formula("x")], [], stand_in(code))
    assert result == Typeset(failure=result.failure)
    assert re.search(says, result.failure)


def test_a_typesetter_that_cannot_be_started_is_one_sentence():
    assert "could not be started" in typeset([Formula("x")], [], ["/no/such/program"]).failure


def test_a_typesetter_that_hangs_is_stopped():
    result = typeset([Formula("x")], [], stand_in("import time; time.sleep(60)"), timeout=0.2)
    assert result.failure == "The typesetter took longer than 0.2 seconds."
