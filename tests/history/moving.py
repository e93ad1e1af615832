"""Edits that put things elsewhere: questions into other topics, topics into one another, tasks into other weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from references import plan_pages, refer, relink, rewrite_links
from workshop import Edit, Workshop, all_of

from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.model import Bank, Question, Topic
from studyloop.bank.problems import Problems


def move_within_component(shop: Workshop) -> Edit:
    """A question and its cards into another topic of its component."""
    return _move_one(shop, "move_within_component", same=True)


def move_to_other_component(shop: Workshop) -> Edit:
    """A question and its cards into a topic of another component."""
    return _move_one(shop, "move_to_other_component", same=False)


def merge_topics(shop: Workshop) -> Edit:
    """All questions of a topic into another one of its component; the file goes."""
    bank = shop.bank()
    emptied = shop.pick(topic for topic in bank.topics if _others(bank, topic, same=True) and not _all(topic) & shop.touched)
    target = shop.pick(_others(bank, emptied, same=True))
    changed = _move(shop, bank, emptied.questions, target.path, {(emptied.path, ""): (target.path, "")})
    refer(shop, {emptied.id: tuple(question.id for question in emptied.questions)})
    (shop.content / emptied.path).unlink()
    return shop.record("merge_topics", bank, changed=changed)


def change_plan(shop: Workshop) -> Edit:
    """A question from one period of a plan into another: tags of its card and of the cards under it."""
    bank = shop.bank()
    owners = {question.id: topic for topic in bank.topics for question in topic.questions}
    moves = []
    for path in plan_pages(shop):
        tasks = _tasks(shop, path)
        for line, period, links in tasks:
            for question in (q for q in bank.questions if q.id in links and not all_of(q) & shop.touched):
                # Where a topic or a card is named too, its tags would come from there as well.
                named = {question.id, owners[question.id].id, *(card.id for card in question.cards)}
                if sum(len(named & set(other)) for _, _, other in tasks) == 1:
                    moves.append((path, question, line, [to for to, other, _ in tasks if other != period]))
    path, question, line, elsewhere = shop.pick(move for move in moves if move[3])
    _edit_links(shop, path, line, lambda ids: [ident for ident in ids if ident != question.id])
    _edit_links(shop, path, shop.pick(elsewhere), lambda ids: [*ids, question.id])
    return shop.record("change_plan", bank, changed=all_of(question))


def _move_one(shop: Workshop, name: str, *, same: bool) -> Edit:
    bank = shop.bank()
    topics = [topic for topic in bank.topics if len(topic.questions) > 1 and _others(bank, topic, same=same)]
    question, source = shop.pick((q, topic) for topic in topics for q in topic.questions if not all_of(q) & shop.touched)
    target = shop.pick(_others(bank, source, same=same))
    return shop.record(name, bank, changed=_move(shop, bank, (question,), target.path, {}))


def _others(bank: Bank, topic: Topic, *, same: bool) -> list[Topic]:
    return [other for other in bank.topics if other is not topic and (other.component == topic.component) is same]


def _all(topic: Topic) -> set[str]:
    return {identity for question in topic.questions for identity in all_of(question)}


def _move(
    shop: Workshop,
    bank: Bank,
    questions: Iterable[Question],
    target: PurePosixPath,
    pages: dict[tuple[PurePosixPath, str], tuple[PurePosixPath, str]],
) -> set[str]:
    """Move questions of one topic; the identities of everything that changed."""
    listed = list(questions)
    source = listed[0].place.path
    ids = [one.id for question in listed for one in (question, *question.cards)]
    changed = relink(shop, bank, pages | {(source, ident): (target, ident) for ident in ids})
    blocks: list[str] = []
    for question in reversed(listed):
        text = "\n".join(shop.lines(source)[question.place.line - 1 : question.last_line]).rstrip("\n")
        blocks[:0] = [*rewrite_links(text, source, target, {}).split("\n"), ""]
        shop.replace(source, question.place.line, question.last_line, [])
    there = next(topic for topic in bank.topics if topic.path == target).questions
    # Before one of the questions there, or at the end of the file.
    at = shop.rng.choice([*(question.place.line for question in there), len(shop.lines(target))])
    shop.replace(target, at, at - 1, ["", *blocks] if at == len(shop.lines(target)) else blocks)
    return changed.union(*(all_of(question) for question in listed))


def _tasks(shop: Workshop, path: PurePosixPath) -> list[tuple[int, int, tuple[str, ...]]]:
    """Line, number of the period and links of each task."""
    front = read_front_matter(shop.lines(path), path, Problems())
    return [
        (front.place("periods", number, "tasks", index, "links").line, number, tuple(task.get("links", [])))
        for number, period in enumerate(front.values["periods"])
        for index, task in enumerate(period["tasks"])
        if "links" in task
    ]


def _edit_links(shop: Workshop, path: PurePosixPath, line: int, change: Callable[[list[str]], list[str]]) -> None:
    text = shop.lines(path)[line - 1]
    before, _, rest = text.partition("links: [")
    inside, _, after = rest.partition("]")
    ids = change([ident.strip() for ident in inside.split(",") if ident.strip()])
    shop.replace(path, line, line, [f"{before}links: [{', '.join(ids)}]{after}"])
