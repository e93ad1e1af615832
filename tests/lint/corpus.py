"""The corpus of the rules of taste: readable cases, each turned into a bank, and what each rule says of them.

A file of ``corpus/`` holds blocks of this form; the text is a card, several cards, a source or a sentence, as an author writes it:

    ## K02 bad
    Is a forest affected by scaling?
    :   No.

``python tests/lint/corpus.py`` prints what each rule gets wrong, case by case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from studyloop.bank.cards import read_card_section
from studyloop.bank.exceptions import limit_of
from studyloop.bank.lines import classify
from studyloop.bank.model import Bank, Card, Piece, Place, Question, Subject, Topic
from studyloop.bank.problems import LIMITS, Problems, format_problems
from studyloop.lint import LINT_RULES

FOLDER = Path(__file__).parent / "corpus"
SUBJECT = Subject("Corpus", "Corpus", "corpus", (), (), (), (), (), misconceptions=("machine-learning",))
_CASE = re.compile(r"^## (?P<code>[KNV]\d\d) (?P<label>good|bad)\n(?P<text>.*?)(?=^## |\Z)", re.M | re.S)
_PATH = PurePosixPath("questions/corpus.md")


@dataclass(frozen=True)
class Case:
    """One labelled text: ``bad`` when the rule ``code`` should find it."""

    code: str
    bad: bool
    text: str
    place: str

    def bank(self) -> Bank:
        """The text as content: cards for K and N01, questions for N02, sources for V02, else a short answer."""
        blocks = [block for block in self.text.split("\n\n") if block.strip()]
        if self.code == "N02":
            return _bank(tuple(_question(f"q-{number}", title) for number, title in enumerate(blocks)))
        if self.code == "V02":
            return _bank((_question("q", parts={"sources": self.text}),))
        if self.code[0] == "V":
            return _bank((_question("q", short=self.text),))
        return _bank((_question("q", cards=tuple(_cards(blocks, self.place))),))

    def is_found(self) -> bool:
        """Whether its rule finds something."""
        rule = next(rule for rule in LINT_RULES if rule.code == self.code)
        return any(True for _ in rule.find(self.bank(), limit_of(SUBJECT, self.code) if self.code in LIMITS else 0))


@dataclass(frozen=True)
class Score:
    """How a rule does: ``right`` bad cases found, ``wrong`` good ones found, ``missed`` bad ones not found."""

    code: str
    cases: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of its findings that are faults; 0 where it finds nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of the faults that it finds."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    def row(self) -> str:
        """A line of the table."""
        return f"{self.code}  {self.cases:5}  {self.right:5}  {self.wrong:5}  {self.missed:6}  {self.precision:9.2f}  {self.recall:6.2f}"


HEAD = "code  cases  right  wrong  missed  precision  recall"


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of the corpus, in file order."""
    return tuple(_read())


@cache
def score(code: str) -> Score:
    """A rule against its own cases."""
    cases = [case for case in all_cases() if case.code == code]
    found = [(case.bad, case.is_found()) for case in cases]
    return Score(code, len(cases), found.count((True, True)), found.count((False, True)), found.count((True, False)))


def _read() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text("utf-8")
        for found in _CASE.finditer(text):
            place = f"{file.name}:{text.count(chr(10), 0, found.start()) + 1}"
            yield Case(found["code"], found["label"] == "bad", found["text"].strip(), place)


def _cards(blocks: list[str], place: str) -> list[Card]:
    """The blocks as cards, read by the real parser."""
    lines: list[str] = []
    for number, block in enumerate(blocks):
        first, *rest = block.split("\n")
        lines += [f"{first} {{ #card-{number} }}", *rest, ""] if rest else [first, f"{{ #card-{number} .cloze }}", ""]
    problems = Problems()
    cards = read_card_section(classify(lines, 1, _PATH, problems), _PATH, problems)
    if len(problems) or len(cards) != len(blocks):
        raise ValueError(f"{place}: {format_problems(problems.sorted())}")
    return cards


def _question(ident: str, title: str = "A question", short: str = "", parts: dict[str, str] | None = None, cards: tuple[Card, ...] = ()) -> Question:
    pieces = {key: Piece(text, Place(_PATH)) for key, text in (parts or {}).items()}
    return Question(ident, title, "junior", 5, "concept", (), Piece(short, Place(_PATH)), pieces, cards, Place(_PATH))


def _bank(questions: tuple[Question, ...]) -> Bank:
    topic = Topic("corpus", _PATH, "Corpus", "concepts", 1, (), (), "2026-01-01", Piece("", Place(_PATH)), questions, Place(_PATH))
    return Bank(SUBJECT, (topic,), ())


if __name__ == "__main__":
    for case in all_cases():
        if case.is_found() != case.bad:
            print(f"{case.place}: {case.code} {'missed' if case.bad else 'wrong'}: {case.text[:110]!r}")
    print(HEAD, *(score(rule.code).row() for rule in LINT_RULES), sep="\n")
