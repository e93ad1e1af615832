"""The verb ``show``: everything about an id, whatever it names and wherever it went."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from authors import GOLDENS, HERE, make_project, run, said
from project_under_git import commit_all, edit
from project_under_git import make_project as make_project_under_git
from released_project import make_released_project

CONTENT = HERE.parents[1] / "content"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two releases, a retired, a corrected and a renamed card."""
    return make_released_project(tmp_path_factory.mktemp("released"))


@pytest.mark.parametrize("name", [name for name in GOLDENS if name.startswith("show-")])
def test_an_id_is_shown_as_its_golden(tmp_path, name):
    assert said(make_project(tmp_path), name) == (HERE / "goldens" / name).read_text("utf-8")


def _shown(project: Path, ident: str, **more) -> dict:
    done = run(project, "show", ident, "--json", **more)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_retired_card_is_found_with_what_replaced_it(released):
    shown = _shown(released, "clock-first-card")
    assert (shown["noun"], shown["path"], shown["page"], shown["tags"]) == ("recall, gone", "", "", [])
    assert (shown["released"]["retired"], shown["released"]["replaced_by"]) == ("2026-12-05", ["clock-why-card"])
    assert [told["change"] for told in shown["released"]["told"]] == ["new", "retired"]
    assert "replaces clock-first-card" in run(released, "show", "clock-why-card").out


def test_a_renamed_card_is_found_under_both_ids_with_its_history(released):
    now, before = _shown(released, "recall-of-all"), _shown(released, "recall-everything")
    assert now == before
    assert (now["id"], now["was"], now["released"]["identity"], now["released"]["first"]) == ("recall-of-all", "recall-everything", "recall-everything", "2026.11.21")


def test_a_corrected_card_says_when_and_why(released):
    shown = _shown(released, "recall-denominator")
    assert shown["released"]["last"] == "2026.12.05"
    assert ("2026.12.05", "corrected") in {(told["version"], told["change"]) for told in shown["released"]["told"]}
    assert any(reference["what"].startswith("corrected on 2026-12-05") for reference in shown["led_from"])


def test_its_commits_are_those_of_its_lines_even_when_edits_moved_them(tmp_path):
    content = make_project_under_git(tmp_path)
    edit(content / "guides/clock.md", ":   The decision.", ":   The decision it serves.")
    commit_all(tmp_path, "Say which decision")
    edit(content / "guides/clock.md", "# The clock\n", "# The clock\n\nA line more, not committed.\n")
    assert [commit["subject"] for commit in _shown(tmp_path, "clock-first-card")["commits"]] == ["Say which decision", "The content"]
    assert [commit["subject"] for commit in _shown(tmp_path, "recall-gap")["commits"]] == ["The content"]


def test_the_address_is_shown_only_where_the_site_is_known(tmp_path):
    project = make_project(tmp_path)
    assert _shown(project, "recall-gap")["address"] == ""
    known = _shown(project, "recall-gap", environment={"SITE_URL": "https://study.example/"})
    assert (known["page"], known["address"]) == ("questions/metrics/#recall-gap", "https://study.example/questions/metrics/#recall-gap")


def test_a_link_pasted_whole_is_understood(tmp_path):
    project = make_project(tmp_path)
    assert run(project, "show", "https://study.example/questions/metrics/#recall-gap") == run(project, "show", "recall-gap")


@pytest.mark.parametrize(("ident", "told"), [("recal-gap", "`recall-gap`"), ("ratio", "`recall-ratio`"), ("", "studyloop stats"), ("x" * 5000, "There is no"), ("[%s]\n", "There is no")])
def test_an_unknown_id_names_those_close_to_it(tmp_path, ident, told):
    done = run(make_project(tmp_path), "show", ident)
    assert (done.code, done.out) == (2, "") and told in done.err and "Traceback" not in done.err


def test_a_content_folder_that_is_not_there_is_a_sentence(tmp_path):
    done = run(tmp_path, "show", "a")
    assert done.code == 1 and "index.md" in done.err


def test_content_with_faults_is_shown_as_far_as_it_can_be_read(tmp_path):
    project = make_project(tmp_path)
    edit(project / "content/questions/metrics.md", "### Weak answer", "### Weak")
    edit(project / "content/questions/metrics.md", "kind=concept", "kind=nonsense")
    edit(project / "content/plans/short.md", "links: [clock, recall-gap]", "links: [clock, nowhere]")
    assert run(project, "show", "recall-gap").code == 0


def test_every_id_of_the_shipped_content_can_be_shown():
    from studyloop.library import check_content
    from studyloop.plan.targets import find_targets
    from studyloop.portrait import Everything, as_text, find_portrait

    checked = check_content(CONTENT)
    known = Everything(checked.bank, checked.plans, checked.ledger, checked.declared, checked.releases, checked.sources, str)
    for target in find_targets(checked.bank).by_id.values():
        portrait = find_portrait(target.id, known)
        assert (portrait.id, portrait.path, portrait.anchor) == (target.id, str(target.path), target.anchor)
        lines = checked.sources[target.path][portrait.line - 1 : portrait.last_line]
        assert not portrait.anchor or re.search(rf"#{target.id}\b", "\n".join(lines)), target.id
        assert as_text(portrait, "content", "", (), ())
