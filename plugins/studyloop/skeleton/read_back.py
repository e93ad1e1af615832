"""Reads a new text back before it is written: what the parser would not find again is refused. Pure."""

from __future__ import annotations

from studyloop.bank.guides import parse_guide
from studyloop.bank.lines import decode
from studyloop.bank.model import Subject
from studyloop.bank.parser import parse_topic
from studyloop.bank.problems import Problems
from studyloop.skeleton.answers import Answers
from studyloop.skeleton.texts import Written


def read_back(what: str, written: Written, answers: Answers, subject: Subject) -> str:
    """Why the parser would not find what was asked for ("question", "topic" or "guide"), as a sentence; empty when it does."""
    problems = Problems()
    lines = decode(written.text.encode(), written.path, problems) or []
    page = (parse_guide if what == "guide" else parse_topic)(lines, written.path, subject, problems)
    unread = "The title would not be read as it is written; leave braces and special signs out."
    if what != "question":
        return "" if page and page.title == answers["title"] else unread
    last = page.questions[-1] if page and page.questions else None
    wanted = (written.line, answers["id"], answers["title"], answers["level"], answers["kind"], int(answers["minutes"]))
    if last and (last.place.line, last.id, last.title, last.level, last.kind, last.minutes) == wanted:
        return ""
    unclosed = next((problem for problem in problems.sorted() if problem.code in ("F06", "F07")), None)
    return f"{unclosed.place}: {unclosed.sentence} What comes below it would be lost; {unclosed.hint}." if unclosed else unread
