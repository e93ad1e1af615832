"""What may not change between releases: the content against the ledger. Pure: both in, problems out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.loader import INDEX
from studyloop.bank.model import Bank, Place, Subject
from studyloop.bank.positions import SCHEME
from studyloop.bank.problems import Problems
from studyloop.bank.schema import closest
from studyloop.ledger.declared import CHANGES, Declared, Retirement
from studyloop.ledger.identity import deck_name, note_guid
from studyloop.ledger.model import Entry, Ledger
from studyloop.ledger.shipped import Shipped, shipped_cards, text_hash

Sources = Mapping[PurePosixPath, tuple[str, ...]]


def check_history(bank: Bank, declared: Declared, ledger: Ledger, sources: Sources, problems: Problems) -> None:
    """Every way in which a next release would lose a learner's history, and every fault of ``changes.md``."""
    live = shipped_cards(bank)
    retired = _check_retirements(declared, live, bank, ledger, problems)
    _check_corrections(declared, live, ledger, problems)
    if ledger.latest is None:
        return
    _check_subject(bank.subject, ledger, sources, problems)
    guids: dict[str, str] = {}
    for entry in ledger.entries.values():
        if entry.guid in guids:
            sentence = f"`{entry.identity}` and `{guids[entry.guid]}` have one guid."
            problems.add(ledger.place(entry.identity), "D09", sentence, "put the line back as it was: `git checkout decks.lock`")
        guids[entry.guid] = entry.identity
        if card := live.get(entry.identity):
            _check_card(card, entry, retired.get(entry.identity), problems)
        elif entry.identity not in retired:
            _check_missing(entry, live, ledger, sources, problems)
    for identity in sorted(live.keys() - ledger.entries.keys()):
        guid = note_guid(bank.subject.namespace, identity)
        if guid in guids and bank.subject.namespace == ledger.namespace:
            sentence = f"`{identity}` would have the guid of the released card `{guids[guid]}`."
            problems.add(live[identity].place, "D09", sentence, "give it another id")


def _check_retirements(
    declared: Declared, live: Mapping[str, Shipped], bank: Bank, ledger: Ledger, problems: Problems
) -> dict[str, Retirement]:
    """The retirements by identity."""
    present = {card.id for card in live.values()} | {page.id for page in (*bank.topics, *bank.guides)}
    found: dict[str, Retirement] = {}
    for retirement in declared.retirements:
        entry = ledger.find(retirement.id)
        if entry is None:
            hint = "delete this line" if retirement.id in present else closest(retirement.id, sorted(ledger.entries), "delete this line")
            problems.add(retirement.place, "D10", f"`{retirement.id}` was never released, so it cannot be retired.", hint)
            continue
        found[entry.identity] = retirement
        for ident in retirement.replaced_by:
            if ident not in present:
                hint = closest(ident, sorted(present), "name an id that is there, or leave `replaced_by` out")
                problems.add(retirement.place, "D10", f"The replacement `{ident}` does not exist.", hint)
    return found


def _check_corrections(declared: Declared, live: Mapping[str, Shipped], ledger: Ledger, problems: Problems) -> None:
    present = {*live, *(card.id for card in live.values())}
    for correction in declared.corrections:
        if correction.id not in present and ledger.find(correction.id) is None:
            hint = closest(correction.id, sorted(present), "name the id of a question or a card")
            problems.add(correction.place, "D11", f"There is no card `{correction.id}`.", hint)


def _check_card(card: Shipped, entry: Entry, retirement: Retirement | None, problems: Problems) -> None:
    if entry.retired or retirement:
        when = f"was retired on {entry.retired}" if entry.retired else f"is retired in {CHANGES}"
        hint = "give this card an id never used before" if entry.retired else "delete the card here, or its line there"
        problems.add(card.place, "D02", f"The id `{entry.identity}` {when}, and a card stands here under it.", hint)
    elif card.kind != entry.kind:
        sentence = f"`{card.id}` was released as a {entry.kind} card and is now a {card.kind} card; Anki would refuse it."
        problems.add(card.place, "D03", sentence, f"give this card a new id and retire the old one in {CHANGES}: {_retiring(entry)}")
    elif entry.cloze:
        _check_cloze(card, entry, problems)


