"""Any text in: problems with places out, never an exception, the same again for the same text, and linear work."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from golden_cases import GOOD
from hypothesis import given, settings
from hypothesis import strategies as st

from studyloop.bank import load_bank
from studyloop.library import check_content
from studyloop.render import PieceRenderer, render_bank

REAL = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))
FILES = ("questions/metrics.md", "guides/clock.md", "plans/short.md", "curriculum.md", "index.md", "about.md")
SOURCE = {name: (GOOD / name).read_text("utf-8") if (GOOD / name).exists() else "# About\n" for name in FILES}
HEAD = {name: text[: text.index("\n---\n", 3) + 5] if text.startswith("---") else "" for name, text in SOURCE.items()}
STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=80)

pieces = st.sampled_from(
    "# T|## Q { #a level=mid minutes=5 kind=concept }|## |### Cards|### Strong answer|### Sources|####|term { #b }|:   back|: |:   `a::b`"
    "|{ #c .cloze }|==x=={ .c1 }|==x==|- ==x=={ .c2 } { #d .cloze }|```|````|~~~|```mermaid|    code|> quote|> ```|<!--|-->|<!-- x -->"
    "|<b onclick=x>|<|</script|[a](b.md)|[a](#b)|![|](|[a]: javascript:x|$x$|$$|$$x$$|\\|`|``|{|}|{ #|{ .cloze }|| a | b ||---|---|*|**|_"
    "|1. one|- two|    - three|!!! note|---|===|---\ntitle: x\n---|title: [|&a|*a|\u2028|é|\ufeff|\r|: :|{{c1::x}}".split("|")
)
markdown_like = st.lists(st.one_of(pieces, st.text(max_size=8), st.just("\n"), st.just("\n\n"), st.just(" ")), max_size=40).map("".join)


def write(folder: Path, name: str, text: str) -> Path:
    """Good content with one file replaced."""
    for path, good in SOURCE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(good, "utf-8")
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder


def check(name: str, text: str) -> None:
    """Everything that must hold for whatever stands in a file."""
    with tempfile.TemporaryDirectory() as folder:
        content = write(Path(folder), name, text)
        checked = check_content(content)
        assert check_content(content) == checked
        bank, plans, problems = checked.bank, checked.plans, checked.problems
        assert list(problems) == sorted(set(problems), key=lambda problem: problem.sort_key)
        length = (content / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        for problem in problems:
            assert problem.place.col >= 1
            assert 1 <= problem.place.line <= (length + 1 if str(problem.place.path) == name else 10_000)
            assert str(problem).isprintable() and problem.hint
        if bank is not None:
            render_bank(bank, PieceRenderer())


@STEADY
@given(st.sampled_from(FILES), st.text())
def test_any_text_gives_problems_and_never_an_exception(name, text):
    check(name, text)


@STEADY
@given(st.sampled_from(FILES), markdown_like)
def test_any_markdown_behind_good_front_matter_gives_problems_and_never_an_exception(name, text):
    check(name, HEAD[name] + "\n" + text)


@STEADY
@given(st.sampled_from([name for name in FILES if HEAD[name]]), st.data())
def test_any_damage_to_front_matter_gives_problems_and_never_an_exception(name, data):
    head = HEAD[name]
    at = data.draw(st.integers(4, len(head)))
    wrong = data.draw(st.sampled_from(["[", "]", "{", "}", ":", ": ", "- ", "\n", "\n  ", "'", '"', "#", "|", ">", "&a ", "*a", "!!set ", "? ", "<<: ", "null", "1", "~", "\x85", ""]))
    length = data.draw(st.integers(0, 12))
    check(name, head[:at] + wrong + head[at + length :] + SOURCE[name][len(head) :])


@settings(STEADY, max_examples=40)
@given(st.sampled_from(REAL), st.data())
def test_any_damage_to_the_real_content_gives_problems_and_never_an_exception(file, data):
    lines = file.read_text("utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        kind = data.draw(st.sampled_from(["drop", "double", "swap", "cut", "insert"]))
        if kind == "drop":
            lines[at : at + data.draw(st.integers(1, 5))] = [""]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
        else:
            lines[at] += data.draw(pieces)
    # A page of a hundred lines shows as much as one of a thousand.
    first = data.draw(st.integers(0, max(0, len(lines) - 100)))
    body = "\n".join(lines[first : first + 100])
    name = "guides/clock.md" if file.parent.name == "guides" else "questions/metrics.md"
    check(name, body if first == 0 else HEAD[name] + body)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, Python's own included."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


QUESTION = SOURCE["questions/metrics.md"][SOURCE["questions/metrics.md"].index("## What") :]
MANY: dict[str, Callable[[int], str]] = {
    "questions": lambda n: "".join(QUESTION.replace("#recall", f"#recall-{i}") for i in range(n // 40)),
    "the same question": lambda n: QUESTION * (n // 40),
    "cards in one section": lambda n: QUESTION.replace("### Sources", "".join(f"front { '{' } #n{i} }}\n:   back\n\n" for i in range(n // 3)) + "### Sources"),
    "paragraphs of one answer": lambda n: QUESTION.replace(":   What", ":   a\n\n" + "    b\n\n" * (n // 2) + "    What"),
    "marks of one cloze": lambda n: QUESTION.replace("Recall is", "==a=={ .c1 }\n" * n + "Recall is"),
    "links to nowhere": lambda n: QUESTION.replace("The curve", "[a](#nowhere)\n" * n + "The curve"),
    "unknown sections": lambda n: QUESTION + "### Unknown\n\ntext\n\n" * (n // 4),
    "headings alone": lambda n: "##\n" * n,
    "lines of one paragraph": lambda n: QUESTION.replace("The curve", "word\n" * n + "The curve"),
    "fences": lambda n: QUESTION.replace("The curve", "```python\nx\n```\n\n" * (n // 4) + "The curve"),
    "open brackets": lambda n: QUESTION.replace("The curve", "[ ![ ` $ < { ==\n" * n + "The curve"),
    "comments": lambda n: QUESTION.replace("The curve", "<!-- a -->\n" * n + "The curve"),
}


@pytest.mark.parametrize("kind", MANY)
def test_twice_the_lines_are_about_twice_the_work(kind, tmp_path):
    counts = []
    for lines in (800, 1_600):
        content = write(tmp_path / str(lines), "questions/metrics.md", HEAD["questions/metrics.md"] + "# T\n\n" + MANY[kind](lines))
        counts.append(calls(lambda folder=content: load_bank(folder)))
    assert counts[1] / counts[0] < 2.5


def test_a_hundred_thousand_lines_are_read(tmp_path):
    content = write(tmp_path, "questions/metrics.md", HEAD["questions/metrics.md"] + "# T\n\n" + MANY["questions"](100_000))
    loaded = load_bank(content)
    assert [len(topic.questions) for topic in loaded.bank.topics] == [2_500]


@pytest.mark.parametrize(
    "unit", ["[", "![", "](", "[](", "[a](b ", "[\\a", "$a ", "`", "`` ` ", "{", "{ ", "{#", "==a ", "<", "<a ", "<a", "<!--", "> ", " ", "~", "#", "&#", "\\`", "(((", "a=\"", "x==`"]
)
def test_a_line_of_a_hundred_thousand_signs_is_read(unit, tmp_path):
    """Work inside a regular expression cannot be counted; one that is not linear would take minutes here."""
    long = unit * (100_000 // len(unit))
    text = QUESTION.replace("The curve", f"{long}\n\nThe curve").replace("Recall is", f"{long} Recall is").replace("What was", f"{long} What was")
    content = write(tmp_path, "questions/metrics.md", HEAD["questions/metrics.md"] + "# T\n\n" + text)
    (topic,) = load_bank(content).bank.topics
    assert topic.questions[0].id == "recall-gap"
