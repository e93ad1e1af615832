"""The verb ``stats``: numbers that can be added up, on a terminal, in Markdown and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from authors import GOLDENS, HERE, make_project, run, said
from fences import find_programs
from project_under_git import edit

from studyloop.library import check_content
from studyloop.stats import as_text, make_stats, read_targets, tables_of

CONTENT = HERE.parents[1] / "content"
CHECKED = check_content(CONTENT)
METRICS = Path("content/questions/metrics.md")


def _shipped(today: str = "2026-11-30"):
    return make_stats(CHECKED.bank, CHECKED.plans.curriculum, CHECKED.sources, today)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small content."""
    return make_project(tmp_path)


@pytest.mark.parametrize("name", [name for name in GOLDENS if name.startswith("stats")])
def test_the_small_content_is_counted_as_its_golden(project, name):
    assert said(project, name) == (HERE / "goldens" / name).read_text("utf-8")


def test_the_parts_of_the_shipped_bank_add_up_to_the_whole():
    stats, bank = _shipped(), CHECKED.bank
    assert sum(stats.cards.values()) == bank.count_cards()
    for name in ("component", "topic", "level", "kind"):
        assert sum(group.questions for group in stats.groups[name]) == stats.questions == len(bank.questions)
        assert sum(group.minutes for group in stats.groups[name]) == stats.minutes
        assert sum(group.share for group in stats.groups[name]) == pytest.approx(1)
    assert sum(group.cards for group in stats.groups["component"]) == bank.count_cards()


def test_code_counts_when_the_tests_run_it():
    running = {program.id for program in find_programs(CONTENT, CHECKED.bank) if any(not fence.no_run for fence in program.fences)}
    assert _shipped().run == len(running & {question.id for question in CHECKED.bank.questions}) > 0


def test_code_that_must_not_run_does_not_count(project):
    for info, count in (("python", 1), ('{ .python .no-run reason="slow" }', 0), ("text", 0)):
        made = make_project(project / f"with-{count}-{len(info)}")
        edit(made / METRICS, "The curve of recall", f"```{info}\nx = 1\n```\n\nThe curve of recall")
        assert json.loads(run(made, "stats", "--json").out)["run"] == count


def test_every_line_fits_a_terminal_of_80_columns(project):
    text = as_text(tables_of(make_stats(CHECKED.bank, CHECKED.plans.curriculum, CHECKED.sources, "2036-01-01", read_targets(["topic:rag=5"], CHECKED.bank))))
    assert max(map(len, text.split("\n"))) <= 80
    edit(project / METRICS, "#recall-gap", f"#{'long-' * 40}id")
    assert max(map(len, run(project, "stats", environment={"SOURCE_DATE_EPOCH": "4000000000"}).out.split("\n"))) <= 80


def test_a_page_is_due_after_180_days_and_a_dated_question_90_days_after_its_month(project):
    edit(project / METRICS, "kind=concept }", "kind=concept as-of=2026-11 }")
    due = {}
    for date, epoch in (("2027-02-28", 1803772800), ("2027-03-01", 1803859200), ("2027-05-20", 1810771200), ("2027-05-21", 1810857600)):
        stats = json.loads(run(project, "stats", "--json", environment={"SOURCE_DATE_EPOCH": str(epoch)}).out)
        assert stats["today"] == date
        due[date] = [(item["id"], item["days"]) for item in stats["due"]]
    assert due["2027-02-28"] == []
    assert due["2027-03-01"] == [("recall-gap", 91)]
    assert due["2027-05-20"] == [("recall-gap", 171)]
    assert due["2027-05-21"] == [("clock", 181), ("metrics", 181), ("recall-gap", 172)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--target", "levels:mid=1"), "did you mean `level`"),
        (("--target", "level:midd=1"), "did you mean `mid`"),
        (("--target", "level:mid=much"), "whole number of percent"),
        (("--target", "level"), "There is no level"),
        (("--target", "level:mid=60,junior=50"), "add up to 110 %"),
        (("--json", "--markdown"), "not allowed with"),
    ],
)
def test_a_misuse_is_told_in_a_sentence(project, words, told):
    done = run(project, "stats", *words)
    assert (done.code, done.out) == (2, "") and told in done.err and "Traceback" not in done.err


def test_content_with_faults_is_counted_as_far_as_it_can_be_read_and_says_so(project):
    edit(project / METRICS, "### Sources", "### Sorces")
    (project / "content/questions/broken.md").write_text("no front matter", "utf-8")
    done = run(project, "stats")
    assert done.code == 0 and "not counted" in done.err


def test_without_questions_or_without_content_nothing_breaks(project, tmp_path):
    (project / METRICS).unlink()
    assert run(project, "stats").code == 0
    done = run(tmp_path / "content", "stats")
    assert done.code == 1 and "index.md" in done.err
