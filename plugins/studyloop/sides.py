"""The two sides of a card report: the content as it stands, and as any revision of the repository holds it.

Both are read with today's code, faults and all: what cannot be made is left out and named. What must not live here:
comparing (``diff``), options and printing (``cli``).
"""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from studyloop.bank.model import Bank, Place
from studyloop.bank.problems import Problems
from studyloop.decks.errors import DeckError, DuplicateGuidError, FieldError, NotesError
from studyloop.decks.fields import Targets
from studyloop.decks.media import MediaShelf
from studyloop.decks.note_types import BY_NAME, SPARES
from studyloop.decks.notes import DeckNote, make_notes
from studyloop.decks.retired import retired_notes
from studyloop.diff import Face, Side
from studyloop.ledger import read_ledger
from studyloop.ledger.shipped import shipped_cards
from studyloop.library import CARD_PARTS, Checked, check_content
from studyloop.plan import Plan
from studyloop.plan.targets import find_targets, plan_tags
from studyloop.release import GitError, Repository, released_commit
from studyloop.render import PieceRenderer, RenderedBank, render_bank

MAIN = ("origin/main", "main")
_UNSEEN = {"Link", "Id", *SPARES}


@dataclass(frozen=True, slots=True)
class Base:
    """What a report compares with: a commit, and how it is named in a sentence."""

    commit: str
    label: str


def find_base(content: Path, revision: str | None) -> Base:
    """The named revision; by default where this branch left ``origin/main`` or ``main``, else the last release.

    Raises ``GitError`` without a repository or for a revision that is not there.
    """
    repository = Repository(content)
    if revision is not None:
        commit = _commit(repository, revision)
        if commit is None:
            raise GitError(f"There is no revision `{revision}` here: name a commit, a branch or a tag (`git fetch` may bring it).")
        return Base(commit, f"{revision} ({commit[:7]})")
    for name in MAIN:
        if _commit(repository, name) and (commit := _merge_base(repository, name)):
            return Base(commit, f"{name} ({commit[:7]})")
    if repository.has_commits() and (commit := released_commit(content)):
        return Base(commit, f"the last release ({commit[:7]})")
    raise GitError("There is neither a branch `main` nor a release to compare with: name a revision, such as `studyloop diff HEAD`.")


def side_at(content: Path, base: Base) -> Side:
    """The content and the ledger as ``base`` holds them. Raises ``GitError`` when there is no such folder in it."""
    repository = Repository(content)
    root = repository.root.resolve()
    project = content.resolve().parent
    inside = content.resolve().relative_to(root).as_posix()
    ledger = (project / "decks.lock").relative_to(root).as_posix()
    if not repository.run("ls-tree", "--name-only", base.commit, "--", inside).strip():
        raise GitError(f"{base.label} has no folder {inside}: name a revision that has it.")
    paths = [inside, *([ledger] if repository.committed(ledger, base.commit) is not None else [])]
    with tempfile.TemporaryDirectory(prefix="studyloop-diff-") as folder:
        packed = Path(folder) / "base.tar"
        repository.run("archive", "--format=tar", f"--output={packed}", base.commit, "--", *paths)
        with tarfile.open(packed) as archive:
            archive.extractall(Path(folder) / "tree", filter=_only_inside)
        return side_of(Path(folder) / "tree" / inside, base.label)


def released_side(content: Path, upto: str = "HEAD") -> Side:
    """The content of the last release up to a commit: what learners have. An empty side before the first release.

    Raises ``GitError`` where the release cannot be found.
    """
    repository = Repository(content)
    commit = released_commit(content, upto) if repository.has_commits() else None
    if commit is None:
        return Side("an empty deck")
    ledger = (content.resolve().parent / "decks.lock").relative_to(repository.root.resolve()).as_posix()
    latest = read_ledger(repository.committed(ledger, commit) or "", Problems()).latest
    return side_at(content, Base(commit, f"release {latest.version}" if latest else f"the last release ({commit[:7]})"))


