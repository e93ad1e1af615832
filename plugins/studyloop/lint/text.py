"""Words, stems and sentences of a run of Markdown, as the rules read them. English. What must not live here: any judgement.

Code and formulas are blanked out with spaces where prose is read, so that offsets stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from studyloop.bank.spans import Span, blank, code_spans, math_spans

WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?](?=[\"”')*\]]*\s+[\"“'(*\[]*[A-Z0-9\u0394])|\n\s*(?:\n|(?=[-*+] |\d+[.)] |> ))|[.!?]\s*\Z")
_MARKER = re.compile(r"\s*\d+\.")
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”")
# Words that carry no content of their own.
STOP = frozenset(
    """a an and are as at be been being but by can could did do does each every few for from had has have how if in many into is it its
    itself just may might more most much must my no nor not of on one only or other our own per same shall should so some such than
    that the their them then there these they this those to too upon us use used using very was we were what when where which while
    who whom whose why will with within without would you your between both any all about out over under up down also i""".split()
)
_ENDINGS = ("ations", "ation", "ating", "ated", "ates", "ate", "ically", "ingly", "ising", "izing", "ised", "ized", "ises", "izes", "ings", "ing", "ies", "ied", "ely", "est", "ers", "ed", "er", "es", "ly", "s", "e")


def prose(text: str, filler: str = " ") -> str:
    """The text with code and formulas as spaces, or as another sign, line ends kept."""
    if "`" not in text and "$" not in text:
        return text
    code = code_spans(text)
    return blank(text, sorted([*code, *math_spans(blank(text, code, "x"))]), filler)


def formulas(text: str) -> list[Span]:
    """Where formulas stand, their dollar signs included."""
    return math_spans(blank(text, code_spans(text), "x")) if "$" in text else []


def unquoted(text: str) -> str:
    """The text with everything in double quotes as spaces."""
    return blank(text, [found.span() for found in _QUOTED.finditer(text)]) if '"' in text or "“" in text else text


def words(text: str) -> list[str]:
    """Words in lower case, numbers included; a hyphen parts two words."""
    return [found.lower() for found in WORD.findall(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its commonest endings: enough to find a word again, no dictionary."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word


def content_stems(text: str) -> list[str]:
    """The stems of all words that carry content, in order."""
    return [stem(word) for word in words(text) if word not in STOP]


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """(offset, sentence) for each sentence or list item, in order; abbreviations such as "e.g." may cut one early."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if _MARKER.fullmatch(text, start, found.end()):
            continue
        if part := text[start : found.end()].strip():
            yield start + len(text[start:]) - len(text[start:].lstrip()), part
        start = found.end()
    if part := text[start:].strip():
        yield start + len(text[start:]) - len(text[start:].lstrip()), part
