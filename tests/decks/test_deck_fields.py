"""Fields: the same content, with nothing left that only the site or only Anki would understand."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyloop.decks.cloze import cloze_numbers, to_cloze
from studyloop.decks.errors import FieldError
from studyloop.decks.fields import Targets, address, to_field, to_front

TARGETS = Targets(lambda path: f"https://s.example{path}", lambda path: "sl-0123456789abcdef.png")
NOWHERE = Targets(lambda path: None, lambda path: "")


@pytest.mark.parametrize(
    ("neutral", "field"),
    [
        ('<span class="arithmatex">\\(a &lt; b &amp; c\\)</span>', "\\(a &lt; b &amp; c\\)"),
        ('<span class="arithmatex">\\(a &gt; b\\)</span>.', "\\(a &gt; b\\)."),
        ('<div class="arithmatex">\n\\[x_1\\]\n</div>', '<div class="math">\\[x_1\\]</div>'),
        ('<span class="arithmatex">\\(\\frac{a}{\\sqrt{b}}\\)</span>', "\\(\\frac{a}{\\sqrt{b} }\\)"),
        ('<span class="arithmatex">\\(a[$]b\\)</span>', "\\(a&#91;$]b\\)"),
    ],
)
def test_math_stands_between_ankis_own_delimiters(neutral, field):
    assert to_field(neutral, TARGETS) == field


@pytest.mark.parametrize(
    ("neutral", "field"),
    [
        ('<a href="sl:/questions/x.md#a">t</a>', '<a href="https://s.example/questions/x.md#a">t</a>'),
        ('<a class="k" href="sl:/x.md?a&amp;b">t</a>', '<a href="https://s.example/x.md?a&amp;b">t</a>'),
        ('<a href="https://e.example/">t</a>', '<a href="https://e.example/">t</a>'),
        ('see <a href="#below"><b>t</b></a> and <a href="https://e.example">u</a>',
         'see <b>t</b> and <a href="https://e.example">u</a>'),
    ],
)  # fmt: skip
def test_links_lead_out_of_the_content_folder(neutral, field):
    assert address(to_field(neutral, TARGETS), TARGETS.page_url) == field


def test_links_without_an_address_become_their_text():
    neutral = '<p><a href="sl:/a.md">one</a>, <a href="https://e.example">two</a>, <a href="sl:/b.md">three</a></p>'
    assert address(to_field(neutral, NOWHERE), NOWHERE.page_url) == '<p>one, <a href="https://e.example">two</a>, three</p>'


def test_text_that_only_begins_like_an_address_stays():
    assert address("sl: a note", NOWHERE.page_url) == "sl: a note"


def test_images_get_their_media_names():
    assert to_field('<img alt="a" src="sl:/images/a.png">', TARGETS) == '<img alt="a" src="sl-0123456789abcdef.png">'


@pytest.mark.parametrize(
    ("neutral", "field"),
    [
        ('<h4 id="a">T</h4>', "<h4>T</h4>"),
        ('<li class="k" id="a" value="2">T</li>', '<li class="k" value="2">T</li>'),
        ("<p\nid='a'>T</p>", "<p>T</p>"),
        ('<p>x id="a"</p>', '<p>x id="a"</p>'),
        ('<p data-id="a">T</p>', '<p data-id="a">T</p>'),
    ],
)
def test_ids_stay_on_the_site(neutral, field):
    assert to_field(neutral, TARGETS) == field


@pytest.mark.parametrize("command", ["[sound:a.mp3]", "[latex]", "[/LaTeX]", "[$]", "[/$]", "[$$]", "[anki:tts]"])
def test_ankis_bracket_commands_are_broken(command):
    for field in (to_field(f"<p>{command}</p>", TARGETS), to_cloze(f"<mark>{command}</mark>", TARGETS, "a")):
        assert "&#91;" in field and command not in field
    assert html.unescape(to_field(command, TARGETS)) == command


def test_ordinary_brackets_stay():
    assert to_field("a[0], [x](y), [soundness]", TARGETS) == "a[0], [x](y), [soundness]"


@pytest.mark.parametrize("front", ["", " \n", "<p>&nbsp;</p>", "<p><em> </em></p>"])
def test_an_empty_front_is_an_error_that_names_the_card(front):
    with pytest.raises(FieldError, match="'some-card': its front renders empty") as caught:
        to_front(front, TARGETS, "some-card")
    assert caught.value.card_id == "some-card"


def test_a_picture_is_a_front():
    assert to_front('<img src="sl:/a.png">', TARGETS, "a") == '<img src="sl-0123456789abcdef.png">'


def test_a_mark_becomes_a_numbered_deletion():
    neutral = '<p>A <mark class="c2">b</mark> and <mark class="c1">c</mark>, <mark class="c2">d</mark></p>'
    field = to_cloze(neutral, TARGETS, "a")
    assert field == "<p>A {{c2::b}} and {{c1::c}}, {{c2::d}}</p>"
    assert cloze_numbers(field) == (1, 2)


def test_a_lone_mark_is_number_one():
    assert to_cloze("<mark>b</mark>", TARGETS, "a") == "{{c1::b}}"


def test_cloze_commands_in_text_code_and_math_are_neutralised():
    neutral = (
        '{{c3::x}} <mark class="c1">:a::b}} <code>std::move({})</code> '
        '<span class="arithmatex">\\(\\frac{a}{\\sqrt{b}}::c\\)</span></mark>'
    )
    field = to_cloze(neutral, TARGETS, "a")
    assert cloze_numbers(field) == (1,)
    inside = field.removeprefix(field[: field.index("{{c1::") + 6]).removesuffix("}}")
    assert "}}" not in inside and "::" not in inside
    assert "\\(\\frac{a}{\\sqrt{b} }&#58;&#58;c\\)" in inside
    assert ":a::b}} <code>std::move({})</code>" in html.unescape(inside)


@pytest.mark.parametrize(
    ("neutral", "reason"),
    [
        ("<p>Nothing hidden.</p>", "needs a deletion"),
        ('<mark class="c0">a</mark>', "number 0"),
        ('<mark class="c501">a</mark>', "number 501"),
        ('<mark class="c1 c2">a</mark>', "several numbers"),
        ('<mark class="c1">a</mark> <mark>b</mark>', "no number"),
        ('<p><mark class="c1">a</p>', "never closed"),
        ('<mark class="c1">a <mark class="c2">b</mark></mark>', "inside another"),
        ('<mark class="c1">a</mark></mark>', "never opened"),
        ('<mark class="c1"> </mark>', "is empty"),
    ],
)
def test_what_anki_would_drop_is_an_error_that_names_the_card(neutral, reason):
    with pytest.raises(FieldError, match=reason) as caught:
        to_cloze(neutral, TARGETS, "some-card")
    assert isinstance(caught.value, ValueError) and caught.value.card_id == "some-card"


@given(st.text(alphabet="{}:[]c1$<&> \\)sound", min_size=1).filter(lambda text: text.strip()))
def test_any_text_survives_in_a_deletion(text):
    field = to_cloze(f'{html.escape(text)}<mark class="c4">{html.escape(text)}</mark>', TARGETS, "a")
    before, inside = field.removesuffix("}}").split("{{c4::")
    assert cloze_numbers(field) == (4,)
    assert "}}" not in inside and "::" not in inside
    assert html.unescape(before) == html.unescape(inside) == text


@given(st.text(alphabet="<>/amrk spanid=\"'{}:[]()\\$!-\n", max_size=200))
def test_any_html_gives_a_field_or_a_typed_error(neutral):
    to_field(neutral, TARGETS)
    try:
        to_cloze(neutral, TARGETS, "a")
    except FieldError as error:
        assert error.card_id == "a"