def _check_cloze(card: Shipped, entry: Entry, problems: Problems) -> None:
    now, before = dict(card.cloze), dict(entry.cloze)
    for number in sorted(before.keys() - now.keys()):
        sentence = f"`{card.id}` no longer asks its number {number}, and a learner's reviews of it would hang on nothing."
        hint = f"keep a mark with .c{number}, or give the card a new id and retire the old one: {_retiring(entry)}"
        problems.add(card.place, "D04", sentence, hint)
    for number, text in now.items():
        hidden = text_hash(text)
        if before.get(number) == hidden:
            continue
        for old in sorted(other for other, known in before.items() if known == hidden and other != number):
            sentence = f"`{text}` was number {old} of `{card.id}` and is now number {number}: its reviews would move to other text."
            problems.add(card.place, "D05", sentence, f"write .c{old} behind it again; new text takes a new number")


def _check_missing(entry: Entry, live: Mapping[str, Shipped], ledger: Ledger, sources: Sources, problems: Problems) -> None:
    if entry.retired:
        sentence = f"`{entry.identity}` was retired on {entry.retired}, and its line is gone from {CHANGES}."
        problems.add(Place(CHANGES), "D10", sentence, f"put it back: {_retiring(entry)}")
        return
    place = Place(entry.path) if entry.path in sources else ledger.place(entry.identity)
    sentence = f"The {entry.kind} card `{entry.id}` of release {entry.last} is gone ({entry.title})."
    heir = next((card for card in live.values() if card.identity == entry.id), None)
    if heir:
        place = heir.place
        hint = f"`was=` names the first id: write was={entry.identity}"
    else:
        hint = f"if it has a new id, write was={entry.identity} beside it; if nobody should be asked it, add to `retired` in {CHANGES}: {_retiring(entry)}"
    problems.add(place, "D01", sentence, hint)


def _retiring(entry: Entry) -> str:
    date = entry.retired or "2026-12-01"
    replaced = f", replaced_by: [{', '.join(entry.replaced_by)}]" if entry.replaced_by else ""
    return f'- {{id: {entry.id}, date: {date}, reason: "..."{replaced}}}'


def _check_subject(subject: Subject, ledger: Ledger, sources: Sources, problems: Problems) -> None:
    front = read_front_matter(list(sources.get(INDEX, ())), INDEX, Problems())
    if subject.namespace != ledger.namespace:
        place = front.place("namespace") if front else Place(INDEX)
        sentence = f"The namespace is `{subject.namespace}`; cards were released under `{ledger.namespace}`."
        problems.add(place, "D06", sentence, f"put it back: namespace: {ledger.namespace}")
    ids = [term.id for term in subject.components]
    for component, name in ledger.decks.items():
        if component not in ids:
            place = front.place("components") if front else Place(INDEX)
            sentence = f"The component `{component}` is gone, and its deck `{name}` was released."
            problems.add(place, "D06", sentence, "put it back where it stood; a component may be empty")
        elif deck_name(subject, component) != name:
            place = front.place("components", ids.index(component)) if front else Place(INDEX)
            sentence = f"The deck of `{component}` would be `{deck_name(subject, component)}`; it was released as `{name}`."
            hint = "keep the deck's name, the component's title and its place in the list; new components go last"
            problems.add(place, "D06", sentence, hint)
    if ledger.positions != SCHEME:
        sentence = f"New cards would be ordered by {SCHEME}, those released by {ledger.positions}."
        problems.add(ledger.place("positions"), "D08", sentence, "put the numbers in plugins/studyloop/bank/positions.py back")
