"""Files that no golden can hold: bytes, links and sizes. Each fault is one line with its place, nothing is raised."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from golden_cases import GOOD, problems_of

from studyloop.bank import load_bank
from studyloop.bank.lines import MAX_BYTES

BANK = "questions/metrics.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def edit(content: Path, old: bytes, new: bytes) -> None:
    file = content / BANK
    data = file.read_bytes()
    assert data.count(old) == 1
    file.write_bytes(data.replace(old, new))


def first_line(content: Path) -> str:
    return next(line for line in problems_of(content).splitlines() if line.startswith(BANK))


@pytest.mark.parametrize("make", [lambda folder: None, Path.mkdir, Path.touch])
def test_no_content_is_one_line(tmp_path, make):
    make(tmp_path / "content")
    assert problems_of(tmp_path / "content") == (
        "index.md:1:1: F01 There is no content. (write index.md with the subject in its front matter)\n"
    )


def test_no_question_bank_is_a_line(content):
    shutil.rmtree(content / "questions")
    assert "questions:1:1: F01 There is no question bank. (write questions/<topic>.md)\n" in problems_of(content)


def test_a_file_that_is_not_utf_8_has_the_place_of_its_first_wrong_byte(content):
    edit(content, b"What this topic is asked for.", b"Caf\xe9")
    assert first_line(content) == f"{BANK}:12:4: F02 The file is not UTF-8 text. (save it as UTF-8)"


def test_a_file_name_that_is_not_utf_8_is_a_line_that_can_be_printed(content):
    name = bytes(content) + b"/guides/caf\xe9.md"
    with open(name, "wb"):
        pass
    said = problems_of(content)
    assert said.encode() and "F02 The file's name is not plain text." in said


@pytest.mark.parametrize(("byte", "name"), [(b"\0", "NUL"), (b"\x02", "control"), (b"\x0c", "control"), (b"\x1b", "control")])
def test_a_control_character_has_its_place(content, byte, name):
    edit(content, b"- Reporting recall", b"- Re" + byte + b"porting recall")
    assert first_line(content) == f"{BANK}:43:5: F03 A {name} character stands here. (delete it)"


@pytest.mark.parametrize("change", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n"), lambda data: data.replace(b"\n", b"\r")])
def test_a_byte_order_mark_and_other_line_ends_are_accepted(content, change):
    before = load_bank(content)
    for file in content.rglob("*.md"):
        file.write_bytes(change(file.read_bytes()))
    assert load_bank(content) == before


def test_a_file_over_the_limit_is_not_read(content):
    (content / BANK).write_bytes(b"a" * (MAX_BYTES + 1))
    assert first_line(content) == f"{BANK}:1:1: F05 The file has 10,485,761 bytes. (split it; the limit is 10,485,760)"


def test_a_file_of_too_many_lines_is_not_read(content):
    (content / BANK).write_bytes(b"\n" * 200_000)
    assert first_line(content) == f"{BANK}:1:1: F05 The file has 200,001 lines. (split it; the limit is 200,000)"


@pytest.mark.parametrize("target", ["/etc/passwd", "../outside.md", "nowhere.md", "loop.md", ".", ".."])
def test_a_symbolic_link_that_leads_to_no_file_of_the_folder_is_refused(content, target):
    (content.parent / "outside.md").write_text("secret")
    (content / "loop.md").symlink_to(target)
    expected = "loop.md:1:1: F08 This link leads to no file of the content folder. (put the file itself here)\n"
    assert problems_of(content) == expected


def test_a_symbolic_link_inside_the_folder_is_read(content):
    (content / "also.md").symlink_to("plans/short.md")
    assert problems_of(content) == ""


def test_an_image_that_leads_out_through_a_link_is_no_image(content):
    (content.parent / "outside.png").write_bytes(b"")
    (content / "curve.png").symlink_to("../outside.png")
    edit(content, b"The curve of recall over the number of marks never falls.", b"![A curve](../curve.png)")
    codes = [line.split()[1] for line in problems_of(content).splitlines()]
    assert codes == ["F08", "L03"]


def test_an_alias_bomb_is_refused_before_it_is_expanded(content):
    bomb = [b'a: &a ["x","x","x","x","x","x","x","x","x"]']
    for one, two in zip("abcdefgh", "bcdefghi", strict=True):
        bomb.append(f"{two}: &{two} [{','.join([f'*{one}'] * 9)}]".encode())
    edit(content, b"order: 10", b"\n".join(bomb))
    assert first_line(content) == f"{BANK}:4:4: M05 YAML anchors and aliases are not allowed. (write the value out)"


def test_deeply_nested_front_matter_is_a_line(content):
    edit(content, b"order: 10", b"order: " + b"[" * 10_000 + b"]" * 10_000)
    assert first_line(content) == f"{BANK}:4:27: M03 The front matter is nested too deeply. (use at most 20 levels)"


def test_a_number_of_ten_thousand_digits_is_a_wrong_value(content):
    edit(content, b"order: 10", b"order: " + b"1" * 10_000)
    assert first_line(content).startswith(f"{BANK}:4:1: M08 `order` has a wrong value.")


def test_a_problem_is_one_line_of_readable_length(content):
    edit(content, b"order: 10", b'order: 10\n"' + b"ab\\n\\e" * 150 + b'": 1')
    line = first_line(content)
    assert " M06 The key `ab" in line and line.isprintable() and len(line) < 700
