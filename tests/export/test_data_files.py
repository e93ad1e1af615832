"""The data contract from the Python side: the shipped content's files and the shared fixtures keep the published schemas."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from jsonschema import Draft202012Validator
from packed_index import cards_of

import studyloop.export
from studyloop.addresses import Addresses, site_path
from studyloop.bank.model import Place
from studyloop.export import DataFile, make_data_files
from studyloop.ledger import Declared, Ledger
from studyloop.ledger.declared import Retirement
from studyloop.ledger.model import Entry, Release
from studyloop.library import open_library
from studyloop.render.fit import point_links, set_math
from studyloop.render.typeset import Typeset

ROOT = Path(__file__).parents[2]
SCHEMAS = Path(studyloop.export.__file__).parent / "schema"
VALID = {name: Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))) for name in ("index", "topic", "plans")}
INDEX, PLANS = "assets/data/index.json", "assets/data/plans.json"


@pytest.fixture(scope="module")
def library():
    return open_library(ROOT / "content", {"SOURCE_DATE_EPOCH": "0"})


def make(library, report: str | None = None) -> list[DataFile]:
    def fit(fragment: str) -> str:
        return point_links(set_math(fragment, Typeset()), site_path)

    return make_data_files(library, fit, site_path, report)


@pytest.fixture(scope="module")
def files(library):
    return {file.path: json.loads(file.text) for file in make(library)}


@pytest.mark.parametrize("name", VALID)
def test_the_schema_is_a_schema_and_the_fixture_keeps_it(name):
    Draft202012Validator.check_schema(VALID[name].schema)
    VALID[name].validate(json.loads((ROOT / "tests" / "contract" / f"{name}.json").read_text("utf-8")))


def test_every_file_of_the_shipped_content_keeps_its_schema(files):
    for path, value in files.items():
        VALID[{INDEX: "index", PLANS: "plans"}.get(path, "topic")].validate(value)


def test_the_index_holds_every_card_once_in_study_order(library, files):
    cards = cards_of(files[INDEX])
    assert len({card["id"] for card in cards}) == len(cards) == library.bank.count_cards()
    positions = [card["position"] for card in cards]
    assert positions == sorted(set(positions))


def test_the_index_names_every_file_and_says_what_is_in_it(files):
    index = files[INDEX]
    assert {topic["file"] for topic in index["topics"]} == set(files) - {INDEX, PLANS}
    for topic in index["topics"]:
        content = files[topic["file"]]["cards"]
        assert topic["cards"] == len(content)
        told = {card["id"]: card for card in cards_of(index) if card["topic"] == topic["id"]}
        assert {card["id"]: (card["kind"], card["hash"]) for card in content} == {key: (card["kind"], card["hash"]) for key, card in told.items()}


def test_no_neutral_address_is_left(library):
    assert not [file.path for file in make(library) if "sl:/" in file.text]


def test_two_runs_give_the_same_bytes(library):
    assert make(library) == make(library) == make(open_library(ROOT / "content", {"SOURCE_DATE_EPOCH": "0"}))


def test_a_changed_answer_changes_one_hash_and_nothing_else_of_the_index(library, files):
    first = library.rendered.topics[0]
    changed = replace(first, questions=(replace(first.questions[0], short="<p>New.</p>"), *first.questions[1:]))
    rendered = replace(library.rendered, topics=(changed, *library.rendered.topics[1:]))
    after = {file.path: json.loads(file.text) for file in make(replace(library, rendered=rendered))}
    old, new = cards_of(files[INDEX]), cards_of(after[INDEX])
    different = [(one, two) for one, two in zip(old, new, strict=True) if one != two]
    assert [(one["id"], {key for key in one if one[key] != two[key]}) for one, two in different] == [(first.questions[0].question.id, {"hash"})]


def test_siblings_are_a_question_and_its_cards_and_no_others(library, files):
    groups: dict[str, set[str]] = {}
    for card in cards_of(files[INDEX]):
        groups.setdefault(card["group"], set()).add(card["key"])
    expected = {q.identity: {q.identity, *(card.identity for card in q.cards)} for q in library.bank.questions}
    expected |= {card.identity: {card.identity} for guide in library.bank.guides for card in guide.cards}
    assert groups == expected


def test_a_renamed_card_keeps_its_key_and_its_cards_their_group(library):
    first = library.bank.topics[0]
    question = replace(first.questions[0], id="a-new-id", was=first.questions[0].identity)
    topic = replace(first, questions=(question, *first.questions[1:]))
    shown = library.rendered.topics[0]
    rendered = replace(shown, topic=topic, questions=(replace(shown.questions[0], question=question), *shown.questions[1:]))
    renamed = replace(
        library,
        bank=replace(library.bank, topics=(topic, *library.bank.topics[1:])),
        rendered=replace(library.rendered, topics=(rendered, *library.rendered.topics[1:])),
    )
    before, after = (cards_of(json.loads(make(one)[0].text)) for one in (library, renamed))
    different = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert [(two["id"], {key for key in one if one[key] != two[key]}) for one, two in different] == [("a-new-id", {"id", "page"})]


def test_a_card_has_the_roles_and_plan_slices_of_its_tags(library, files):
    of_question = {q.identity: q.roles for q in library.bank.questions}
    of_guide = {guide.id: guide.roles for guide in library.bank.guides}
    for card in cards_of(files[INDEX]):
        assert tuple(card["roles"]) == of_question.get(card["group"], of_guide.get(card["topic"]))
        tags = [f"plan::{one.replace('/', '::')}" for one in card["slices"]]
        assert tuple(tags) == library.plan_tags.get(card["key"], ())


def test_the_index_says_the_latest_release_and_where_to_report(library):
    ledger = Ledger(releases=(Release("2026.9.30", "2026-09-30"), Release("2026.11.2", "2026-11-02")))
    report = Addresses(repository="https://example.org/a/b").report
    index = json.loads(make(replace(library, ledger=ledger), report)[0].text)
    assert (index["release"], index["report"]) == ("2026.11.2", report)
    assert (Addresses().report, json.loads(make(library)[0].text)["report"]) == (None, None)


def test_a_report_carries_what_is_put_into_its_address():
    report = Addresses(repository="https://example.org/a/b").report
    for name, value in (("id", "metrics-auc"), ("version", "2026.11.21"), ("title", "Is 50 % & more = {id}?")):
        report = report.replace(f"{{{name}}}", quote(value, safe=""))
    said = parse_qs(urlsplit(report).query)
    assert said["title"] == ["Wrong answer: metrics-auc"]
    assert (said["card"], said["question"]) == (["metrics-auc"], ["Is 50 % & more = {id}?"])
    assert (said["template"], said["place"]) == (["wrong-answer.yml"], ["release 2026.11.21"])


def test_a_retired_card_is_told_under_its_key_whichever_of_its_ids_the_author_wrote(library):
    ledger = Ledger(entries={key: sample_entry(key, page) for key, page in (("first", "questions/x.md#second"), ("alone", "questions/x.md#alone"))})
    place = Place(PurePosixPath("changes.md"))
    retirements = (Retirement("second", "2026-12-01", "Asked twice.", ("metrics", "alone"), place), Retirement("alone", "2026-12-02", "Gone.", (), place))
    index = json.loads(make(replace(library, ledger=ledger, declared=Declared(retirements=retirements)))[0].text)
    VALID["index"].validate(index)
    assert index["retired"] == [
        {"key": "alone", "date": "2026-12-02", "reason": "Gone.", "replacedBy": []},
        {"key": "first", "date": "2026-12-01", "reason": "Asked twice.", "replacedBy": ["metrics", "alone"]},
    ]


def sample_entry(identity: str, page: str) -> Entry:
    return Entry(identity, "recall", "guid", "0" * 16, 0, "2026.11.2", "2026.11.2", "concepts", 1, (), page, "Title")
