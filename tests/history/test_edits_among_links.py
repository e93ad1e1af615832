"""The same edits where everything is linked to everything: a small project made by chance, many releases, every hash compared."""

from __future__ import annotations

import random
from pathlib import Path, PurePosixPath

import pytest
from edits import EDITS, together
from new_content import question_lines, topic_lines
from references import rewrite_links
from series import ship
from shipped import ROOT
from test_edits import assert_true, edit_once_each, hashes_of
from workshop import NoVictim, Workshop, cards_of

TOPICS = {"alpha": "coding", "beta": "coding", "gamma": "data", "delta": "data"}


def small_project(folder: Path, seed: int) -> Workshop:
    """Four topics of three questions in two components, a plan, a curriculum; each question and card links to another one."""
    content = folder / "content"
    for name in ("questions", "plans"):
        (content / name).mkdir(parents=True)
    index = (ROOT / "content/index.md").read_text(encoding="utf-8").split("---")[1]
    (content / "index.md").write_text(f"---{index}---\n\n# Small\n", encoding="utf-8")
    (content / "questions/index.md").write_text("# Questions\n", encoding="utf-8")
    shop = Workshop(content, random.Random(seed))
    _write_topics(shop)
    _write_links(shop)
    ids = [question.id for question in shop.bank().questions] + [card.id for card in cards_of(shop.bank())]
    tasks = [[*shop.rng.sample(ids, 5)], [*shop.rng.sample(ids, 5), "alpha"], [*shop.rng.sample(ids, 5)]]
    _write_plan(shop, tasks)
    rows = [f"      - {{id: row-{number}, title: Row, points: [{', '.join(shop.rng.sample([*ids, *TOPICS], 6))}]}}" for number in range(4)]
    shop.write(PurePosixPath("curriculum.md"), ["---", "title: Curriculum", "groups:", "  - title: All", "    rows:", *rows, "---", "", "# Curriculum"])
    return shop


def _write_topics(shop: Workshop) -> None:
    # A subject can be read only where there is a question: the first page is written from the real one's.
    subject = Workshop(ROOT / "content", random.Random(0)).bank().subject
    for number, (name, component) in enumerate(TOPICS.items()):
        lines = [line for _ in range(3) for line in ["", *question_lines(shop, subject, shop.new_id(), shop.new_id(), shop.new_id())]]
        shop.write(PurePosixPath(f"questions/{name}.md"), topic_lines(shop, subject, component, 10 + number, lines))


def _write_links(shop: Workshop) -> None:
    """A link at the end of every short answer and recall back."""
    bank = shop.bank()
    things = [(topic.path, one.id) for topic in bank.topics for one in (*topic.questions, *topic.cards)]
    for topic in bank.topics:
        lines = shop.lines(topic.path)
        for piece in (*(q.short for q in topic.questions), *(card.back for card in topic.cards if card.back)):
            page, anchor = shop.pick(things)
            last = piece.place.line + piece.text.count("\n") - 1
            lines[last] += f" Compare [another]({'' if page == topic.path else page.name}#{anchor})."
        shop.write(topic.path, lines)


def _write_plan(shop: Workshop, tasks: list[list[str]]) -> None:
    periods = [
        line
        for ids in tasks
        for line in (
            "  - title: A week",
            "    focus: Something.",
            "    output: Something.",
            "    tasks:",
            f"      - {{do: Read., minutes: 60, links: [{', '.join(ids[:3])}]}}",
            f"      - {{do: Say., minutes: 60, links: [{', '.join(ids[3:])}]}}",
        )
    ]
    head = ["---", "title: Plan", "summary: A plan.", "order: 1", "unit: week", "hours: [1, 3]", "periods:"]
    shop.write(PurePosixPath("plans/plan.md"), [*head, *periods, "---", "", "# Plan"])


@pytest.mark.parametrize("seed", range(4))
def test_each_release_changes_what_its_edits_say_and_nothing_else(tmp_path: Path, seed: int) -> None:
    shop, seen = small_project(tmp_path, seed), set()
    before = hashes_of(ship(shop, 1, tmp_path / "decks").notes)
    for number in range(2, 8):
        made = edit_once_each(shop)
        after = hashes_of(ship(shop, number, tmp_path / "decks").notes)
        assert_true(together(made), before, after)
        seen |= {edit.name for edit in made}
        before = after
    assert len(seen) >= len(EDITS) - 2


@pytest.mark.parametrize("name", ["change_level_and_roles", "change_plan", "move_within_component", "move_to_other_component"])
def test_no_edit_is_undone_before_a_release(tmp_path: Path, name: str) -> None:
    shop, made = small_project(tmp_path, 3), []
    before = hashes_of(ship(shop, 1, tmp_path / "decks").notes)
    with pytest.raises(NoVictim):
        for _ in range(100):
            made.append(EDITS[name](shop))
    assert made
    assert_true(together(made), before, hashes_of(ship(shop, 2, tmp_path / "decks").notes))


def test_a_card_renamed_twice_keeps_the_first_id(tmp_path: Path) -> None:
    shop = small_project(tmp_path, 1)
    first = {card.id for card in cards_of(shop.bank())}
    for _ in range(len(first) + 1):  # one of them twice at least
        EDITS["rename_card"](shop)
    assert {card.identity for card in cards_of(shop.bank())} == first


@pytest.mark.parametrize(
    ("text", "to", "moved", "expected"),
    [
        ("[a](#x)", "beta", {}, "[a](alpha.md#x)"),
        ("[a](beta.md#x)", "beta", {}, "[a](#x)"),
        ("[a](../guides/g.md#x)", "beta", {}, "[a](../guides/g.md#x)"),
        ("[a](#x) `[a](#x)`", "beta", {}, "[a](alpha.md#x) `[a](#x)`"),
        ("[a](#x) [b](#y)", "alpha", {"x": ("beta", "x")}, "[a](beta.md#x) [b](#y)"),
        ("[a](#x)", "alpha", {"x": ("alpha", "y")}, "[a](#y)"),
        ("See [a\nb](#x).", "alpha", {"x": None}, "See a\nb."),
        ("[a](https://x.example/#x)", "beta", {}, "[a](https://x.example/#x)"),
    ],
)
def test_a_link_leads_where_it_led(text: str, to: str, moved: dict[str, tuple[str, str] | None], expected: str) -> None:
    def page(name: str) -> PurePosixPath:
        return PurePosixPath(f"questions/{name}.md")

    table = {(page("alpha"), anchor): (page(new[0]), new[1]) if new else None for anchor, new in moved.items()}
    assert rewrite_links(text, page("alpha"), page(to), table) == expected
