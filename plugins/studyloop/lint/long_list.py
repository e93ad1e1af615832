"""K06: a back is no list of more items than one recalls."""

from __future__ import annotations

import re

from studyloop.bank.model import Card
from studyloop.lint.model import Finding, card_rule
from studyloop.lint.text import prose

_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\S", re.M)
_CLAUSE = re.compile(r"[.;:?!](?:\s|$)|\n")
_COMMA = re.compile(r",\s+")
_AND = re.compile(r"(?:and|or)\s+")
_LAST = re.compile(r"\s+(?:and|or)\s+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
LONGEST_ITEM = 6
_VERBAL = re.compile(r"^(?:so|but|because|since|if|when|where|which|while|although|however|otherwise|not|on|in|at|for|to|by|with|is|are|each|before|after|against|from|of|as|than|through|until|mostly|about|such|like|including)\b", re.I)


def _items(text: str) -> int:
    """The most items that are listed in one clause."""
    most = 0
    semicolons = [part for part in re.split(r";\s+", text.rstrip(".")) if part]
    if len(semicolons) > 2 and all(len(part.split()) <= LONGEST_ITEM for part in semicolons):
        most = len(semicolons)
    for clause in _CLAUSE.split(text):
        parts = _COMMA.split(clause.strip())
        if len(parts) < 2:
            continue
        *init, last = parts
        closed = _AND.match(last)
        pieces = [*init, last[closed.end() :]] if closed else [*init, *_LAST.split(last, maxsplit=1)]
        fits = [piece for piece in pieces if piece and len(piece.split()) <= LONGEST_ITEM and (piece is pieces[0] or not _VERBAL.match(piece))]
        if len(fits) == len(pieces):
            most = max(most, len(pieces))
    return most


def _judge(card: Card, limit: int) -> Finding | None:
    if card.back is None:
        return None
    back = prose(card.back.text)
    # What stands behind a formula or a number explains it and need not be recalled in turn.
    explains = back.strip() != card.back.text.strip() and card.back.text.lstrip().startswith(("$", "`"))
    figures = bool(re.match(r"[^a-zA-Z]*\d", card.back.text)) or bool(re.match(r"\s*[(\[]", card.back.text))
    count = len(_ITEM.findall(back))
    if not (explains or figures):
        count = max(count, _items(_BRACKETS.sub(" ", back)))
    elif count and not _ITEM.match(back):
        count = 0
    if count <= limit:
        return None
    return Finding(card.place, f"The back of card `{card.id}` lists {count} things.", f"at most {limit}; make a card of each, or a cloze for their order")


RULE = card_rule("K06", _judge)
