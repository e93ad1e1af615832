"""Edits that leave every card where it is, under its id: other words, other tags, other pictures."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import PurePosixPath
from posixpath import relpath

from markdown_words import ADVERBS, insert_word, lengthen_mark, marks_of
from references import images_shown, showing
from workshop import Edit, Workshop, all_of, card_lines, cards_of

from studyloop.bank.model import Bank, Card, Question

_ROLES = re.compile(r' roles=(?:"[^"]*"|\S+)')


def reword_short_answer(shop: Workshop) -> Edit:
    """Another word in a question's short answer."""

    def fit(question: Question) -> str | None:
        return _reword(shop, question.short.text)

    bank = shop.bank()
    question, text = shop.pick_fit(bank.questions, fit)
    place = question.short.place
    shop.replace(place.path, place.line, place.line + question.short.text.count("\n"), text.split("\n"))
    return shop.record("reword_short_answer", bank, changed={question.identity})


def reword_recall_back(shop: Workshop) -> Edit:
    """Another word in the answer of a recall card."""

    def fit(card: Card) -> str | None:
        return _reword(shop, shop.text(card.place.path, card.back.place.line, card_lines(shop, bank, card)[1]))

    bank = shop.bank()
    card, text = shop.pick_fit(_kind(bank, "recall"), fit)
    shop.replace(card.place.path, card.back.place.line, card_lines(shop, bank, card)[1], text.split("\n"))
    return shop.record("reword_recall_back", bank, changed={card.identity})


def reword_cloze(shop: Workshop) -> Edit:
    """Another word in a cloze card, outside its marks."""

    def fit(card: Card) -> str | None:
        return _reword(shop, shop.text(card.place.path, *card_lines(shop, bank, card)))

    bank = shop.bank()
    card, text = shop.pick_fit(_kind(bank, "cloze"), fit)
    shop.replace(card.place.path, *card_lines(shop, bank, card), text.split("\n"))
    return shop.record("reword_cloze", bank, changed={card.identity})


def reword_mark(shop: Workshop) -> Edit:
    """Another word in what one mark of a cloze card hides; its number stays."""
    bank = shop.bank()
    card = shop.pick(_kind(bank, "cloze"))
    span = card_lines(shop, bank, card)
    text = shop.text(card.place.path, *span)
    text = lengthen_mark(text, shop.pick(marks_of(text)), shop.pick(ADVERBS))
    shop.replace(card.place.path, *span, text.split("\n"))
    return shop.record("reword_mark", bank, changed={card.identity})


def change_level_and_roles(shop: Workshop) -> Edit:
    """Another level and other roles for a question: tags of its card and of the cards under it."""
    bank = shop.bank()
    question = shop.pick(question for question in bank.questions if not all_of(question) & shop.touched)
    level = shop.pick(term.id for term in bank.subject.levels if term.id != question.level)
    known = [term.id for term in bank.subject.roles]
    roles = set(question.roles)
    while roles == set(question.roles):
        roles = set(shop.rng.sample(known, shop.rng.randint(1, len(known))))
    line = shop.lines(question.place.path)[question.place.line - 1]
    text, braces = line[: line.rindex("{")], line[line.rindex("{") :]
    braces = re.sub(r"\blevel=\S+", f"level={level}", _ROLES.sub("", braces))
    listed = " ".join(role for role in known if role in roles)
    braces = f'{braces[: braces.rindex("}")].rstrip()} roles="{listed}" }}'
    shop.replace(question.place.path, question.place.line, question.place.line, [text + braces])
    return shop.record("change_level_and_roles", bank, changed=all_of(question))


def add_image(shop: Workshop) -> Edit:
    """A new picture under the answer of a recall card."""
    bank = shop.bank()
    card = shop.pick(_kind(bank, "recall"))
    image = PurePosixPath("images") / f"{shop.new_id()}.png"
    (shop.content / "images").mkdir(exist_ok=True)
    (shop.content / image).write_bytes(_png(shop))
    path, last = card.place.path, card_lines(shop, bank, card)[1]
    shop.replace(path, last + 1, last, ["", f"    ![A pattern of small squares]({relpath(image, path.parent)})", ""])
    return shop.record("add_image", bank, changed={card.identity})


def change_image(shop: Workshop) -> Edit:
    """Another picture under the same name."""
    bank = shop.bank()
    image = shop.pick(sorted(image for image in images_shown(bank) if image.suffix == ".png"))
    (shop.content / image).write_bytes(_png(shop))
    return shop.record("change_image", bank, changed=showing(bank, {(image, "")}))


def _reword(shop: Workshop, text: str) -> str | None:
    return insert_word(text, shop.rng.choice, shop.rng.choice)


def _kind(bank: Bank, kind: str) -> list[Card]:
    return [card for card in cards_of(bank) if card.kind == kind]


def _png(shop: Workshop) -> bytes:
    """A picture of 8 by 8 grey squares by chance."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + shop.rng.randbytes(8) for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
