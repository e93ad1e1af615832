"""Retired notes: what a card nobody is asked any more says to those who have it.

A note is shipped without its cards. Whoever has them keeps them, with their history, and reads what replaced them;
a newcomer gets no card (measured). Only Anki's "Check Database" would make them: new, and in the deck Default.
What must not live here: deciding what is retired (``ledger.declared``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from studyloop.bank.model import Bank
from studyloop.bank.positions import LAST
from studyloop.decks.errors import DeckError
from studyloop.decks.fields import NEUTRAL, Targets, address, escape_text
from studyloop.decks.note_types import CLOZE, QUESTION, RECALL, SPARES
from studyloop.decks.notes import DeckNote, content_hash
from studyloop.ledger.declared import Declared, Retirement
from studyloop.ledger.model import Entry, Ledger
from studyloop.ledger.shipped import shipped_cards

RETIRED_TAG = "studyloop::retired"
_NOTE_TYPE = {"question": QUESTION, "recall": RECALL, "cloze": CLOZE}
_BLANKS = ("",) * len(SPARES)


def retired_notes(
    bank: Bank,
    declared: Declared,
    ledger: Ledger,
    targets: Targets,
    modified: Callable[[str, str], int],
) -> tuple[DeckNote, ...]:
    """One note for each retirement, in the order of the ledger: same guid, same note type, every cloze number kept."""
    titles = {card.id: (card.title, card.page) for card in shipped_cards(bank).values()}
    titles |= {page.id: (page.title, str(page.path)) for page in (*bank.topics, *bank.guides)}
    found = {entry.identity: (entry, r) for r in declared.retirements if (entry := ledger.find(r.id))}
    notes = []
    for identity in sorted(found):
        entry, retirement = found[identity]
        note_type = _NOTE_TYPE[entry.kind]
        fields = _FIELDS[entry.kind](entry, retirement, titles)
        tags = (RETIRED_TAG,)
        fingerprint = content_hash(note_type.name, fields, tags)
        notes.append(
            DeckNote(
                guid=entry.guid,
                identity=identity,
                id=entry.id,
                note_type=note_type.name,
                fields=tuple(address(field, targets.page_url) for field in fields),
                tags=tags,
                deck=entry.deck,
                position=LAST,
                kind=entry.kind,
                content_hash=fingerprint,
                modified=modified(entry.guid, fingerprint),
                owner="",
                ords=(),
            )
        )
    return tuple(notes)


_Titles = Mapping[str, tuple[str, str]]


def _front(entry: Entry) -> str:
    return f"<p>Retired: {_text(entry.title)}</p>"


def _back(retirement: Retirement, titles: _Titles) -> str:
    """Why, what is asked instead, and what to do."""
    links = [f'<li><a href="{NEUTRAL}/{page}">{_text(title)}</a></li>' for title, page in (titles[i] for i in retirement.replaced_by)]
    instead = f"<p>Asked instead:</p><ul>{''.join(links)}</ul>" if links else "<p>Nothing is asked instead.</p>"
    what_to_do = f"<p>To put all retired cards away, search for <code>tag:{escape_text(RETIRED_TAG)}</code> in Anki's browser, select all and suspend.</p>"
    return f"<p>{_text(retirement.reason)} ({retirement.date})</p>{instead}{what_to_do}"


def _question(entry: Entry, retirement: Retirement, titles: _Titles) -> tuple[str, ...]:
    return (_front(entry), "", _back(retirement, titles), "", "", "", _link(retirement, titles), entry.id, *_BLANKS)


def _recall(entry: Entry, retirement: Retirement, titles: _Titles) -> tuple[str, ...]:
    return (_front(entry), _back(retirement, titles), "", _link(retirement, titles), entry.id, *_BLANKS)


def _cloze(entry: Entry, retirement: Retirement, titles: _Titles) -> tuple[str, ...]:
    """Without its number, a learner's card would be empty, and Anki's tool for empty cards would delete it."""
    numbers = "".join(f"{{{{c{number}::retired}}}} " for number, _ in entry.cloze)
    if not numbers:
        raise DeckError(f"the ledger knows no cloze numbers of the retired card `{entry.id}`: put its line in decks.lock back")
    return (f"{_front(entry)}<p>This card is {numbers}</p>", _back(retirement, titles), "", _link(retirement, titles), entry.id, *_BLANKS)


_FIELDS: Mapping[str, Callable[[Entry, Retirement, _Titles], tuple[str, ...]]] = {
    "question": _question,
    "recall": _recall,
    "cloze": _cloze,
}


def _link(retirement: Retirement, titles: _Titles) -> str:
    """Where the first replacement stands; nowhere without one."""
    return f"{NEUTRAL}/{titles[retirement.replaced_by[0]][1]}" if retirement.replaced_by else ""


def _text(text: str) -> str:
    """Text for a field of any note type: inside a cloze field braces would be deletions."""
    return escape_text(escape(text, quote=False)).replace("{", "&#123;").replace("}", "&#125;").replace("::", "&#58;&#58;")
