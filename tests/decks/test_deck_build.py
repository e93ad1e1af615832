"""Files: the same bytes for the same input, all of them or none."""

import hashlib
import sqlite3
import subprocess
import zipfile

import pytest

from studyloop.decks import DeckError, NotesError, read_packages


def test_two_builds_are_identical_byte_for_byte(full, tmp_path):
    first, second = full.build(tmp_path / "a"), full.build(tmp_path / "b")
    assert first == second
    for package in first:
        assert (tmp_path / "a" / package.file).read_bytes() == (tmp_path / "b" / package.file).read_bytes()


def test_there_is_one_package_for_all_and_one_for_each_component(full, tmp_path):
    built = full.build(tmp_path)
    assert [(package.file, package.title, package.notes, package.cards) for package in built] == [
        ("prep-all.apkg", "Interview preparation", 7, 8),
        ("prep-coding.apkg", "Coding", 1, 1),
        ("prep-concepts.apkg", "Concepts", 5, 6),
        ("prep-data.apkg", "Data", 1, 1),
    ]
    beside = ["SHA256SUMS", "packages.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*beside, *(package.file for package in built)])
    assert read_packages(tmp_path) == built
    for package in built:
        data = (tmp_path / package.file).read_bytes()
        assert (package.bytes, package.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert (package.date, package.version) == ("2026-01-02", "1.0")


def test_the_checksums_are_those_the_usual_tool_checks(full, tmp_path):
    full.build(tmp_path)
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=False).returncode == 0


@pytest.mark.parametrize("fault", ["damaged", "missing", "no manifest", "not JSON", "other keys"])
def test_a_folder_without_a_whole_set_of_packages_is_one_sentence(full, tmp_path, fault):
    full.build(tmp_path)
    package, manifest = tmp_path / "prep-data.apkg", tmp_path / "packages.json"
    mistakes = {
        "damaged": lambda: package.write_bytes(b"PK"),
        "missing": package.unlink,
        "no manifest": manifest.unlink,
        "not JSON": lambda: manifest.write_text("["),
        "other keys": lambda: manifest.write_text('[{"name": "x"}]'),
    }
    mistakes[fault]()
    with pytest.raises(DeckError, match="build the"):
        read_packages(tmp_path)


def test_the_zip_is_compressed_with_fixed_dates_modes_and_order(full, tmp_path):
    full.build(tmp_path)
    with zipfile.ZipFile(tmp_path / "prep-all.apkg") as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["0", "collection.anki2", "media"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}


def test_many_notes_compress_to_a_sixth(content, tmp_path):
    cards = [content.card(f"c{n:04}", f"<p>What is number {n}?</p>", f"<p>It is {n * n}.</p>") for n in range(2000)]
    content.topic("numbers", "coding", content.question("q", "Q?", "<p>a</p>", cards))
    content.build(tmp_path)
    with zipfile.ZipFile(tmp_path / "prep-all.apkg") as archive:
        size = archive.getinfo("collection.anki2").file_size
    assert (tmp_path / "prep-all.apkg").stat().st_size * 6 < size


def test_note_and_note_type_times_come_from_the_given_function(full, tmp_path):
    full.build(tmp_path, modified=lambda key, fingerprint: 77 if key.startswith("note-type:") else 42)
    with zipfile.ZipFile(tmp_path / "prep-all.apkg") as archive:
        archive.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as db:
        assert db.execute("select distinct mod from notes").fetchall() == [(42,)]
        assert db.execute("select models from col").fetchone()[0].count('"mod": 77') == 3


def test_only_a_topic_is_a_package_of_its_own_and_leaves_the_others(full, tmp_path):
    full.build(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (built,) = full.build(tmp_path, only=["metrics"])
    assert (built.file, built.title, built.notes) == ("prep-topic-metrics.apkg", "Metrics", 3)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != built.file}
    assert after == before


def test_only_a_component_is_the_same_package_as_in_a_whole_build(full, tmp_path):
    whole = full.build(tmp_path / "a")
    assert full.build(tmp_path / "b", only=["concepts"]) == [p for p in whole if p.file == "prep-concepts.apkg"]


def test_an_unknown_selection_is_one_sentence(full, tmp_path):
    with pytest.raises(DeckError, match="no component, topic or guide 'nonsense': use one of clock, coding"):
        full.build(tmp_path, only=["nonsense"])


def test_an_empty_bank_is_one_sentence(content, tmp_path):
    with pytest.raises(DeckError, match="no cards to pack"):
        content.build(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_failed_build_leaves_the_former_packages(full, tmp_path):
    full.build(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    full.topic("broken", "data", full.question("broken", " ", "<p>a</p>"))
    with pytest.raises(NotesError):
        full.build(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_build_that_breaks_off_half_way_leaves_the_former_packages(full, tmp_path):
    full.build(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def break_off(done, total, file):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        full.build(tmp_path, version="2.0", progress=break_off)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_stale_packages_go_and_foreign_files_stay(full, tmp_path):
    for name in ("prep-gone.apkg", "other-all.apkg", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    full.build(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert "prep-gone.apkg" not in names and {"other-all.apkg", "notes.txt"} <= names


def test_progress_counts_packages_and_says_when_it_is_done(full, tmp_path):
    steps = []
    full.build(tmp_path, progress=lambda *step: steps.append(step))
    assert steps[0] == (0, 4, "prep-all.apkg") and steps[-1] == (4, 4, "") and len(steps) == 5
