#!/usr/bin/env python3
"""Writes the cards of a bank as ankcompiler's Markdown: the same cards, the same text, one deck a component.

What must not live here: measuring, or anything the comparison would be easier with: the cards keep their whole text.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from pathlib import Path

from studyloop.bank import load_bank
from studyloop.bank.model import Card, Question, Subject, Topic

_MARK = re.compile(r"==(.+?)==\{ \.c(\d+) \}")


def uid(ident: str) -> str:
    """Ten letters and digits, as ankcompiler asks."""
    return hashlib.sha256(ident.encode()).hexdigest()[:10]


def _block(ident: str, kind: str, body: str, tags: tuple[str, ...]) -> str:
    # Declared, since finding out the type by itself takes ankcompiler quadratic time on long cards.
    footnotes = [f"[^uid]: {uid(ident)}", f"[^type]: {kind}", *(f"[^tag]: {tag}" for tag in tags)]
    return f"---\n\n{body.strip()}\n\n---\n" + "\n".join(footnotes) + "\n\n"


def _question(question: Question, tags: tuple[str, ...]) -> str:
    parts = [question.short.text, *(question.parts[key].text for key in ("strong", "weak", "tests"))]
    return _block(question.id, "qa", f"{question.title}\n\n:::\n\n" + "\n\n".join(parts), tags)


def _card(card: Card, tags: tuple[str, ...]) -> str:
    if card.back is None:
        return _block(card.id, "cloze", _MARK.sub(r"{{c\2:: \1 }}", card.front.text), tags)
    return _block(card.id, "qa", f"{card.front.text}\n\n:::\n\n{card.back.text}", tags)


def write_cards(content: Path, out: Path) -> int:
    """One file a topic; returns the number of notes written. Raises ``ValueError`` when the bank has errors."""
    bank = load_bank(content).bank
    if bank is None:
        raise ValueError(f"{content} holds no bank")
    out.mkdir(parents=True, exist_ok=True)
    notes = 0
    for topic in bank.topics:
        texts = [f"---\ndeck: \"{_deck(bank.subject, topic)}\"\n---\n\n"]
        for question in topic.questions:
            roles = (f"role::{role}" for role in question.roles)
            tags = (f"component::{topic.component}", f"topic::{topic.id}", f"level::{question.level}", *roles)
            texts += [_question(question, tags), *(_card(card, tags) for card in question.cards)]
            notes += 1 + len(question.cards)
        (out / f"{topic.id}.md").write_text("".join(texts), "utf-8")
    return notes


def _deck(subject: Subject, topic: Topic) -> str:
    return f"Bench::{subject.title_of('components', topic.component)}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a bank's cards for ankcompiler.")
    parser.add_argument("content", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    print(f"{write_cards(options.content, options.out)} notes", file=sys.stderr)
