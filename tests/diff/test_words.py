"""Word by word: nothing is lost, nothing is invented, and no tag is ever cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyloop.diff.model import FieldChange
from studyloop.diff.words import changed_words, marked, plain, tokens_of
from studyloop.diff.wording import runs

PARTS = [
    "word", "other", " ", "\n", "<p>", "</p>", "<strong>", "</strong>", "\\(x_1\\)", "\\[a &lt; b\\]", "{{c1::", "{{c2::", "}}", "&amp;", "0.5", ",",
    "<pre><code>", "</code></pre>", '<img alt="a b" src="sl-0123456789abcdef.png">', "é", "'s", "\\(", "<", "\x1b[31m",
]
fields = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)


@given(fields)
def test_the_tokens_of_a_field_are_the_field(field: str) -> None:
    assert "".join(token.text for token in tokens_of(field)) == field


@given(fields, fields)
def test_the_steps_lead_from_all_words_of_the_one_to_all_words_of_the_other(before: str, after: str) -> None:
    old, new = ([token.text for token in tokens_of(field) if token.counts] for field in (before, after))
    steps = changed_words(tokens_of(before), tokens_of(after))
    at = [0, 0]
    for tag, i1, i2, j1, j2 in steps:
        assert [i1, j1] == at and (tag != "equal" or old[i1:i2] == new[j1:j2])
        at = [i2, j2]
    assert at == [len(old), len(new)]


@given(fields, st.frozensets(st.integers(0, 25)))
def test_marking_words_adds_marks_around_words_and_nothing_else(field: str, changed: frozenset[int]) -> None:
    shown = marked(tokens_of(field), changed, "ins", lambda token: token.text)
    assert re.sub("</?ins>", "", shown) == field
    inside = "".join(re.findall("<ins>(.*?)</ins>", shown, re.S))
    assert all(token.counts or token.kind == "space" for token in tokens_of(inside) if token.kind != "close" and not token.text.startswith("\\"))
    assert shown.count("<ins>") == shown.count("</ins>")


@given(fields)
def test_plain_text_has_no_sign_that_a_terminal_would_obey(field: str) -> None:
    assert plain(field).isprintable()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It is 60 %.", "It is 50 %.", ((" ", "It is"), ("-", " 60"), ("+", " 50"), (" ", " %."))),
        ("a \\(x\\) b", "a \\(x + 1\\) b", ((" ", "a"), ("-", " $x$"), ("+", " $x + 1$"), (" ", " b"))),
        ("<p>same</p>", "<p><em>same</em></p>", ((" ", "the same words in another form"),)),
        ("", "<p>all new</p>", (("+", " all new"),)),
        ("don't stop 0.5", "don't stop 0.25", ((" ", "don't stop"), ("-", " 0.5"), ("+", " 0.25"))),
    ],
)
def test_what_differs_is_told_in_whole_words(before: str, after: str, expected: tuple) -> None:
    assert runs(FieldChange("Back", before, after)) == expected


def test_a_long_stretch_that_stayed_is_shortened_around_the_difference() -> None:
    words = [f"w{number}" for number in range(60)]
    shown = dict(zip("abc", runs(FieldChange("Back", " ".join(words), " ".join([*words[:30], "new", *words[31:]]))), strict=False))
    assert shown["a"] == (" ", " … w22 w23 w24 w25 w26 w27 w28 w29") and shown["b"] == ("-", " w30") and shown["c"] == ("+", " new")


def test_a_formula_in_code_is_code() -> None:
    tokens = tokens_of("<code>\\(a\\)</code> \\(a\\)")
    assert [token.text for token in tokens if token.kind == "math"] == ["\\(a\\)"]
