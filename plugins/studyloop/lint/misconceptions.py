"""V03 and after: a false sentence that candidates often say must not stand in an answer as ours.

Here is how one is looked for: sentence by sentence in short answers, strong answers and cards; said by nobody else (quotation),
not denied, not asked, and not called a mistake. Weak answers and lists of mistakes are where such sentences belong: they are not read.
The sentences themselves are in ``false_about_measuring``, ``false_about_models`` and ``false_about_practice``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyloop.bank.model import Bank, Piece, Place
from studyloop.bank.spans import Offsets
from studyloop.lint import false_about_measuring, false_about_models, false_about_practice
from studyloop.lint.misconception import Misconception
from studyloop.lint.model import Finding, LintRule
from studyloop.lint.text import prose, sentences, unquoted

_DENIAL = re.compile(
    r"""\b(?:not|never|nothing|none|cannot|neither|nor|without|instead\s+of|rather\s+than|unlike|avoid|hardly|no\s+(?:longer\s+)?(?:guarantee|reason|prompt|proof|model)
    |only\s+after|before\s+any|nobody|resist|refuse|stop\s+short)\b|n['’]t\b""",
    re.I | re.X,
)
_MISTAKE = re.compile(
    r"""\b(?:mistakes?|mistaken|myth|misconceptions?|misread(?:ing|s)?|wrong(?:ly)?|false(?:ly)?\b(?!\s+(?:positives?|negatives?|alarms?))|fallacy|trap|bug|tempting|error\s+to|incorrect(?:ly)?|misleading(?:ly)?|leak(?:age|s|y)?
    |confus(?:es|ed|ing|ion)|people\s+(?:say|think|believe)|many\s+(?:say|think|believe)|(?:it\s+)?sounds?\s+(?:right|plausible)|optimistic|flatter(?:s|ing)?|too\s+good|inflated?|useless|dangerous|fails?\b)\b""",
    re.I | re.X,
)
_CLAUSE = re.compile(r"[;—]|\bbut\b|\bwhereas\b|\bwhile\b|[:]\s")
_VERDICT = re.compile(r"^\W*(?:that|this|it)\s+(?:is|would\s+be)\s+(?:wrong|false|not|a\s+mistake)|^\W*(?:wrong|false|no)\b[.:,]", re.I)
_LABEL = re.compile(r"^\W*(?:a\s+)?(?:common\s+)?(?:mistake|trap|myth|misreading|wrong|misconception|weak|not\s+this|error)s?\b\W*$", re.I)


# What is longer is no sentence, and patterns with several gaps would take their time over it.
LONGEST_SENTENCE = 1_000
_MARKS = re.compile(r"==(?:\{[^{}\n]*\})?")


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())


def stands_as_ours(rule: Misconception, text: str) -> int | None:
    """``text`` is Markdown, cloze marks included. The offset of a sentence that says the misconception; ``None`` where none does, or it is denied."""
    lower = text.lower()
    if not any(word in lower for word in rule.near):
        return None
    parts = list(sentences(unquoted(prose(_MARKS.sub(_spaces, text)))))
    for index, (offset, sentence) in enumerate(parts):
        lower = sentence.lower()
        if len(sentence) > LONGEST_SENTENCE or not any(word in lower for word in rule.near):
            continue
        found = next((hit for pattern in rule.says for hit in pattern.finditer(sentence) if not _denied(sentence, hit, rule)), None)
        if not found or sentence.endswith("?"):
            continue
        if index and _LABEL.match(parts[index - 1][1].replace("*", "")):
            continue
        if index + 1 < len(parts) and _VERDICT.match(parts[index + 1][1]):
            continue
        return offset
    return None


def _denied(sentence: str, hit: re.Match[str], rule: Misconception) -> bool:
    """Whether the match's own clause, or a word about mistakes around the match, takes the statement back.

    A match that is the whole sentence may be taken back anywhere in it.
    """
    starts = [found.end() for found in _CLAUSE.finditer(sentence, 0, hit.start())]
    own = sentence[starts[-1] if starts else 0 : hit.end()]
    if rule.denies_itself:
        own = rule.denies_itself.sub(" ", own)
    whole = hit.end() - hit.start() == len(sentence)
    rest = own if whole else sentence[: hit.start()] + " " + sentence[hit.end() :]
    return bool(_DENIAL.search(own) or _MISTAKE.search(rest) or (rule.unless and rule.unless.search(sentence)))


def _pieces(bank: Bank) -> Iterator[tuple[Piece, str]]:
    """What we say ourselves: (piece, the question it answers, for a card)."""
    for question in bank.questions:
        yield question.short, ""
        if strong := question.parts.get("strong"):
            yield strong, ""
    for page in (*bank.topics, *bank.guides):
        for card in page.cards:
            if card.back:
                yield card.back, card.front.text
            else:
                yield card.front, ""


def _rule(misconception: Misconception) -> LintRule:
    def find(bank: Bank, _: int) -> Iterator[Finding]:
        for piece, asked in _pieces(bank):
            at = stands_as_ours(misconception, piece.text)
            if at is None or _MISTAKE.search(asked) or _DENIAL.search(asked):
                continue
            place: Place = Offsets(piece.text, piece.place).place(at)
            yield Finding(place, misconception.sentence, misconception.hint)

    return LintRule(misconception.code, find, "machine-learning")


_ALL = (*false_about_measuring.MISCONCEPTIONS, *false_about_models.MISCONCEPTIONS, *false_about_practice.MISCONCEPTIONS)
RULES = tuple(_rule(found) for found in sorted(_ALL, key=lambda found: found.code))
