"""Sizes: what fits a phone and an attention span. Warnings, but for code that no phone can show."""

from __future__ import annotations

import re

from studyloop.bank.exceptions import limit_of
from studyloop.bank.model import Bank, Card, Piece, Place, Question, Subject
from studyloop.bank.problems import Problems

CODE_COLUMNS, CODE_LINES = 38, 10
_WORD = re.compile(r"[\w$%€£]+(?:[-'’.,][\w%]+)*")
_ITEM = re.compile(r"^(?:[-*+]|\d+[.)])[ ]+")
_FENCE = re.compile(r"^[ >]*(`{3,}|~{3,})(?P<info>.*)")


def count_words(text: str) -> int:
    """Words a reader reads: attributes in braces and link targets do not count."""
    text = re.sub(r"\{[^{}\n]*\}", "", text)
    text = re.sub(r"\]\([^()\s]*\)", "]", text)
    return len(_WORD.findall(text))


def check_sizes(bank: Bank, problems: Problems) -> None:
    """Measure every question and card against the format's table."""
    for question in bank.questions:
        _check_question(question, bank.subject, problems)
    for page in (*bank.topics, *bank.guides):
        for card in page.cards:
            _check_card(card, limit_of(bank.subject, "W06"), problems)


def _check_question(question: Question, subject: Subject, problems: Problems) -> None:
    longest = limit_of(subject, "W01")
    if len(question.title) > longest:
        problems.add(question.place, "W01", f"The question has {len(question.title)} characters.", f"at most {longest}; ask one thing")
    _check_short(question.short, problems)
    parts = question.parts
    for key in ("strong", "weak", "tests"):
        if key in parts:
            _check_code(parts[key], problems)
    if strong := parts.get("strong"):
        points, words = _items(strong.text), count_words(strong.text)
        if not 4 <= points <= 7 or not 60 <= words <= 160:
            sentence = f"The strong answer has {points} points and {words} words."
            problems.add(strong.place, "W03", sentence, "4-7 points, 60-160 words")
    if weak := parts.get("weak"):
        quoted = count_words(" ".join(line.lstrip("> ") for line in weak.text.split("\n") if line.startswith(">")))
        why = count_words(" ".join(line for line in weak.text.split("\n") if not line.startswith(">")))
        if not 5 <= quoted <= 25 or not 10 <= why <= 35:
            sentence = f"The weak answer quotes {quoted} words and explains in {why}."
            problems.add(weak.place, "W04", sentence, "5-25 words quoted with `>`, then why it fails in 10-30")
    tests = parts.get("tests")
    if tests and subject.signals and not any(s.title.lower() in tests.text.lower() for s in subject.signals):
        named = ", ".join(signal.title for signal in subject.signals)
        problems.add(tests.place, "W07", "What it tests names none of the signals.", f"name one: {named}")
    follow_ups = parts.get("follow_ups")
    if follow_ups and not 2 <= _items(follow_ups.text) <= 4:
        problems.add(follow_ups.place, "W05", f"There are {_items(follow_ups.text)} follow-ups.", "write 2-4 bullets")
    if (sources := parts.get("sources")) and "http" not in sources.text:
        problems.add(sources.place, "W09", "No source has an address one can open.", "add `<https://...>`")
    if (depth := parts.get("depth")) and (words := count_words(_without_code(depth.text))) > limit_of(subject, "W08"):
        problems.add(depth.place, "W08", f"The part in depth has {words} words.", "100-350 words where it helps")


def _check_short(short: Piece, problems: Problems) -> None:
    if not short:
        return
    words, characters = count_words(short.text), len(" ".join(short.text.split()))
    formulas = len(re.findall(r"(?<!\\)\$[^$\n]+\$", short.text))
    if not 25 <= words <= 60 or characters > 350:
        sentence = f"The short answer has {words} words and {characters} characters."
        problems.add(short.place, "W02", sentence, "25-60 words, at most 350 characters")
    if formulas > 2 or _items(short.text) > 5 or re.search(r"^\|.*\|[ ]*$", short.text, re.M):
        problems.add(short.place, "W02", "The short answer holds too much.", "at most 2 formulas, 5 list items, no table")
    _check_code(short, problems)


def _check_card(card: Card, longest: int, problems: Problems) -> None:
    for piece in (card.front, card.back):
        if piece:
            _check_code(piece, problems)
    if card.back and (words := count_words(_without_code(card.back.text))) > longest:
        problems.add(card.place, "W06", f"The back of card `{card.id}` has {words} words.", f"at most {longest}; split the card")


def _items(text: str) -> int:
    return sum(1 for line in text.split("\n") if _ITEM.match(line))


def _closes(found: re.Match[str], fence: str) -> bool:
    return bool(fence) and found[1].startswith(fence) and not found["info"].strip()


def _without_code(text: str) -> str:
    kept, fence = [], ""
    for line in text.split("\n"):
        if found := _FENCE.match(line):
            fence = "" if _closes(found, fence) else fence or found[1]
            continue
        if not fence:
            kept.append(line)
    return "\n".join(kept)


def _check_code(piece: Piece, problems: Problems) -> None:
    """Code on a card must fit a phone, and a diagram cannot: errors, since a learner can do nothing about it."""
    fence, block = "", 0
    for offset, line in enumerate(piece.text.split("\n")):
        at = Place(piece.place.path, piece.place.line + offset)
        if found := _FENCE.match(line):
            if not fence and found["info"].strip().startswith("mermaid"):
                problems.add(at, "C07", "A diagram stands on a card.", "move it to In depth")
            fence = "" if _closes(found, fence) else fence or found[1]
            block = 0
            continue
        if not fence:
            continue
        block += 1
        if len(line.strip("\n")) > CODE_COLUMNS:
            problems.add(at, "C06", f"This line of code has {len(line)} columns.", f"a card shows {CODE_COLUMNS}; move the code to In depth")
        if block == CODE_LINES + 1:
            problems.add(at, "C06", f"This code has more than {CODE_LINES} lines.", "move it to In depth")
