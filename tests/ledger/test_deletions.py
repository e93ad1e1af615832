"""What a cloze card hides under each number, as its author wrote it."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyloop.bank.deletions import deletions, without_marks
from studyloop.bank.model import Card, Piece, Place

PLACE = Place(PurePosixPath("questions/metrics.md"))
CASES = {
    "Recall is ==found=={ .c1 } over ==there=={ .c2 }.": ({1: "found", 2: "there"}, "Recall is found over there."),
    "==Two=={ .c2 } before ==one=={ .c1 }.": ({1: "one", 2: "Two"}, "Two before one."),
    "==Half=={ .c1 } and ==half=={ .c1 }, ==all=={ .c3 }.": ({1: "Half … half", 3: "all"}, "Half and half, all."),
    "A recall of ==one==.": ({1: "one"}, "A recall of one."),
    "A recall of ==one=={ .c1 }": ({1: "one"}, "A recall of one"),
    "A recall of ==one=={: .c2 }": ({2: "one"}, "A recall of one"),
    "The gradient is ==$a^{T}b = \\frac{x}{y}$=={ .c1 }.": ({1: "$a^{T}b = \\frac{x}{y}$"}, "The gradient is $a^{T}b = \\frac{x}{y}$."),
    "==`a == b`=={ .c1 } or ==$x == y$=={ .c2 }": ({1: "`a == b`", 2: "$x == y$"}, "`a == b` or $x == y$"),
    "`==no mark=={ .c2 }` but ==a mark=={ .c1 }": ({1: "a mark"}, "`==no mark=={ .c2 }` but a mark"),
    "In ==**bold** words=={ .c1 }": ({1: "**bold** words"}, "In **bold** words"),
    "Over ==two\n  lines=={ .c1 }": ({1: "two lines"}, "Over two\n  lines"),
    "==`}`=={ .c1 }": ({1: "`}`"}, "`}`"),
    "==a set {x}==": ({1: "a set {x}"}, "a set {x}"),
    "No mark at all, a == b": ({}, "No mark at all, a == b"),
}


def hidden(text: str) -> dict[int, str]:
    return deletions(Card("a", "cloze", Piece(text, PLACE), None, PLACE))


@pytest.mark.parametrize("text", CASES)
def test_each_number_has_the_text_it_hides_and_no_sign_of_the_mark(text):
    assert (hidden(text), without_marks(text)) == CASES[text]


def test_numbers_stand_in_order_whatever_the_order_of_the_marks():
    assert list(hidden("==c=={ .c3 } ==a=={ .c1 } ==b=={ .c2 }")) == [1, 2, 3]


@given(st.lists(st.tuples(st.integers(1, 9), st.from_regex(r"[a-z]+( [a-z]+)*", fullmatch=True)), min_size=1, max_size=6))
def test_marks_come_back_as_they_were_written(marks):
    found = hidden(", ".join(f"=={text}=={{ .c{number} }}" for number, text in marks))
    assert found == {number: " … ".join(text for other, text in marks if other == number) for number, _ in sorted(marks)}


@given(st.text(alphabet="=`${}.c1 ab\n\\"))
def test_any_text_is_read_without_an_exception(text):
    assert all(found == " ".join(found.split()) for found in hidden(text).values())
    assert len(without_marks(text)) <= len(text)
