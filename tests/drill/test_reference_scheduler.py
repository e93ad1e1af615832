"""The browser's scheduler against the reference in Python, ``fsrs``: two implementations, one memory.

The gaps between answers are minutes to hours, or whole days and less than half a day. Between these the two count days
differently on purpose: the reference needs 24 full hours, the browser takes an evening and the next morning for two days.
"""

from __future__ import annotations

import json
import random
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from studyloop import node as tools

HISTORIES = 1000
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def history(seed: int) -> dict[str, object]:
    """A retention, and up to 25 answers as pairs of milliseconds since 1970 and rating."""
    dice = random.Random(seed)
    at, answers = START, []
    for _ in range(dice.randint(1, 25)):
        answers.append([round(at.timestamp() * 1000), dice.choices([1, 2, 3, 4], [2, 2, 6, 1])[0]])
        if dice.random() < 0.4:
            at += timedelta(seconds=dice.randint(1, 7 * 3600))
        else:
            at += timedelta(days=round(1.5 ** dice.uniform(0, 14)), seconds=dice.randint(0, 11 * 3600))
    return {"retention": dice.choice([0.8, 0.85, 0.9, 0.95, 0.97]), "answers": answers}


def reference(told: dict) -> list[dict[str, float]]:
    """What the reference knows after each answer."""
    scheduler = Scheduler(desired_retention=told["retention"], enable_fuzzing=False)
    card, known = Card(card_id=1), []
    for milliseconds, rating in told["answers"]:
        at = datetime.fromtimestamp(milliseconds / 1000, UTC)
        card, _ = scheduler.review_card(card, Rating(rating), at)
        known.append(
            {
                "stability": card.stability,
                "difficulty": card.difficulty,
                "state": int(card.state),
                "step": card.step or 0,
                "due": round(card.due.timestamp() * 1000),
                "recall": scheduler.get_card_retrievability(card, at + timedelta(days=10)),
            }
        )
    return known


@pytest.fixture(scope="module")
def histories():
    return [history(seed) for seed in range(HISTORIES)]


@pytest.fixture(scope="module")
def replayed(histories):
    """The same histories through the browser's scheduler."""
    node = tools.find_node()
    tools.install(tools.SOURCE, tools.ROOT / ".cache" / "node", print, node)
    program = [str(node.node), str(tools.SOURCE / "tests" / "replay.ts")]
    done = subprocess.run(program, input=json.dumps(histories), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_answer_of_a_thousand_histories_leaves_the_memory_of_the_reference(histories, replayed):
    for seed, (told, ours) in enumerate(zip(histories, replayed, strict=True)):
        theirs = reference(told)
        assert ours == [pytest.approx(known, rel=1e-6, abs=1e-6) for known in theirs], f"history {seed}"
        assert [known["due"] for known in ours] == [known["due"] for known in theirs], f"history {seed}"


def test_the_histories_reach_every_state_and_long_intervals(histories, replayed):
    after = [known for history in replayed for known in history]
    assert {known["state"] for known in after} == {1, 2, 3}
    assert {known["step"] for known in after} == {0, 1}
    assert max(known["stability"] for known in after) > 365
    assert sum(len(told["answers"]) for told in histories) > 10 * HISTORIES
