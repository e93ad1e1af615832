"""K08: a card with a formula says what the formula's symbols mean."""

from __future__ import annotations

import re

from studyloop.bank.deletions import without_marks
from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import content_stems, formulas, prose

_COMMAND_WITH_WORDS = re.compile(r"\\(?:text|textrm|mathrm|operatorname|mathbf\{E\}|tag)\*?\s*\{[^{}]*\}")
_GREEK = "alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi varphi chi psi omega Gamma Delta Theta Lambda Phi Psi Omega ell".split()
_SYMBOL = re.compile(r"\\(?P<greek>" + "|".join(_GREEK) + r")(?![A-Za-z])|(?<![A-Za-z\\])(?P<group>[A-Za-z]+)")
_COMMAND = re.compile(r"\\[A-Za-z]+")
# Read the same everywhere: the natural exponential, an index, a probability, an expectation, the order of growth, the transpose, the identity.
CONVENTIONAL = frozenset({"e", "i", "j", "P", "E", "O", "T", "I", "exp"})
_SCRIPT = re.compile(r"[_^](?:\{[^{}]*\}|\\?[A-Za-z0-9]+)")
# The quantity that the front asked for: "$p = ...$".
_RESULT = re.compile(r"^\s*\\?[A-Za-z]+(?:_\w)?\s*=(?!\s*\\?[A-Za-z]+\s*$)")
_RELATES = re.compile(r"[=<>+*/·×−-]|\\(?:frac|tfrac|dfrac|le|ge|lt|gt|cdot|times|sum|prod|sqrt|approx|log|ln|sim|propto|leftarrow|mid)\b|\^")
_SINGLE = re.compile(r"(?<![\w'’-])[A-Za-z](?![\w'’-])|[α-ωΑ-Ω]")
_GREEK_SIGNS = dict(zip("αβγδεζηθκλμνξρστφχψω", "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi chi psi omega".split(), strict=True))


def _symbols(tex: str) -> set[str]:
    """The letters a formula uses as quantities: ``TP`` and ``\\lambda`` are one each; subscripts belong to their letter."""
    tex = _RESULT.sub("", _COMMAND_WITH_WORDS.sub(" ", tex))
    tex = _SCRIPT.sub(lambda found: " " if found.group()[0] == "_" else f" {found.group()[1:]} ", tex)
    greek = {found["greek"] for found in _SYMBOL.finditer(tex) if found["greek"]}
    letters: set[str] = set()
    for found in re.finditer(r"[A-Za-z]+", _COMMAND.sub(" ", tex)):
        group = found.group()
        letters |= {group} if group.isupper() else set(group)
    return (greek | letters) - CONVENTIONAL


# "TP for true positives": a name of several letters counts as said where its meaning follows.
_ABBREVIATED = re.compile(r"(?<![\w-])([A-Z]{2,})(?=\s+(?:for|as|means|meaning|is\s+the|are\s+the|the)\b)")


def _named_in_prose(text: str) -> set[str]:
    abbreviated = {found.group(1) for found in _ABBREVIATED.finditer(prose(text))}
    return abbreviated | {_GREEK_SIGNS.get(found.group(), found.group()) for found in _SINGLE.finditer(prose(text))} - {"a", "I"} | {
        found.group(1) for found in re.finditer(r"\b(?:rate|share|value|number|with|and|constant|weight|size|cost)s?\s+(a)\b(?=\s*(?:[,.;:?]|and\b|of\b))", prose(text))
    }


def _unexplained(front: str, back: str) -> set[str]:
    text = f"{front}\n{back}"
    judged = back or front
    known = _named_in_prose(text)
    used: set[str] = set()
    if back:
        for start, end in formulas(front):
            known |= _symbols(front[start:end].strip("$"))
    for start, end in formulas(judged):
        tex = judged[start:end].strip("$")
        symbols = _symbols(tex)
        if not _RELATES.search(_SCRIPT.sub("", tex)):
            known |= symbols
            continue
        # "formula: this, that and that": read in turn, one word or more for each symbol.
        behind = judged[end:].lstrip()
        missing = symbols - known
        if behind.startswith((":", ", with", ", where", " where", " with")) and len(content_stems(prose(behind).split(". ")[0])) >= len(missing):
            known |= symbols
        used |= symbols
    return used - known


def _judge(card: Card, limit: int) -> Finding | None:
    front = without_marks(card.front.text) if card.kind == "cloze" else card.front.text
    back = card.back.text if card.back else ""
    if "$" not in (back or front):
        return None
    missing = _unexplained(front, back)
    if len(missing) <= limit:
        return None
    named = ", ".join(f"`{symbol}`" for symbol in sorted(missing))
    return Finding(card.place, f"The formula on card `{card.id}` does not say what {named} {'means' if len(missing) == 1 else 'mean'}.", "say it on the card: `..., with $g$ the gradient`")


RULE = card_rule("K08", _judge)
