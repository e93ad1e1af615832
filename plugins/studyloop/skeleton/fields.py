"""The fields of a new question, topic or guide, with what may stand in each. What must not live here: asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import median_low

from studyloop.bank.ids import is_id
from studyloop.bank.model import Bank, Guide, Term, Topic
from studyloop.bank.schema import nearest
from studyloop.skeleton.answers import Answers, Check, Field
from studyloop.skeleton.new_ids import suggest_id, usual_prefix

LONGEST_TITLE, LONGEST_SUMMARY = 300, 200


def fields_of(what: str, bank: Bank, taken: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of a "question", "topic" or "guide", in the order in which they are asked."""
    return {"question": _question, "topic": _topic, "guide": _guide}[what](bank, taken)


def _question(bank: Bank, taken: Mapping[str, str]) -> tuple[Field, ...]:
    topics = {topic.id: topic for topic in bank.topics}

    def usual_kind(answers: Answers) -> str:
        kinds = Counter(question.kind for question in topics[answers["topic"]].questions)
        return min(kinds, key=lambda kind: (-kinds[kind], kind), default="")

    def usual_minutes(answers: Answers) -> str:
        minutes = [q.minutes for q in topics[answers["topic"]].questions if q.minutes and q.kind == answers["kind"]]
        return str(median_low(minutes)) if minutes else ""

    def id_of(answers: Answers) -> str:
        return suggest_id(answers["title"], usual_prefix(topics[answers["topic"]]), taken)

    return (
        Field("topic", "Topic", _one_of("topic", topics), choices=tuple(topics)),
        Field("title", "The question, as an interviewer says it", _line(LONGEST_TITLE)),
        _term("level", bank.subject.levels),
        _term("kind", bank.subject.kinds, usual_kind),
        Field("minutes", "Minutes the answer takes, aloud", _number(1, 240), usual_minutes),
        _roles(bank, "optional"),
        _id(taken, id_of),
    )


def _topic(bank: Bank, taken: Mapping[str, str]) -> tuple[Field, ...]:
    return (
        Field("title", "Title", _line(LONGEST_TITLE)),
        _term("component", bank.subject.components),
        _order(bank.topics, "topic"),
        _roles(bank, "given"),
        _id(taken, lambda answers: suggest_id(answers["title"], "", taken)),
    )


def _guide(bank: Bank, taken: Mapping[str, str]) -> tuple[Field, ...]:
    return (
        Field("title", "Title", _line(LONGEST_TITLE)),
        Field("summary", "What it is for, in one sentence", _line(LONGEST_SUMMARY)),
        _term("component", bank.subject.components),
        _order(bank.guides, "guide"),
        _roles(bank, "optional"),
        _id(taken, lambda answers: suggest_id(answers["title"], "", taken)),
    )


def _term(name: str, terms: Iterable[Term], suggest=lambda answers: "") -> Field:
    known = tuple(term.id for term in terms)
    return Field(name, name.capitalize(), _one_of(name, known), suggest, choices=known)


def _roles(bank: Bank, need: str) -> Field:
    known = tuple(term.id for term in bank.subject.roles)

    def check(value: str, answers: Answers) -> str:
        chosen = value.replace(",", " ").split()
        unknown = [role for role in chosen if role not in known]
        if unknown:
            return f"There is no role `{unknown[0]}`; {nearest(unknown[0], known)}."
        return "" if chosen else f"Name at least one of: {', '.join(known)}."

    return Field("roles", "Roles, one or more", check, need=need, choices=known)


def _order(pages: Iterable[Topic | Guide], noun: str) -> Field:
    pages = tuple(pages)

    def used(answers: Answers) -> dict[int, str]:
        return {page.order: page.id for page in pages if page.component == answers["component"]}

    def suggest(answers: Answers) -> str:
        numbers = used(answers)
        tens = (max(numbers, default=0) // 10 + 1) * 10
        return str(tens if tens <= 99 else next((number for number in range(99, -1, -1) if number not in numbers), ""))

    def check(value: str, answers: Answers) -> str:
        if fault := _number(0, 99)(value, answers):
            return fault
        owner = used(answers).get(int(value))
        return f"{int(value)} is the order of the {noun} `{owner}`; {suggest(answers)} is free." if owner else ""

    return Field("order", "Order, its place in the component", check, suggest, need="suggested")


def _id(taken: Mapping[str, str], suggest) -> Field:
    def check(value: str, answers: Answers) -> str:
        if not is_id(value):
            return f"`{value}` is no id; use a-z, 0-9 and -, beginning with a letter or digit."
        return f"`{value}` {taken[value]}; choose another, such as `{suggest(answers)}`." if value in taken else ""

    return Field("id", "Id; it stays for ever", check, suggest, need="suggested")


def _one_of(noun: str, known: Iterable[str]) -> Check:
    known = tuple(known)
    return lambda value, answers: "" if value in known else f"There is no {noun} `{value}`; {nearest(value, known)}."


def _number(low: int, high: int) -> Check:
    def check(value: str, answers: Answers) -> str:
        fits = value.isascii() and value.isdigit() and len(value) <= 3 and low <= int(value) <= high
        return "" if fits else f"`{value}` is no whole number from {low} to {high}."

    return check


def _line(limit: int) -> Check:
    def check(value: str, answers: Answers) -> str:
        if not value:
            return "Write at least one word."
        if not value.isprintable():
            return "It must be one line, without tabs or control characters."
        return "" if len(value) <= limit else f"It has {len(value)} characters; at most {limit}."

    return check
