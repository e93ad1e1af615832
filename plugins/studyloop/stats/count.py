"""Counting a bank. What must not live here: how the numbers look."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from statistics import median_low

from studyloop.bank.fences import find_fences
from studyloop.bank.model import Bank, Card, Guide, Question, Term, Topic
from studyloop.bank.sizes import count_words
from studyloop.plan import Curriculum
from studyloop.stats.model import Answer, Due, Group, OpenRow, Sizes, Stats

REVIEW_DAYS, AS_OF_DAYS = 180, 90
EXTREMES = 3
Sources = Mapping[PurePosixPath, Sequence[str]]
Targets = Mapping[str, Mapping[str, float]]


def make_stats(bank: Bank, curriculum: Curriculum, sources: Sources, today: str, targets: Targets | None = None) -> Stats:
    """Count everything; ``today`` is an ISO date, ``targets`` maps a group ("level") to shares (parts of 1) by id."""
    questions = bank.questions
    pages = (*bank.topics, *bank.guides)
    return Stats(
        today=today,
        topics=len(bank.topics),
        guides=len(bank.guides),
        questions=len(questions),
        cards=_cards(bank),
        minutes=sum(question.minutes for question in questions),
        words=sum(map(_words, questions)) + sum(map(_guide_words, bank.guides)),
        sourced=sum("http" in question.parts["sources"].text for question in questions if "sources" in question.parts),
        run=sum(_runs(question, sources) for question in questions),
        groups=_groups(bank, targets or {}),
        oldest=min((page.reviewed for page in pages if page.reviewed), default=""),
        due=_due(bank, today),
        curriculum=len(curriculum.rows),
        open_rows=tuple(OpenRow(row.id, row.title) for row in curriculum.open_rows),
        sizes=(
            _sizes("short answer", {question.id: question.short.text for question in questions}),
            _sizes("strong answer", {question.id: question.parts["strong"].text for question in questions if "strong" in question.parts}),
        ),
    )


def _words(question: Question) -> int:
    """Words of a question with all its parts; its cards stand in one of them."""
    return count_words(question.title) + count_words(question.short.text) + sum(count_words(part.text) for part in question.parts.values())


def _guide_words(guide: Guide) -> int:
    pieces = [piece for block in guide.blocks for piece in (block.prose, *(side for card in block.cards for side in (card.front, card.back))) if piece]
    return sum(count_words(piece.text) for piece in pieces)


def _runs(question: Question, sources: Sources) -> bool:
    fences = find_fences(sources.get(question.place.path, ()), question.place.line, question.last_line)
    return any(not fence.no_run for fence in fences)


def _cards(bank: Bank) -> dict[str, int]:
    written = Counter(card.kind for page in (*bank.topics, *bank.guides) for card in page.cards)
    return {"question": len(bank.questions), "recall": written["recall"], "cloze": written["cloze"]}


def _groups(bank: Bank, targets: Targets) -> dict[str, tuple[Group, ...]]:
    pairs = [(topic, question) for topic in bank.topics for question in topic.questions]
    subject = bank.subject

    def group(name: str, term: Term, chosen: Iterable[tuple[Topic, Question]], guide_cards: int) -> Group:
        questions = [question for _, question in chosen]
        return Group(
            id=term.id,
            title=term.title,
            questions=len(questions),
            share=len(questions) / len(pairs) if pairs else 0.0,
            target=targets.get(name, {}).get(term.id),
            cards=guide_cards + sum(1 + len(question.cards) for question in questions),
            minutes=sum(question.minutes for question in questions),
            words=sum(map(_words, questions)),
        )

    def by(name: str, terms: Iterable[Term], has: Callable[[Topic, Question, str], bool], cards: Callable[[Guide, str], bool]) -> tuple[Group, ...]:
        return tuple(
            group(name, term, [pair for pair in pairs if has(*pair, term.id)], sum(len(guide.cards) for guide in bank.guides if cards(guide, term.id)))
            for term in terms
        )

    def nowhere(guide: Guide, ident: str) -> bool:
        return False

    topics = [Term(topic.id, topic.title) for topic in bank.topics]
    return {
        "component": by("component", subject.components, lambda t, q, ident: t.component == ident, lambda g, ident: g.component == ident),
        "topic": by("topic", topics, lambda t, q, ident: t.id == ident, nowhere),
        "level": by("level", subject.levels, lambda t, q, ident: q.level == ident, nowhere),
        "role": by("role", subject.roles, lambda t, q, ident: ident in q.roles, lambda g, ident: ident in g.roles),
        "kind": by("kind", subject.kinds, lambda t, q, ident: q.kind == ident, nowhere),
    }


def _due(bank: Bank, today: str) -> tuple[Due, ...]:
    """The oldest first."""
    now = _day(today)
    found = []
    for noun, page in [*(("topic", topic) for topic in bank.topics), *(("guide", guide) for guide in bank.guides)]:
        if page.reviewed and (days := now - _day(page.reviewed)) > REVIEW_DAYS:
            found.append(Due(page.id, noun, str(page.path), page.reviewed, days))
    for question in bank.questions:
        if question.as_of and (days := now - _last_day(question.as_of)) > AS_OF_DAYS:
            found.append(Due(question.id, "question", f"{question.place.path}:{question.place.line}", question.as_of, days))
    return tuple(sorted(found, key=lambda due: (-due.days, due.id)))


def _day(date: str) -> int:
    """Days since 1970 of an ISO date."""
    year, month, day = map(int, date.split("-"))
    return calendar.timegm((year, month, day, 0, 0, 0)) // 86400


def _last_day(month: str) -> int:
    """A fact of a month is as old as that month's end."""
    year, number = map(int, month.split("-"))
    return _day(f"{month}-{calendar.monthrange(year, number)[1]}")


def _sizes(part: str, texts: Mapping[str, str]) -> Sizes:
    answers = sorted((Answer(ident, count_words(text)) for ident, text in texts.items()), key=lambda answer: (answer.words, answer.id))
    longest = tuple(sorted(answers, key=lambda answer: (-answer.words, answer.id))[:EXTREMES])
    return Sizes(part, len(answers), median_low([answer.words for answer in answers]) if answers else 0, longest, tuple(answers[:EXTREMES]))
