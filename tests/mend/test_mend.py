"""Mending: what is mechanical is done once and for all, prose and released numbers are left alone, no card changes."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyloop.bank import load_bank
from studyloop.bank.loader import INDEX
from studyloop.bank.model import SECTIONS
from studyloop.cli.main import main
from studyloop.decks import notes_of
from studyloop.library import open_library
from studyloop.mend import Mended, mend_page

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "bank" / "good"
TOPIC, GUIDE = PurePosixPath("questions/metrics.md"), PurePosixPath("guides/clock.md")
SUBJECT = load_bank(GOOD).bank.subject
SOURCE = (GOOD / TOPIC).read_text("utf-8")
HEAD = SOURCE[: SOURCE.index("## What")]
GUIDE_HEAD = (GUIDE_SOURCE := (GOOD / GUIDE).read_text("utf-8"))[: GUIDE_SOURCE.index("## First")]
MADE = re.compile(r"#new\d+|\{ (?:#new\d+ )?\}|\.c\d")
# Lines that mean something to the reader, and lines that nearly do.
PIECES = [
    "", " ", "   ", "text", "text ", "text  ", "text   ", "\ttext", "te\txt", "text\t", " \t ", "# Title", "#tag", "##Tight { level=mid minutes=5 kind=concept }",
    "## Q { #q level=mid minutes=5 kind=concept }", "## What is {x}", "### Cards", "### Sources", "### Strong answer", "###Mistakes", "### Mistake", "#### Deep",
    "==a== and ==b==", "==a=={ .c1 } and ==b==", "- ==a== and ==b== { .cloze }", "- ==a=={ .x } and ==b=={} { #d .cloze }", "{ .cloze }", "{ #c .cloze }", "  more ==c==",
    "cue", "cue { #r }", "cue {x}", ":   back", ":\tback", ":", "    deeper", "```python", "```", "~~~", "<!-- open", "-->", "<!-- allow W06: so -->", "$$", "| a | b |", "> q ", "1.\tone",
]  # fmt: skip


def counting() -> Callable[[], str]:
    """Ids for tests: ``new1``, ``new2``, ..."""
    numbers = itertools.count(1)
    return lambda: f"new{next(numbers)}"


def mend(text: str | bytes, path: PurePosixPath = TOPIC, released: tuple[str, ...] | None = ()) -> Mended:
    data = text.encode() if isinstance(text, str) else text
    found = mend_page(data, path, SUBJECT, counting(), released)
    assert found is not None
    return found


def replaced(old: str, new: str, source: str = SOURCE) -> str:
    assert source.count(old) == 1
    return source.replace(old, new)


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md")), ids=lambda file: file.stem)
def test_the_shipped_content_needs_no_mending(file):
    found = mend_page(file.read_bytes(), PurePosixPath(file.relative_to(ROOT / "content").as_posix()), SUBJECT, counting(), ())
    assert found == Mended(file.read_text("utf-8"), ())


@pytest.mark.parametrize(
    ("broken", "done"),
    [
        (b"\xef\xbb\xbf" + SOURCE.encode(), (("byte-order mark", 1),)),
        (SOURCE.replace("\n", "\r\n"), (("line ends", SOURCE.count("\n")),)),
        (SOURCE.replace("\n\n", "\n  \n"), (("spaces at line ends", SOURCE.count("\n\n")),)),
        (replaced("What this topic is asked for.", "What this topic is asked for. "), (("spaces at line ends", 1),)),
        (SOURCE.rstrip("\n"), (("end of the last line", 1),)),
        (replaced("It leaves out every", "It leaves\tout every"), (("tabs", 1),)),
        (replaced(":   What was", ":\tWhat was"), (("tabs", 1),)),
        (replaced("### Mistakes", "###Mistakes"), (("space behind #", 1),)),
        (replaced("Recall is ==found=={ .c1 } over ==there=={ .c2 }.", "Recall is ==found== over ==there==."), (("cloze numbers", 2),)),
    ],
    ids=lambda value: value[0][0] if isinstance(value, tuple) else "",
)
def test_what_is_mended_is_as_it_was_before_it_broke(broken, done):
    assert mend(broken) == Mended(SOURCE, done)


def test_missing_ids_are_written():
    found = mend(SOURCE.replace("{ #recall-denominator }", "").replace("#recall-gap ", "").replace("#recall-ratio ", ""))
    assert found.done == (("spaces at line ends", 1), ("missing ids", 3))
    assert "recall divide by? { #new2 }\n" in found.text and "leave out? { #new1 level=mid" in found.text and "{ #new3 .cloze }" in found.text


def test_braces_that_are_no_attributes_are_left_alone():
    found = mend(replaced("What does recall divide by? { #recall-denominator }", "Which set is {a, b}"))
    assert "Which set is {a, b} { #new1 }\n" in found.text


def test_an_id_is_written_beside_the_attributes_of_an_item_that_goes_on():
    found = mend(replaced("gives a recall of ==one==. { #recall-everything .cloze }", "gives ==one== { .cloze }\n  as recall."))
    assert "- Marking everything gives ==one== { #new1 .cloze }\n  as recall.\n" in found.text


@given(st.permutations([name for name, _, _ in SECTIONS]))
def test_sections_come_back_to_their_order_with_all_they_hold(names):
    head, *sections = re.split(r"^(?=### )", SOURCE, flags=re.M)
    of = {section[4:].split("\n")[0]: section.rstrip("\n") + "\n\n" for section in sections}
    shuffled = head + "".join(of[name] for name in names)
    found = mend(shuffled.rstrip("\n") + "\n")
    assert found.text == SOURCE
    assert found.done == ((("order of sections", 1),) if list(names) != [name for name, _, _ in SECTIONS] else ())


@pytest.mark.parametrize("name", ["### Pitfalls", "### Sources", "#### Mistakes"])
def test_sections_stay_where_it_is_not_clear_where_they_belong(name):
    text = replaced("### Mistakes", name).replace("### In depth", "### Follow-ups", 1) if name == "### Pitfalls" else replaced("### Mistakes", name)
    assert mend(text).text == text


def test_a_number_that_the_ledger_knows_is_never_touched():
    text = replaced("Recall is ==found=={ .c1 } over ==there=={ .c2 }.", "Recall is ==found== over ==there==.")
    assert mend(text, released=("recall-ratio",)) == mend(text, released=None) == Mended(text, ())
    renamed = text.replace("#recall-ratio .cloze", "#recall-now was=recall-ratio .cloze")
    assert mend(renamed, released=("recall-ratio",)) == Mended(renamed, ())


@pytest.mark.parametrize("marks", ["==a=={ .c1 } and ==b==", "==a== alone", " ".join(["==a=="] * 10)])
def test_numbers_are_written_only_where_none_is_and_nine_suffice(marks):
    text = replaced("Recall is ==found=={ .c1 } over ==there=={ .c2 }.", f"It is {marks}.")
    assert mend(text) == Mended(text, ())


def test_guides_are_mended_too_but_only_their_cards():
    text = replaced("More prose.", "==a== and ==b==\n{ .cloze }\n\n==c== and ==d==\n", GUIDE_SOURCE)
    assert mend(text, GUIDE).text == text.replace("==a== and ==b==\n{ .cloze }", "==a=={ .c1 } and ==b=={ .c2 }\n{ #new1 .cloze }").rstrip("\n") + "\n" * 2


def test_what_is_no_text_is_not_mended():
    assert mend_page(b"caf\xe9 ", TOPIC, SUBJECT, counting(), ()) is None


def test_a_line_break_and_the_spaces_of_code_stay():
    text = replaced("- Reporting recall without", "One  \ntwo.\n\n```text\na  \nb\n```\n\n- Reporting recall without")
    assert mend(text) == Mended(text, ())


PAGES = st.tuples(st.sampled_from([(TOPIC, HEAD), (GUIDE, GUIDE_HEAD), (PurePosixPath("about.md"), "")]), st.lists(st.sampled_from(PIECES)))


@settings(max_examples=400)
@given(PAGES)
def test_twice_equals_once(drawn):
    (path, head), lines = drawn
    once = mend(head + "\n".join(lines), path)
    assert mend(once.text, path) == Mended(once.text, ())


@settings(max_examples=400)
@given(PAGES)
def test_the_words_stay_the_same(drawn):
    (path, head), lines = drawn
    text = head + "\n".join(lines)

    def words(source: str) -> list[str]:
        return sorted(re.sub(r"[#\s{}]+", " ", MADE.sub(" ", source)).split())

    assert words(mend(text, path).text) == words(text)


def hashes(content: Path) -> dict[str, str]:
    """The content hash of every note."""
    made = notes_of(open_library(content, {"SOURCE_DATE_EPOCH": "0"}), lambda target: None)
    return {note.identity: note.content_hash for note in made.notes}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["", " ", "  ", "   "]), min_size=80, max_size=80), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_no_card_changes_by_other_spaces_and_line_ends(tmp_path_factory, spaces, ending, marked):
    content = tmp_path_factory.mktemp("spaces") / "content"
    shutil.copytree(GOOD, content)
    file = content / TOPIC
    lines = SOURCE.split("\n")
    text = ending.join(line + space for line, space in zip(lines, itertools.cycle(spaces), strict=False))
    file.write_bytes(b"\xef\xbb\xbf" * marked + text.encode())
    before = hashes(content)
    assert main(["check", "--fix", "--content", str(content)]) == 0
    assert hashes(content) == before
    assert b"\r" not in file.read_bytes()


def test_no_card_changes_by_the_order_of_sections(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    before = hashes(content)
    text = replaced("### Mistakes\n\n- Reporting recall without the number of marks.\n\n", "")
    text = replaced("### Weak answer", "### Mistakes\n\n- Reporting recall without the number of marks.\n### Weak answer", text)
    (content / TOPIC).write_text(text, "utf-8")
    assert main(["check", "--fix", "--content", str(content)]) == 0
    assert hashes(content) == before and (content / TOPIC).read_text("utf-8") == SOURCE


def test_fix_says_what_it_did_mends_only_what_was_asked_for_and_shows_the_rest(tmp_path, monkeypatch, capsys):
    shutil.copytree(GOOD, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    topic, guide = tmp_path / "content" / TOPIC, tmp_path / "content" / GUIDE
    topic.write_text(SOURCE.replace("level=mid", "level=midd").replace("### Mistakes", "###Mistakes "), "utf-8")
    guide.write_text(GUIDE_SOURCE + "\n\n\tx", "utf-8")
    topic.chmod(0o640)
    assert main(["check", "--fix", "content/questions"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["content/questions/metrics.md: mended spaces at line ends (1), space behind # (1)", "1 file mended."]
    assert said[2].startswith("content/questions/metrics.md:14:46: Q03 ")
    assert guide.read_text("utf-8").endswith("\tx") and topic.stat().st_mode & 0o777 == 0o640
    main(["check", "--fix", "--format", "json"])
    shown = capsys.readouterr()
    assert shown.out.startswith("{") and "content/guides/clock.md: mended tabs (1)" in shown.err
    main(["check", "--fix"])
    assert capsys.readouterr().out.startswith("0 files mended.\n")


def test_a_file_that_cannot_be_written_stays_and_is_a_sentence(tmp_path, monkeypatch, capsys):
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    (content / TOPIC).write_text(SOURCE + " ", "utf-8")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", str(content / TOPIC))

    monkeypatch.setattr("os.replace", refuse)
    assert main(["check", "--fix", "--content", str(content)]) == 1
    assert capsys.readouterr().err == f"{content / TOPIC}: this file cannot be written: No space left on device.\n"
    assert (content / TOPIC).read_text("utf-8") == SOURCE + " " and not list(content.rglob(".*"))


def test_an_id_that_was_retired_is_not_given_again(tmp_path, monkeypatch):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "rules" / "content", content)
    lock = (ROOT / "tests" / "rules" / "decks.lock").read_text("utf-8")
    (tmp_path / "decks.lock").write_text(lock, "utf-8")
    letters = iter("bbbbbbbb" "cccccccc" "dddddddd")
    (tmp_path / "decks.lock").write_text(lock.replace("recall-at-ten", "bbbbbbbb"), "utf-8")
    monkeypatch.setattr("secrets.choice", lambda alphabet: next(letters))
    file = content / "guides" / "drift.md"
    file.write_text(file.read_text("utf-8") + "\nWhat?\n{ .cloze }\n\n- ==A== b { .cloze }\n", "utf-8")
    main(["check", "--fix", "--content", str(content), str(file)])
    assert "#bbbbbbbb" not in file.read_text("utf-8") and "#cccccccc" in file.read_text("utf-8")


def test_the_subject_is_not_needed_for_spaces():
    assert mend_page(b"a \n", INDEX, None, counting(), ()) == Mended("a\n", (("spaces at line ends", 1),))
