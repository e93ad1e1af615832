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
from studyloop.ledger.shipped import Shipped, shipped_cards

LONGEST_QUOTE = 60
Sources = Mapping[PurePosixPath, tuple[str, ...]]


def check_history(
    bank: Bank, declared: Declared, ledger: Ledger, sources: Sources, problems: Problems, *, whole: bool = True
) -> None:
    """Every way in which a next release would lose a learner's history, and every fault of ``changes.md``.

    ``whole`` is false when a part of the content could not be read: then nothing is said about what is missing.
    """
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
            problems.add(_row(entry, ledger), "D09", sentence, "put the line back as it was: `git checkout decks.lock`")
        guids[entry.guid] = entry.identity
        if card := live.get(entry.identity):
            _check_card(card, entry, retired.get(entry.identity), problems)
        elif entry.identity not in retired and whole and declared.whole:
            _check_missing(entry, live, ledger, sources, problems)
    gone = {entry.id: entry for entry in ledger.entries.values() if entry.retired}
    for identity in sorted(live.keys() - ledger.entries.keys()):
        if former := gone.get(live[identity].id):
            _refuse_retired(live[identity], former, problems)
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
        if entry.identity in found:
            sentence = f"`{retirement.id}` and `{found[entry.identity].id}` are one card, retired twice."
            problems.add(retirement.place, "D10", sentence, "keep one of the lines")
        found[entry.identity] = retirement
        for ident in retirement.replaced_by:
            if ident not in present:
                hint = closest(ident, sorted(present), "name an id that is there, or leave `replaced_by` out")
                hint = f"it is `{live[ident].id}` now" if ident in live else hint
                problems.add(retirement.place, "D10", f"The replacement `{ident}` does not exist.", hint)
    return found


def _check_corrections(declared: Declared, live: Mapping[str, Shipped], ledger: Ledger, problems: Problems) -> None:
    present = {*live, *(card.id for card in live.values())}
    for correction in declared.corrections:
        announced = (correction.id, correction.date) in ledger.corrected
        if not announced and correction.id not in present and ledger.find(correction.id) is None:
            hint = closest(correction.id, sorted(present), "name the id of a question or a card")
            problems.add(correction.place, "D11", f"There is no card `{correction.id}`.", hint)


def _check_card(card: Shipped, entry: Entry, retirement: Retirement | None, problems: Problems) -> None:
    if entry.retired:
        _refuse_retired(card, entry, problems)
    elif retirement:
        sentence = f"`{card.id}` is retired in {CHANGES}, and the card still stands here."
        problems.add(card.place, "D02", sentence, "delete the card here, or its line there")
    elif card.kind != entry.kind:
        sentence = f"`{card.id}` was released as a {entry.kind} card and is now a {card.kind} card; Anki would refuse it."
        hint = f"give this card a new id, without `was`, and add to `retired` in {CHANGES}: {_retiring(entry)}"
        problems.add(card.place, "D03", sentence, hint)
    elif entry.cloze:
        _check_cloze(card, entry, problems)


def _refuse_retired(card: Shipped, former: Entry, problems: Problems) -> None:
    used = former.id if card.id == former.id else former.identity
    sentence = f"The id `{used}` was retired on {former.retired}, and a card stands here under it."
    problems.add(card.place, "D02", sentence, "give this card an id never used before")


def _check_cloze(card: Shipped, entry: Entry, problems: Problems) -> None:
    now, before = dict(card.cloze_hashes), dict(entry.cloze)
    for number in sorted(before.keys() - now.keys()):
        sentence = f"`{card.id}` has lost its number {number}, and with it the reviews of that number."
        hint = f"keep a mark with .c{number}, or give the card a new id and add to `retired` in {CHANGES}: {_retiring(entry)}"
        problems.add(card.place, "D04", sentence, hint)
    for number, text in card.cloze:
        if before.get(number) == now[number]:
            continue
        for old in sorted(other for other, known in before.items() if known == now[number] != now.get(other)):
            shown = text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
            sentence = f"`{shown}` was number {old} of `{card.id}` and is now number {number}: the reviews of {old} would be of other text."
            problems.add(card.place, "D05", sentence, f"write {{ .c{old} }} behind it again; new text takes a new number")


def _check_missing(entry: Entry, live: Mapping[str, Shipped], ledger: Ledger, sources: Sources, problems: Problems) -> None:
    if entry.retired:
        sentence = f"`{entry.id}` was retired on {entry.retired}, and its line is gone from {CHANGES}."
        problems.add(Place(CHANGES), "D10", sentence, f"put it back under `retired`: {_retiring(entry)}")
    elif heir := live.get(entry.id):
        sentence = f"`{heir.id}` does not say that it was first released as `{entry.identity}`, so its reviews would be lost."
        problems.add(heir.place, "D01", sentence, f"write was={entry.identity} beside its id")
    else:
        place = Place(entry.path) if entry.path in sources else _row(entry, ledger)
        sentence = f"The released {entry.kind} card `{entry.id}` is gone ({entry.title})."
        hint = f"if it has a new id, write was={entry.identity} beside that; else add to `retired` in {CHANGES}: {_retiring(entry)}"
        problems.add(place, "D01", sentence, hint)


def _row(entry: Entry, ledger: Ledger) -> Place:
    return ledger.place(f"card {entry.identity}")


def _retiring(entry: Entry) -> str:
    """The line to paste."""
    date = entry.retired or "2026-12-01"
    replaced = f", replaced_by: [{', '.join(entry.replaced_by)}]" if entry.replaced_by else ""
    return f'- {{id: {entry.id}, date: {date}, reason: "..."{replaced}}}'


def _check_subject(subject: Subject, ledger: Ledger, sources: Sources, problems: Problems) -> None:
    front = read_front_matter(list(sources.get(INDEX, ())), INDEX, Problems())

    def place(*keys: str | int) -> Place:
        return front.place("subject", *keys) if front else Place(INDEX)

    if subject.namespace != ledger.namespace:
        sentence = f"The namespace is `{subject.namespace}`; cards were released under `{ledger.namespace}`."
        problems.add(place("namespace"), "D06", sentence, f"put it back: `namespace: {ledger.namespace}`")
    above = {name.rpartition("::")[0] for name in ledger.decks.values()}
    renamed = len(above) == 1 and deck_name(subject, subject.components[0].id).rpartition("::")[0] not in above
    if renamed:
        sentence = f"The deck is `{subject.deck}`; it was released as `{min(above)}`, and Anki knows decks by their names."
        problems.add(place("deck"), "D06", sentence, f"put it back: `deck: {min(above)}`")
    ids = [term.id for term in subject.components]
    for component, name in ledger.decks.items():
        if component not in ids:
            sentence = f"The component `{component}` is gone, and its deck `{name}` was released."
            problems.add(place("components"), "D06", sentence, "put it back where it stood; a component may be empty")
        elif not renamed and deck_name(subject, component) != name:
            sentence = f"The deck of `{component}` would be `{deck_name(subject, component)}`; it was released as `{name}`."
            hint = "keep the component's title and its place in the list; new components go last"
            problems.add(place("components", ids.index(component)), "D06", sentence, hint)
    if ledger.positions != SCHEME:
        now, before = (" ".join(map(str, numbers)) for numbers in (SCHEME, ledger.positions))
        sentence = f"New cards would be numbered by {now}; those released are numbered by {before}."
        problems.add(ledger.place("positions"), "D08", sentence, "put the numbers back in plugins/studyloop/bank/positions.py")
