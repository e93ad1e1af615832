"""How the rules of taste are run: which words they read, where they point, and what they cost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from corpus import SUBJECT, Case

from studyloop.bank.model import Bank, Card, CheckSetting, Piece, Place
from studyloop.bank.problems import Problems
from studyloop.library import check_content
from studyloop.lint import lint_bank, near_duplicates, stands_alone
from studyloop.lint.near_duplicates import Entry, nearest_earlier

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "bank" / "good"
FALSE = "The p-value is the probability that the null hypothesis is true."


def found_in(bank: Bank) -> list[tuple[str, int]]:
    """(code, line) of each problem."""
    problems = Problems()
    lint_bank(bank, problems)
    return [(problem.code, problem.place.line) for problem in problems.sorted()]


def answer(short: str = "", **parts: str) -> Bank:
    """A bank of one question."""
    bank = Case("V03", True, short, "here").bank()
    question = bank.questions[0]
    pieces = {key: Piece(text, Place(PurePosixPath("questions/corpus.md"), 40)) for key, text in parts.items()}
    return replace(bank, topics=(replace(bank.topics[0], questions=(replace(question, parts=pieces),)),))


def bank_of(card: Card) -> Bank:
    """A bank of one card."""
    bank = answer()
    return replace(bank, topics=(replace(bank.topics[0], questions=(replace(bank.questions[0], cards=(card,)),)),))


def test_the_shipped_content_breaks_no_rule_of_taste():
    assert [str(problem) for problem in check_content(ROOT / "content").problems if problem.code[0] in "KNV" and problem.level != "info"] == []


def test_a_false_sentence_is_found_on_its_own_line():
    assert found_in(answer(strong=f"1. **Direct.** Some data.\n2. **Mechanism.** {FALSE}\n3. **Decision.** Stop.")) == [("V03", 41)]


@pytest.mark.parametrize("part", ["weak", "mistakes", "depth", "tests"])
def test_where_others_speak_or_mistakes_are_listed_nothing_is_read(part):
    assert found_in(answer(**{part: FALSE})) == []


@pytest.mark.parametrize(
    "denied",
    [
        "The p-value is not the probability that the null hypothesis is true.",
        'Many would say "the p-value is the probability that the null hypothesis is true".',
        "A common mistake: the p-value is the probability that the null hypothesis is true.",
        "Is the p-value the probability that the null hypothesis is true?",
        f"{FALSE} That is wrong.",
    ],
)
def test_what_is_denied_quoted_asked_or_called_a_mistake_is_not_said(denied):
    assert found_in(answer(denied)) == []


def test_a_denial_before_but_does_not_cover_what_stands_behind_it():
    assert found_in(answer("Small samples are not the fault, but the p-value is the probability that the null hypothesis is true.")) == [("V03", 1)]


WHOLE = "Your accuracy of 97 % with 2 % fraud is good enough to ship."


def test_a_sentence_judged_as_a_whole_is_taken_back_anywhere_in_it():
    assert found_in(answer(WHOLE)) == [("V20", 1)]
    assert found_in(answer(WHOLE.replace(" to ship", ", which is a mistake"))) == []
    assert found_in(answer(WHOLE.replace("is good", "is not good"))) == []


@pytest.mark.parametrize("shown", ["\n\n    ```python\n    x = 1\n    ```", " $x = 1$"])
def test_the_following_code_is_named_where_it_follows(shown):
    card = Case("K04", True, "What does the following code print?\n:   1", "here").bank().questions[0].cards[0]
    assert [finding.place for finding in stands_alone.RULE.find(bank_of(card), 0)] == [card.place]
    with_code = replace(card, front=replace(card.front, text=card.front.text + shown))
    assert list(stands_alone.RULE.find(bank_of(with_code), 0)) == []


def test_code_and_formulas_are_not_read_as_prose():
    assert found_in(answer("`the p-value is the probability that the null hypothesis is true`")) == []


def test_a_month_on_the_question_settles_dated_facts():
    bank = answer("The latest models are cheaper.")
    assert found_in(bank) == [("V01", 1)]
    topic = bank.topics[0]
    dated = replace(topic, questions=(replace(topic.questions[0], as_of="2026-11"),))
    assert found_in(replace(bank, topics=(dated,))) == []


def test_the_subject_sets_the_limits():
    bank = Case("K06", True, "Which parts?\n:   Name, type, owner and source.", "here").bank()
    assert found_in(bank) == [("K06", 1)]
    assert found_in(replace(bank, subject=replace(SUBJECT, checks=(CheckSetting("K06", limit=4),)))) == []


def entries(count: int, stem: str) -> list[Entry]:
    """Cards that share common words and one rarer word with a few others."""
    place = Place(PurePosixPath("questions/corpus.md"))
    return [
        Entry(f"{stem}-{n}", place, frozenset({"model", "score", f"rare{n // 3}", f"a{n}"}), frozenset({f"d{n}"})) for n in range(count)
    ]


@pytest.mark.parametrize("count", [500, 5_000])
def test_a_bank_ten_times_as_large_takes_ten_times_the_comparisons(count, monkeypatch):
    compared = []
    alike = near_duplicates._alike
    monkeypatch.setattr(near_duplicates, "_alike", lambda some, others: compared.append(1) or alike(some, others))
    assert list(nearest_earlier(entries(count, "x"), 50)) == []
    assert 0 < len(compared) <= 2 * count


def test_ten_thousand_copies_are_reported_once_each_against_the_first():
    place = Place(PurePosixPath("questions/corpus.md"))
    copies = [Entry(f"x-{n}", place, frozenset({"what", "ever", "else"}), frozenset({"same"})) for n in range(10_000)]
    pairs = list(nearest_earlier(copies, 50))
    assert len(pairs) == 9_999
    assert {other.name for _, other, _ in pairs} == {"x-0"}


def test_a_card_is_compared_with_the_most_similar_one_before_it():
    place = Place(PurePosixPath("questions/corpus.md"))
    first = Entry("first", place, frozenset("abcdefg"), frozenset("xyz"))
    near = Entry("near", place, frozenset("abcdefh"), frozenset("xyz"))
    last = Entry("last", place, frozenset("abcdehi"), frozenset("xyz"))
    assert [(some.name, other.name) for some, other, _ in nearest_earlier([first, near, last], 50)] == [("near", "first"), ("last", "near")]


def test_misconceptions_of_a_field_are_looked_for_only_where_the_subject_names_it(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    topic = content / "questions" / "metrics.md"
    wrong = "The p-value is the probability that the null hypothesis is true."
    lines = topic.read_text("utf-8").split("### Strong answer\n\n1. ", 1)
    topic.write_text(f"{lines[0]}### Strong answer\n\n1. {wrong} {lines[1]}", "utf-8")
    assert any(problem.code.startswith("V") for problem in check_content(content).problems)
    index = content / "index.md"
    index.write_text(index.read_text("utf-8").replace("  misconceptions: [machine-learning]\n", ""), "utf-8")
    assert not any(problem.code.startswith("V") for problem in check_content(content).problems)
