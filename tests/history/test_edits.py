"""The seeded edits of the history test: valid, repeatable, and true about what they changed."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from edits import EDITS, together
from series import page_url, ship, time_of
from shipped import ROOT
from workshop import Edit, NoVictim, Workshop

from studyloop.bank.problems import has_errors
from studyloop.decks import DeckNote, notes_of
from studyloop.library import CARD_PARTS, check_content, open_library

# Identity to content hash, of the live notes and of the retired ones.
Hashes = tuple[dict[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the real content, released once."""
    project = tmp_path_factory.mktemp("first")
    shop = Workshop(Path(shutil.copytree(ROOT / "content", project / "content")), random.Random(0))
    ship(shop, 1, project / "decks")
    return project


@pytest.fixture(scope="module")
def first_hashes(first: Path) -> Hashes:
    """Those of its notes."""
    return hashes(Workshop(first / "content", random.Random(0)))


def open_workshop(first: Path, folder: Path, seed: int) -> Workshop:
    """The same in a folder of its own."""
    return Workshop(Path(shutil.copytree(first, folder / "project")) / "content", random.Random(seed))


def library_of(shop: Workshop) -> Library:
    return open_library(shop.content, ENVIRONMENT, parts=CARD_PARTS)


def release(shop: Workshop) -> None:
    """Write the ledger beside the content, as a release does."""
    library = library_of(shop)
    made = notes_of(library, page_url)
    version = next_version(library.ledger, DATE)
    ledger = advance(
        library.ledger,
        compare(library.ledger, ledger_rows(library, made.notes), library.declared, version),
        release=Release(version, DATE),
        namespace=library.bank.subject.namespace,
        site=page_url("/"),
        decks=released_decks(library),
        note_types=made.note_types,
        declared=library.declared,
    )
    (shop.content / LEDGER).write_text(write_ledger(ledger), encoding="utf-8")
    shop.released()


def edit_once_each(shop: Workshop) -> list[Edit]:
    """Every edit that finds something to do, in an order by chance; the content has no error after them."""
    made = []
    for name in shop.rng.sample(list(EDITS), len(EDITS)):
        try:
            made.append(EDITS[name](shop))
        except NoVictim:
            continue
    problems = check_content(shop.content).problems
    assert not has_errors(problems), "\n".join(str(problem) for problem in problems)
    return made


def hashes(shop: Workshop) -> Hashes:
    """What the folder's notes are now."""
    library = open_library(shop.content, {"SOURCE_DATE_EPOCH": str(time_of(1))}, parts=CARD_PARTS)
    return hashes_of(notes_of(library, page_url).notes)


def hashes_of(notes: Iterable[DeckNote]) -> Hashes:
    """Retired notes belong to no page."""
    live, retired = {}, {}
    for note in notes:
        (live if note.owner else retired)[note.identity] = note.content_hash
    return live, retired


def assert_true(edit: Edit, before: Hashes, after: Hashes) -> None:
    """The edit says exactly what differs."""
    (live, retired), (now_live, now_retired) = before, after
    differ = {identity for identity in live.keys() & now_live.keys() if live[identity] != now_live[identity]}
    assert differ == edit.changed
    assert now_live.keys() - live.keys() == edit.added
    assert live.keys() - now_live.keys() == now_retired.keys() - retired.keys() == edit.retired
    assert {identity for identity in retired if retired[identity] != now_retired[identity]} <= edit.may_follow


@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_series_of_edits_leaves_no_error_and_each_release_changes_what_they_say(
    first: Path, first_hashes: Hashes, tmp_path: Path, seed: int
) -> None:
    shop, before, seen = open_workshop(first, tmp_path, seed), first_hashes, set()
    for number in range(2, 5):
        made = edit_once_each(shop)
        after = hashes_of(ship(shop, number, tmp_path / "decks").notes)
        assert_true(together(made), before, after)
        seen |= {edit.name for edit in made}
        before = after
    assert seen == set(EDITS)


def test_the_same_seed_makes_the_same_files_and_another_seed_others(first: Path, tmp_path: Path) -> None:
    digests = []
    for number, seed in enumerate([5, 5, 6]):
        shop = open_workshop(first, tmp_path / str(number), seed)
        edit_once_each(shop)
        digests.append(digest(shop.content))
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_exactly_the_cards_it_names(first: Path, first_hashes: Hashes, tmp_path: Path, name: str) -> None:
    shop, before = open_workshop(first, tmp_path, 11), first_hashes
    if name == "change_image":
        EDITS["add_image"](shop)
        before = hashes(shop)
    edit = EDITS[name](shop)
    assert edit.name == name
    assert edit.changed | edit.added | edit.retired
    assert_true(edit, before, hashes(shop))


def digest(content: Path) -> str:
    files = sorted(path for path in content.rglob("*") if path.is_file())
    parts = [part for file in files for part in (str(file.relative_to(content)).encode(), file.read_bytes())]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
