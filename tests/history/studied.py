"""A learner's real Anki collection with FSRS on: imports, a seeded life between releases, and what an import must not touch.

``violations`` states the promise: no review is lost, no card we did not change is overwritten, what we changed arrives.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportResponse
from anki.scheduler.v3 import CardAnswer

from series import Shipment

from studyloop.decks import DeckNote

# Everything scheduling knows of a card; `mod` and `usn` are Anki's own bookkeeping.
_CARD = "select id, nid, ord, did, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data from cards"
_REVIEW = "select id, cid, ease, ivl, lastIvl, factor, time, type from revlog"
_NOTE = "select guid, id, mid, flds, tags, mod from notes"
_DELETION = re.compile(r"\{\{c(\d+)::(.*?)\}\}", re.S)
_RATINGS = (CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.GOOD, CardAnswer.EASY)


Content = tuple[tuple[str, ...], tuple[str, ...]]
Known = dict[str, Content]


@dataclass(frozen=True)
class Snapshot:
    """A collection at one moment: rows by card id, review id, guid; names of decks with and without cards; note types."""

    cards: Mapping[int, tuple]
    reviews: Mapping[int, tuple]
    notes: Mapping[str, tuple[int, int, tuple[str, ...], tuple[str, ...]]]
    decks: frozenset[str]
    empty_decks: frozenset[str]
    note_types: tuple[str, ...]

    @property
    def note_of_card(self) -> dict[int, str]:
        """Card id to guid."""
        guid_of = {row[0]: guid for guid, row in self.notes.items()}
        return {card: guid_of[row[1]] for card, row in self.cards.items()}


class Studied:
    """One learner. ``known`` is what each guid's note said when it was last imported: fields and tags."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = str(folder / "collection.anki2")
        self.col = Collection(self._file)
        self.col.set_config("fsrs", True)
        self.col.set_config("newSpread", 1)
        self.known: Known = {}

    def close(self) -> None:
        """The collection is whole on disk."""
        self.col.close()

    def imports(self, package: Path) -> ImportResponse.Log:
        """Import with the options the import dialog shows first; note types are read anew."""
        options = self.col._backend.get_import_anki_package_presets()
        log = self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options)).log
        self.col.models._clear_cache()
        return log

    def snapshot(self) -> Snapshot:
        """Everything an import could touch."""
        db = self.col.db
        notes = {
            guid: (nid, mid, tuple(fields.split("\x1f")), tuple(sorted(tags.split())))
            for guid, nid, mid, fields, tags, _ in db.execute(_NOTE)
        }
        filled = {self.col.decks.name(did) for did in db.list("select distinct case when odid then odid else did end from cards")}
        decks = {deck.name for deck in self.col.decks.all_names_and_ids(skip_empty_default=True)}
        parents = {name.rsplit("::", depth)[0] for name in filled for depth in range(1, name.count("::") + 1)}
        return Snapshot(
            cards={row[0]: tuple(row) for row in db.execute(_CARD)},
            reviews={row[0]: tuple(row) for row in db.execute(_REVIEW)},
            notes=notes,
            decks=frozenset(decks),
            empty_decks=frozenset(decks - filled - parents - {"Default"}),
            note_types=tuple(sorted(name.name for name in self.col.models.all_names_and_ids() if name.name.startswith("Studyloop"))),
        )

    def live(self, rng: random.Random, now: int, reviews: int = 30) -> None:
        """Some days of study: new and due cards answered, some cards suspended, buried, flagged, moved, edited, tagged.

        ``now`` (whole seconds) is when the learner's own edits are made: after one release and before the next.
        """
        self._study(rng, reviews)
        cards = sorted(self.col.db.list("select id from cards"))
        seen = sorted(self.col.db.list("select id from cards where reps > 0"))
        self.col.sched.suspend_cards(rng.sample(cards, 3))
        self.col.sched.bury_cards(rng.sample(cards, 2))
        self.col.set_user_flag_for_cards(rng.randint(1, 7), rng.sample(seen, 3))
        self.col.set_deck(rng.sample(cards, 2), self.col.decks.id("My own deck"))
        self.col.sched.set_due_date(rng.sample(seen, min(10, len(seen))), "0")
        for note_id in rng.sample(sorted(self.col.db.list("select id from notes")), 6):
            note = self.col.get_note(note_id)
            if rng.random() < 0.5:
                note.fields[-1] += " my own words"
            else:
                note.tags.append(rng.choice(["mine", "marked", "leech"]))
            edited = max(now, note.mod)
            self.col.update_note(note)
            self.col.db.execute("update notes set mod = ? where id = ?", edited, note_id)

    def _study(self, rng: random.Random, reviews: int) -> None:
        deck_ids = [deck.id for deck in self.col.decks.all_names_and_ids(skip_empty_default=True) if "::" in deck.name]
        for deck_id in rng.sample(deck_ids, min(3, len(deck_ids))):
            self.col.decks.select(deck_id)
            for _ in range(reviews // 3):
                queue = self.col.sched.get_queued_cards(fetch_limit=1)
                if not queue.cards:
                    break
                queued = queue.cards[0]
                card = self.col.get_card(queued.card.id)
                card.start_timer()
                answer = self.col.sched.build_answer(card=card, states=queued.states, rating=rng.choice(_RATINGS))
                self.col.sched.answer_card(answer)


def violations(
    before: Snapshot, after: Snapshot, log: ImportResponse.Log, shipped: Iterable[DeckNote], known: Known, decks: Iterable[str]
) -> list[str]:
    """Every broken promise of one import, a sentence each; ``known`` is brought up to date.

    ``shipped`` are the notes of the package, newer than what was imported before; ``decks`` the names our decks may have.
    """
    found = [f"conflicting: {note.fields[0][:60]}" for note in (*log.conflicting, *log.missing_notetype)]
    for card, row in before.cards.items():
        if after.cards.get(card) != row:
            found.append(f"scheduling of {before.note_of_card[card]} changed: {row} -> {after.cards.get(card)}")
    found += [f"review {ident} is gone or changed" for ident, row in before.reviews.items() if after.reviews.get(ident) != row]
    found += [f"{len(after.reviews) - len(before.reviews)} reviews from nowhere"] if len(after.reviews) > len(before.reviews) else []
    expected = dict(before.notes)
    for note in shipped:
        mine = before.notes.get(note.guid)
        content = note.fields, tuple(sorted(note.tags))
        if known.get(note.guid) != content:
            expected[note.guid] = (*(mine[:2] if mine else (0, 0)), *content)
            known[note.guid] = content
        if mine:
            found += _moved_deletions(note, mine[2])
    for guid in sorted(after.notes.keys() | expected.keys()):
        want, have = expected.get(guid), after.notes.get(guid)
        if want is None:
            found.append(f"note {guid} came from nowhere: {have[2][0][:60]}")
        elif have is None:
            found.append(f"note {guid} is gone: {want[2][0][:60]}")
        elif have[2:] != want[2:]:
            found.append(f"note {guid} is not as it should be: {_difference(want, have)}")
        elif want[1] not in (0, have[1]):
            found.append(f"note {guid} has another note type")
    found += _twins(after, {note.id for note in shipped})
    if after.note_types != ("Studyloop Cloze", "Studyloop Question", "Studyloop Recall"):
        found.append(f"note types are {after.note_types}")
    found += [f"the deck {name} is empty" for name in sorted(after.empty_decks - before.empty_decks)]
    foreign = {name for name in after.decks - before.decks if "::" in name} - set(decks)
    return found + [f"the deck {name} is new" for name in sorted(foreign)]


def _twins(after: Snapshot, ids: set[str]) -> list[str]:
    """Two notes that carry the same id: the history hangs on the older one."""
    holders = Counter(ident for _, _, fields, _ in after.notes.values() for ident in ids.intersection(fields))
    return [f"{count} notes are {ident}" for ident, count in sorted(holders.items()) if count > 1]


def _difference(want: tuple, have: tuple) -> str:
    for ours, theirs in zip((*want[2], " ".join(want[3])), (*have[2], " ".join(have[3])), strict=False):
        if ours != theirs:
            return f"{theirs[:80]!r} instead of {ours[:80]!r}"
    return "another number of fields"


def _moved_deletions(note: DeckNote, fields: tuple[str, ...]) -> list[str]:
    """Cloze numbers are identity: none may go, none may ask what another one asked."""
    if note.kind != "cloze":
        return []
    old, new = dict(_DELETION.findall(fields[0])), dict(_DELETION.findall(note.fields[0]))
    found = [f"cloze {number} of {note.id} is gone" for number in old.keys() - new.keys()]
    for number, text in new.items():
        if old.get(number) != text and text in [old[other] for other in old if other != number]:
            found.append(f"cloze {number} of {note.id} now asks what another number asked")
    return sorted(found)


def take(learner: Studied, shipment: Shipment, package: Path | None = None) -> list[str]:
    """Import a release, whole or one package of it, and list every broken promise."""
    file = package or shipment.whole
    component = file.stem.rsplit("-", 1)[1]
    notes = [note for note in shipment.notes if component in ("all", note.deck)]
    before = learner.snapshot()
    log = learner.imports(file)
    return violations(before, learner.snapshot(), log, notes, learner.known, shipment.ledger.decks.values())


def read_notes(learner: Studied) -> Known:
    """What the collection's notes say now: right after a first import, what was shipped."""
    return {guid: (fields, tags) for guid, (_, _, fields, tags) in learner.snapshot().notes.items()}
