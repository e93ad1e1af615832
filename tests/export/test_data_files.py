"""The data contract from the Python side: the shipped content's files and the shared fixtures keep the published schemas."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import studyloop.export
from studyloop.addresses import site_path
from studyloop.bank.positions import study_positions
from studyloop.export import DataFile, make_data_files
from studyloop.library import open_library
from studyloop.render.fit import point_links, set_math
from studyloop.render.typeset import Typeset

ROOT = Path(__file__).parents[2]
SCHEMAS = Path(studyloop.export.__file__).parent / "schema"
VALID = {name: Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))) for name in ("index", "topic")}


@pytest.fixture(scope="module")
def library():
    return open_library(ROOT / "content", {"SOURCE_DATE_EPOCH": "0"})


def make(library, rendered=None) -> list[DataFile]:
    def fit(fragment: str) -> str:
        return point_links(set_math(fragment, Typeset()), site_path)

    return make_data_files(library.bank, rendered or library.rendered, fit, site_path, study_positions(library.bank))


@pytest.fixture(scope="module")
def files(library):
    return {file.path: json.loads(file.text) for file in make(library)}


@pytest.mark.parametrize("name", ["index", "topic"])
def test_the_schema_is_a_schema_and_the_fixture_keeps_it(name):
    Draft202012Validator.check_schema(VALID[name].schema)
    VALID[name].validate(json.loads((ROOT / "tests" / "contract" / f"{name}.json").read_text("utf-8")))


def test_every_file_of_the_shipped_content_keeps_its_schema(files):
    for path, value in files.items():
        VALID["index" if path == "assets/data/index.json" else "topic"].validate(value)


def test_the_index_holds_every_card_once_in_study_order(library, files):
    cards = files["assets/data/index.json"]["cards"]
    assert len({card["id"] for card in cards}) == len(cards) == library.bank.count_cards()
    positions = [card["position"] for card in cards]
    assert positions == sorted(set(positions))


def test_the_index_names_every_file_and_says_what_is_in_it(files):
    index = files["assets/data/index.json"]
    assert {topic["file"] for topic in index["topics"]} == set(files) - {"assets/data/index.json"}
    for topic in index["topics"]:
        content = files[topic["file"]]["cards"]
        assert topic["cards"] == len(content)
        told = {card["id"]: card for card in index["cards"] if card["topic"] == topic["id"]}
        assert {card["id"]: (card["kind"], card["hash"]) for card in content} == {key: (card["kind"], card["hash"]) for key, card in told.items()}


def test_no_neutral_address_is_left(library):
    assert not [file.path for file in make(library) if "sl:/" in file.text]


def test_two_runs_give_the_same_bytes(library):
    assert make(library) == make(library) == make(open_library(ROOT / "content", {"SOURCE_DATE_EPOCH": "0"}))


def test_a_changed_answer_changes_one_hash_and_nothing_else_of_the_index(library, files):
    first = library.rendered.topics[0]
    changed = replace(first, questions=(replace(first.questions[0], short="<p>New.</p>"), *first.questions[1:]))
    rendered = replace(library.rendered, topics=(changed, *library.rendered.topics[1:]))
    after = {file.path: json.loads(file.text) for file in make(library, rendered)}
    old, new = files["assets/data/index.json"]["cards"], after["assets/data/index.json"]["cards"]
    different = [(one, two) for one, two in zip(old, new, strict=True) if one != two]
    assert [(one["id"], {key for key in one if one[key] != two[key]}) for one, two in different] == [(first.questions[0].question.id, {"hash"})]
