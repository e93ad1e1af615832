"""What points at an id: links in text, and lists of ids in plans and the curriculum. Kept true when ids move, change or go."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from markdown_words import without_code
from workshop import CURRICULUM, Workshop

from studyloop.bank.links import resolve
from studyloop.bank.model import Bank

Address = tuple[PurePosixPath, str]
# Where each address leads now; ``None``: nowhere, so that only the link's text stays.
Moved = Mapping[Address, Address | None]

_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]+)\)")
_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_IDS = re.compile(r"\b(links|points): \[([^\]\n]*)\]")


def _targets(text: str, path: PurePosixPath) -> Iterator[tuple[re.Match[str], Address]]:
    for found in _LINK.finditer(without_code(text)):
        if not _EXTERNAL.match(found[3]):
            page, anchor = resolve(found[3], path)
            if page is not None:
                yield found, (page, anchor)


def rewrite_links(text: str, at: PurePosixPath, to: PurePosixPath, moved: Moved) -> str:
    """The text of page ``at`` as it must read on page ``to``."""
    out, done = [], 0
    for found, old in _targets(text, at):
        new = moved.get(old, old)
        if new == old and at == to:
            continue
        start, end = found.span(2)
        out.append(text[done : found.start()] + found[1])
        out.append(f"[{text[start:end]}]({_written(new, to)})" if new else text[start:end])
        done = found.end()
    return "".join(out) + text[done:]


def _written(address: Address, page: PurePosixPath) -> str:
    target, anchor = address
    if target == page and anchor:
        return f"#{anchor}"
    return posixpath.relpath(str(target), str(page.parent)) + (f"#{anchor}" if anchor else "")


def relink(shop: Workshop, bank: Bank, moved: Moved) -> set[str]:
    """Rewrite every link of the folder; the identities of the notes that show one of them. Line numbers stay true."""
    for path in shop.pages():
        text = "\n".join(shop.lines(path))
        if (new := rewrite_links(text, path, path, moved)) != text:
            shop.write(path, new.split("\n"))
    return showing(bank, set(moved))


def showing(bank: Bank, addresses: Collection[Address]) -> set[str]:
    """The identities of the notes whose text holds a link, or an image, that leads to one of the addresses."""
    return {
        identity
        for identity, path, text in _texts(bank)
        if "](" in text and any(address in addresses for _, address in _targets(text, path))
    }


def images_shown(bank: Bank) -> set[PurePosixPath]:
    """The images of the folder that a note shows."""
    return {page for _, path, text in _texts(bank) for found, (page, _) in _targets(text, path) if found[1]}


def _texts(bank: Bank) -> Iterator[tuple[str, PurePosixPath, str]]:
    """Identity, page and Markdown of everything a note shows."""
    for topic in bank.topics:
        for question in topic.questions:
            shown = (question.short, *(question.parts[key] for key in ("strong", "weak", "tests")))
            yield question.identity, topic.path, "\n\n".join([question.title, *(piece.text for piece in shown)])
    for page in (*bank.topics, *bank.guides):
        for card in page.cards:
            yield card.identity, page.path, "\n\n".join([card.front.text, card.back.text if card.back else ""])


def plan_pages(shop: Workshop) -> list[PurePosixPath]:
    """The pages of the plans."""
    return [path for path in shop.pages() if path.parts[0] == "plans"]


def refer(shop: Workshop, ids: Mapping[str, tuple[str, ...]], pages: Iterable[PurePosixPath] | None = None) -> None:
    """Put other ids, or none, in place of each in plans and curriculum, or in ``pages``."""

    def swap(found: re.Match[str]) -> str:
        words = [word.strip() for word in found[2].split(",") if word.strip()]
        kept = dict.fromkeys(new for word in words for new in ids.get(word, (word,)))
        return f"{found[1]}: [{', '.join(kept)}]"

    for path in [*plan_pages(shop), CURRICULUM] if pages is None else pages:
        lines = shop.lines(path)
        new = [_IDS.sub(swap, line) if any(ident in line for ident in ids) else line for line in lines]
        if new != lines:
            shop.write(path, new)
