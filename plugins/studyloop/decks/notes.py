"""The one place that makes the list of notes from a rendered bank.

What must not live here: genanki, files, clocks, or how a field's HTML is fitted.
"""

from __future__ import annotations

import hashlib
import html as htmllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from studyloop.bank.model import Bank, Card, Guide, Place, Subject, Topic
from studyloop.bank.positions import study_positions
from studyloop.decks.cloze import cloze_numbers, to_cloze
from studyloop.decks.errors import DeckError, DuplicateGuidError, FieldError, NotesError
from studyloop.decks.fields import NEUTRAL, Targets, address, to_field, to_front
from studyloop.decks.note_types import BY_NAME, CLOZE, QUESTION, RECALL, SPARES, NoteType
from studyloop.decks.tags import guide_tags, join_tags, question_tags
from studyloop.ledger.identity import note_guid
from studyloop.render.model import RenderedBank, RenderedCard, RenderedQuestion

_BLANKS = ("",) * len(SPARES)


@dataclass(frozen=True, slots=True)
class DeckNote:
    """A note as Anki will hold it.

    ``identity`` is the id it was first released under; ``deck`` the component whose deck holds it; ``kind`` is "question",
    "recall" or "cloze"; ``owner`` the id of its topic or guide; ``ords`` the numbers of its cards from 0, none for a
    retired note; ``position`` the same for all of them; ``modified`` whole seconds since 1970; ``content_hash`` as below.
    """

    guid: str
    identity: str
    id: str
    note_type: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    position: int
    kind: str
    content_hash: str
    modified: int
    owner: str
    ords: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A note before its place in the study order and its modification time are known."""

    id: str
    identity: str
    note_type: NoteType
    kind: str
    tags: tuple[str, ...]
    owner: Topic | Guide
    place: Place | None
    make_fields: Callable[[], tuple[str, ...]]


def content_hash(note_type: str, fields: Sequence[str], tags: Iterable[str]) -> str:
    """Everything of a note an update may bring, as ``text.place.tags``: 16, 8 and 8 hex digits of SHA-256.

    ``fields`` are neutral: they do not know the site's address. An image counts through its name, made from its bytes.
    The three parts tell a rewording from a card that only stands elsewhere or is tagged otherwise.
    """
    place = BY_NAME[note_type].place_fields
    text = [note_type, *(field for number, field in enumerate(fields) if number not in place)]
    return f"{_digest(text)[:16]}.{_digest(fields[number] for number in place)[:8]}.{_digest(tags)[:8]}"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def make_notes(
    bank: Bank,
    rendered: RenderedBank,
    *,
    targets: Targets,
    modified: Callable[[str, str], int],
    plan_tags: Mapping[str, tuple[str, ...]] | None = None,
    homes: Mapping[str, str] | None = None,
) -> tuple[DeckNote, ...]:
    """All notes in study order: by component, guides first, then topics.

    ``modified(guid, content_hash)`` is the note's modification time in whole seconds. ``plan_tags`` maps an identity to
    tags; a hand-written card also takes those of its question or guide. ``homes`` maps an identity to the component whose
    deck it was released in, where that is no longer its own: Anki leaves a card in its deck. Raises ``NotesError`` with every mistake found.
    """
    subject = bank.subject
    plans, deck_of = plan_tags or {}, homes or {}
    numbers = {term.id: number for number, term in enumerate(subject.components, 1)}
    drafts = sorted(
        _drafts(subject, rendered, targets, plans),
        key=lambda draft: (numbers[draft.owner.component], isinstance(draft.owner, Topic)),
    )
    errors: list[DeckError] = []
    notes: list[DeckNote] = []
    seen: dict[str, _Draft] = {}
    positions = study_positions(bank)
    for draft in drafts:
        guid = note_guid(subject.namespace, draft.identity)
        if guid in seen:
            errors.append(DuplicateGuidError(seen[guid].id, draft.id, f"{seen[guid].place} and {draft.place}"))
            continue
        seen[guid] = draft
        try:
            fields = draft.make_fields()
        except FieldError as error:
            errors.append(error.at(draft.place))
            continue
        fingerprint = content_hash(draft.note_type.name, fields, draft.tags)
        fields = tuple(address(field, targets.page_url) for field in fields)
        notes.append(
            DeckNote(
                guid=guid,
                identity=draft.identity,
                id=draft.id,
                note_type=draft.note_type.name,
                fields=fields,
                tags=draft.tags,
                deck=deck_of.get(draft.identity, draft.owner.component),
                position=positions[draft.identity],
                kind=draft.kind,
                content_hash=fingerprint,
                modified=modified(guid, fingerprint),
                owner=draft.owner.id,
                ords=tuple(n - 1 for n in cloze_numbers(fields[0])) if draft.note_type.is_cloze else (0,),
            )
        )
    if errors:
        raise NotesError(tuple(errors))
    return tuple(notes)


def _drafts(
    subject: Subject, rendered: RenderedBank, targets: Targets, plans: Mapping[str, tuple[str, ...]]
) -> Iterator[_Draft]:
    for guide in rendered.guides:
        context = to_field(htmllib.escape(guide.guide.title, quote=False), targets)
        tags = join_tags(guide_tags(guide.guide), plans.get(guide.guide.id, ()))
        yield from _card_drafts(guide.cards, guide.guide.cards, guide.guide, context, tags, targets, plans)
    for topic in rendered.topics:
        for item in topic.questions:
            tags = join_tags(question_tags(topic.topic, item.question), plans.get(item.question.identity, ()))
            yield _question_draft(item, topic.topic, subject, tags, targets)
            context = to_field(item.title, targets)
            yield from _card_drafts(item.cards, item.question.cards, topic.topic, context, tags, targets, plans)


def _question_draft(
    item: RenderedQuestion, topic: Topic, subject: Subject, tags: tuple[str, ...], targets: Targets
) -> _Draft:
    question = item.question

    def make_fields() -> tuple[str, ...]:
        parts = [to_field(item.parts.get(key, ""), targets) for key in ("strong", "weak", "tests")]
        level = htmllib.escape(subject.title_of("levels", question.level), quote=False)
        front = to_front(item.title, targets, question.id)
        link = _link(topic, question.id)
        return (front, level, to_field(item.short, targets), *parts, link, question.id, *_BLANKS)

    return _Draft(question.id, question.identity, QUESTION, "question", tags, topic, question.place, make_fields)


def _card_drafts(
    cards: Iterable[RenderedCard],
    sources: Iterable[Card],
    owner: Topic | Guide,
    context: str,
    tags: tuple[str, ...],
    targets: Targets,
    plans: Mapping[str, tuple[str, ...]],
) -> Iterator[_Draft]:
    places = {card.id: card.place for card in sources}
    for card in cards:
        note_type = CLOZE if card.kind == "cloze" else RECALL
        all_tags = join_tags(tags, plans[card.identity]) if card.identity in plans else tags

        def make_fields(card: RenderedCard = card) -> tuple[str, ...]:
            front = (to_cloze if card.kind == "cloze" else to_front)(card.front, targets, card.id)
            rest = (to_field(card.back, targets), context, _link(owner, card.id))
            return (front, *rest, card.id, *_BLANKS)

        yield _Draft(card.id, card.identity, note_type, card.kind, all_tags, owner, places.get(card.id), make_fields)


def _link(owner: Topic | Guide, anchor: str) -> str:
    """The neutral address of a note's place on the site."""
    return f"{NEUTRAL}/{owner.path}#{anchor}"
