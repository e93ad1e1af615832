"""V01: a fact that ages says of when it is, with ``as-of=YYYY-MM`` on its question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyloop.bank.model import Bank, Piece, Question
from studyloop.bank.spans import Offsets
from studyloop.lint.model import Finding, LintRule
from studyloop.lint.text import prose, sentences

_THING = r"(?:models?|versions?|releases?|LLMs?|GPUs?|APIs?|hardware|benchmarks?|libraries|library|frameworks?|embedding|vendors?|providers?|open[- ]weights?|open[- ]source|generation)"
_DATED = re.compile(
    rf"""(?<!our\s)(?<!your\s)(?<!its\s)(?<!their\s)\b(?:latest|newest|most\s+recent)\s+(?:[\w-]+\s+){{0,2}}?{_THING}\b(?!\s+(?:that|which|we|you|they|trained|I)\b)(?!\s+of\s+(?:the|a|an|each|every|its|their)\s+(?:row|record|document|file|page|policy|text|prompt|index|entry)\b)(?!\s+(?:run|build|checkpoint|tag|commit|in\s+(?:the|our)\s+registry|from\s+(?:the|our)\s+registry)\b)
    |\btoday['’]s\s+(?:[\w-]+\s+)?(?:models?|LLMs?|GPUs?|vendors|providers)\b|\bin\s+20[2-9]\d,?\s+(?:most|many|all|no|few|the\s+(?:best|largest|leading))\b
    |\b(?:currently|at\s+present|nowadays|as\s+of\s+today)\s*,?\s+(?:(?:most|many|all|no)\s+(?:teams|companies|vendors|providers|models|libraries)|(?:the|an?)?\s*(?:best|largest|biggest|cheapest|fastest|leading|strongest|most\s+\w+))\b
    |\b(?:best|largest|biggest|cheapest|fastest|leading|strongest)\s+(?:[\w-]+\s+){{0,3}}?(?:currently|nowadays|today)\b
    |\bstate\s+of\s+the\s+art\s+(?:today|is|now|remains)\b|\b(?:today['’]s|current)\s+state\s+of\s+the\s+art\b
    |\b[Aa]s\s+of\s+(?:now|(?:early|mid|late)?[- ]?20\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|this\s+writing)
    |\b[Aa]t\s+the\s+time\s+of\s+writing\b
    |\b(?P<model>GPT-?\s?\d[\w.]*|Claude(?:\s+(?:Opus|Sonnet|Haiku))?\s+\d[\w.]*|Gemini\s+\d[\w.]*|Llama[\s-]?\d[\w.]*|Qwen[\s-]?\d[\w.]*|Gemma[\s-]?\d[\w.]*|Grok[\s-]?\d[\w.]*
      |DeepSeek-?\s?[VR]\d[\w.]*|Mi[sx]tral\s+(?:Large|Small|Medium|\d)[\w.]*|Phi-\d[\w.]*|text-embedding-\d[\w-]*)""",
    re.X | re.I,
)
_UNIT = r"(?:(?:1|one|a|the|each|per)?\s*(?:million|1M|M|1,000|thousand)?\s*(?:input\s+|output\s+)?(?:tokens?|requests?|calls?|queries|images?|pages?|hours?|GPU-hours?|seats?|months?))"
_AMOUNT = r"(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s*(?:dollars?|euros?|cents?|USD|EUR|pounds?))"
_PRICE = re.compile(rf"{_AMOUNT}\s*(?:per|a|an|for|/)\s*{_UNIT}\b", re.I)
# A price that somebody really asks names who asks it, or what is rented.
_SELLER = re.compile(
    r"\b(?:provider|vendor|API|cloud|OpenAI|Anthropic|Google|Azure|AWS|Bedrock|Cohere|[ABHLT]\d{1,3}0|list\s+price|GPU\s+rents?|rents?\s+(?:for|at))", re.I
)
_ASSUMED = re.compile(r"\b(?:if|say|suppose|supposing|assume[ds]?|assuming|imagine|for\s+example|such\s+as|given|let|take|pretend|hypothetical(?:ly)?|invented|made-up|at\s+prices?\s+of|would|here)\b", re.I)


_AGEING = (
    "latest", "newest", "most recent", "most\nrecent", "currently", "current state", "nowadays", "today", "as of", "of writing", "at present", "state of the art", "$",
    "in 20", "gpt", "claude", "gemini", "llama", "qwen", "gemma", "grok", "deepseek", "mistral", "mixtral", "phi-", "text-embedding", "dollar", "euro",
)
# What a released model is made of does not age, nor does what its paper says; and a sentence with its year says of when it is.
_SETTLED = re.compile(r"\b(?:shape|architecture|configuration|layout|weights) of\s+$", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MADE_OF = re.compile(r"\b(?:layers|attention heads|hidden size|hidden units|embedding dimensions|vocabulary|tokeni[sz]er|came out|was (?:released|trained|published|introduced)|were (?:released|trained))\b", re.I)
_PAPER = re.compile(r"\s+(?:paper|report)\b", re.I)


def _dated(sentence: str) -> str | None:
    for found in _DATED.finditer(sentence):
        settled = _MADE_OF.search(sentence) or _SETTLED.search(sentence[: found.start()]) or _PAPER.match(sentence, found.end()) or _YEAR.search(sentence)
        if not (found["model"] and settled):
            return found.group()
    price = _PRICE.search(sentence) if "$" in sentence or "dollar" in sentence or "euro" in sentence else None
    return price.group() if price and _SELLER.search(sentence) and not _ASSUMED.search(sentence) else None


def _pieces(question: Question) -> Iterator[Piece]:
    yield Piece(question.title, question.place)
    yield question.short
    yield from (question.parts[key] for key in ("strong", "follow_ups", "mistakes", "depth") if key in question.parts)
    for card in question.cards:
        yield from (piece for piece in (card.front, card.back) if piece)


def _find(bank: Bank, _: int) -> Iterator[Finding]:
    for question in bank.questions:
        if question.as_of:
            continue
        for piece in _pieces(question):
            lower = piece.text.lower()
            if not any(word in lower for word in _AGEING):
                continue
            text = _without_fences(piece.text)
            for offset, sentence in sentences(prose(text)):
                ages = any(word in sentence.lower() for word in _AGEING)
                if ages and (said := _dated(sentence)):
                    said = " ".join(said.split())
                    place = Offsets(text, piece.place).place(offset)
                    yield Finding(place, f"“{said}” will be out of date, and the question does not say of when it is.", "add `as-of=YYYY-MM` to the question, or leave it out")


def _without_fences(text: str) -> str:
    """The text with lines of code blanked; as many lines as before."""
    if "```" not in text and "~~~" not in text:
        return text
    kept, fence = [], ""
    for line in text.split("\n"):
        mark = line.lstrip(" >")[:3]
        edge = mark in ("```", "~~~") and mark in (fence or mark)
        kept.append("" if fence or edge else line)
        if edge:
            fence = "" if fence else mark
    return "\n".join(kept)


RULE = LintRule("V01", _find)