def side_of(content: Path, label: str, checked: Checked | None = None) -> Side:
    """A content folder as one side; ``checked`` is what ``check_content`` just gave, if it did."""
    checked = checked or check_content(content)
    bank = checked.bank
    if bank is None:
        return Side(label, problems=checked.problems, ledger=checked.ledger, declared=checked.declared, readable=False)
    shelf = MediaShelf(lambda path: _image(content, path))
    notes, unshown = _notes(checked, bank, Targets(lambda target: None, shelf.name_of))
    shipped = shipped_cards(bank)
    dates = {entry.identity: (one.date, one.place) for one in checked.declared.retirements if (entry := checked.ledger.find(one.id))}
    faces = {}
    for note in notes:
        names = [field.name for field in BY_NAME[note.note_type].fields]
        fields = tuple((name, value) for name, value in zip(names, note.fields, strict=True) if name not in _UNSEEN)
        card = shipped.get(note.identity) if note.ords else None
        date, place = dates.get(note.identity, ("", Place(PurePosixPath("changes.md")))) if card is None else ("", card.place)
        known = checked.ledger.entries.get(note.identity)
        title, page = (card.title, card.page) if card else (known.title, known.page) if known else (note.id, "")
        cloze = card.cloze if card else ()
        faces[note.identity] = Face(
            note.identity, note.id, note.kind, note.note_type, title, page, place, fields, note.tags, note.content_hash, cloze, date
        )
    images = shelf.used_in(value for face in faces.values() for _, value in face.fields)
    plans = checked.plans.plans if checked.plans else ()
    return Side(label, faces, images, unshown, plans, checked.ledger, checked.declared, checked.problems)


def _commit(repository: Repository, revision: str) -> str | None:
    try:
        return repository.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except GitError:
        return None


def _merge_base(repository: Repository, name: str) -> str | None:
    try:
        return repository.run("merge-base", name, "HEAD").strip() or None
    except GitError:
        return None


def _only_inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """A link that leads out of the folder is left out: the checks name it on the other side too."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _image(content: Path, path: str) -> bytes:
    """An image's bytes; none for one that is missing, which is a problem of its own."""
    file = content / path.lstrip("/")
    inside = file.resolve().is_relative_to(content.resolve())
    return file.read_bytes() if inside and file.is_file() else b""


def _notes(checked: Checked, bank: Bank, targets: Targets) -> tuple[tuple[DeckNote, ...], dict[str, str]]:
    """Every note that can be made, and for each other identity why it cannot."""
    unshown: dict[str, str] = {}
    rendered = render_bank(bank, PieceRenderer(), None, CARD_PARTS)
    plans = plan_tags(_known_links(checked, bank), find_targets(bank))
    homes = {entry.identity: entry.deck for entry in checked.ledger.entries.values()}
    identities = {card.id: card.identity for card in shipped_cards(bank).values()}
    notes: tuple[DeckNote, ...] = ()
    while not notes:
        try:
            notes = make_notes(bank, rendered, targets=targets, modified=lambda guid, digest: 0, plan_tags=plans, homes=homes)
            break
        except NotesError as found:
            faults = {ident: str(error) for error in found.errors for ident in _ids(error)}
        if not faults.keys() - unshown.keys():
            break
        unshown |= {identities.get(ident, ident): why for ident, why in faults.items()}
        rendered = _without(rendered, frozenset(faults))
    try:
        notes += retired_notes(bank, checked.declared, checked.ledger, targets, lambda guid, digest: 0)
    except (DeckError, KeyError):
        pass  # a faulty retirement is a problem of its own, with its place
    return notes, unshown


def _ids(error: DeckError) -> Iterator[str]:
    if isinstance(error, FieldError):
        yield error.card_id
    elif isinstance(error, DuplicateGuidError):
        yield error.second


def _known_links(checked: Checked, bank: Bank) -> Iterator[Plan]:
    """The plans without links that lead nowhere, which are problems of their own."""
    targets = find_targets(bank)
    for plan in checked.plans.plans if checked.plans else ():
        yield replace(plan, periods=tuple(
            replace(period, tasks=tuple(replace(task, links=tuple(link for link in task.links if link in targets)) for task in period.tasks))
            for period in plan.periods
        ))


def _without(rendered: RenderedBank, ids: frozenset[str]) -> RenderedBank:
    """A rendered bank without these questions and cards."""
    topics, guides = [], []
    for topic in rendered.topics:
        kept = [item for item in topic.questions if item.question.id not in ids]
        topics.append(replace(topic, questions=tuple(replace(item, cards=tuple(card for card in item.cards if card.id not in ids)) for item in kept)))
    for guide in rendered.guides:
        guides.append(replace(guide, cards=tuple(card for card in guide.cards if card.id not in ids)))
    return RenderedBank(tuple(topics), tuple(guides))
