"""What each kind of page may say in its front matter, and the subject's closed lists."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Any

from studyloop.bank.front_matter import FrontMatter
from studyloop.bank.ids import is_id
from studyloop.bank.model import CheckSetting, Place, Subject, Term
from studyloop.bank.problems import LEVELS, LIMITS, RULES, Problems, is_adjustable

_DATE = re.compile(r"(?!0000)([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")
# Fields of knowledge whose misconceptions `studyloop.lint` has rules for; a subject names those that are its own.
FIELDS = ("machine-learning",)
_GROUPS = ("components", "levels", "kinds", "roles", "collections", "signals")


def is_date(text: str) -> bool:
    """Whether ``text`` is an ISO date such as ``2026-11-21``, of a day that there was or will be."""
    found = _DATE.match(text)
    return bool(found) and int(found[3]) <= calendar.monthrange(int(found[1]), int(found[2]))[1]


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the closest known word first, or all of them."""
    known = list(known)
    close = difflib.get_close_matches(word, known, 1)
    listed = ", ".join(known)
    return f"did you mean `{close[0]}`? One of: {listed}" if close else f"one of: {listed}"


def closest(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that names the closest of many known words, or says ``otherwise``."""
    close = difflib.get_close_matches(word, known, 1) if len(word) <= 100 else []
    return f"did you mean `{close[0]}`?" if close else otherwise


class Reader:
    """Takes typed values out of front matter, noting every fault; one for each file."""

    def __init__(self, front: FrontMatter, problems: Problems) -> None:
        self.front = front
        self.problems = problems

    def keys(self, required: Collection[str], optional: Collection[str] = ()) -> None:
        """Note every unknown and every missing key."""
        known = [*required, *optional]
        for key in self.front.values:
            if key not in known:
                self.problems.add(self.front.place(key), "M06", f"The key `{key}` is unknown.", nearest(key, known))
        for key in required:
            if key not in self.front.values:
                self.problems.add(self.front.place(), "M07", f"The key `{key}` is missing.", f"add `{key}: ...`")

    def _wrong(self, key: str, wanted: str) -> None:
        self.problems.add(self.front.place(key), "M08", f"`{key}` has a wrong value.", f"it must be {wanted}")

    def text(self, key: str, limit: int = 300) -> str:
        """A non-empty string; ``""`` after a fault or when absent."""
        value = self.front.values.get(key)
        if value is None and key not in self.front.values:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip() or len(value) > limit:
            self._wrong(key, f"text of 1 to {limit} characters")
            return ""
        return value.strip()

    def number(self, key: str, low: int, high: int, default: int = 0) -> int:
        """A whole number between ``low`` and ``high``."""
        value = self.front.values.get(key, default if key not in self.front.values else None)
        if key not in self.front.values:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self._wrong(key, f"a whole number from {low} to {high}")
            return default
        return value

    def date(self, key: str) -> str:
        """An ISO date such as ``2026-11-21``."""
        value = self.front.values.get(key)
        if key not in self.front.values:
            return ""
        if not isinstance(value, str) or not is_date(value):
            self._wrong(key, "a date such as 2026-11-21")
            return ""
        return value

    def one_of(self, key: str, terms: Iterable[Term], code: str, noun: str) -> str:
        """A term's id from one of the subject's lists."""
        if key not in self.front.values:
            return ""
        value = self.front.values[key]
        known = [term.id for term in terms]
        if not isinstance(value, str) or value not in known:
            self.problems.add(self.front.place(key), code, f"The {noun} `{value}` is unknown.", nearest(str(value), known))
            return ""
        return value

    def many_of(self, key: str, terms: Iterable[Term], code: str, noun: str) -> tuple[str, ...]:
        """A list of term ids."""
        value = self.front.values.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, "a list such as [a, b]")
            return ()
        known = [term.id for term in terms]
        chosen = []
        for index, item in enumerate(value):
            if not isinstance(item, str) or item not in known:
                place = self.front.place(key, index)
                self.problems.add(place, code, f"The {noun} `{item}` is unknown.", nearest(str(item), known))
            else:
                chosen.append(item)
        return tuple(chosen)


def read_subject(front: FrontMatter, problems: Problems) -> Subject | None:
    """The subject as ``index.md`` declares it; ``None`` when it cannot be used."""
    before = len(problems)
    reader = Reader(front, problems)
    reader.keys(("title", "subject"), ("hide", "description", "template", "checks"))
    checks = _checks(front, problems)
    declared = front.values.get("subject")
    if not isinstance(declared, dict):
        problems.add(front.place("subject"), "M08", "`subject` has a wrong value.", "it must be a map; see the format page")
        return None
    for key in declared:
        if key not in ("title", "deck", "namespace", "goal", "misconceptions", *_GROUPS):
            problems.add(front.place("subject", key), "M06", f"The key `{key}` is unknown.", nearest(key, _GROUPS))
    texts = {}
    for key in ("title", "deck", "namespace"):
        value = declared.get(key)
        if not isinstance(value, str) or not value.strip():
            problems.add(front.place("subject", key), "M07", f"The key `subject.{key}` is missing.", f"add `{key}: ...`")
            value = ""
        texts[key] = value.strip()
    if texts["namespace"] and not is_id(texts["namespace"]):
        problems.add(front.place("subject", "namespace"), "I02", "The namespace is malformed.", "use a-z, 0-9 and -")
    if "goal" in declared:
        texts["goal"] = goal = declared["goal"]
        if not isinstance(goal, str) or not 1 <= len(goal.strip()) <= 40:
            problems.add(front.place("subject", "goal"), "M08", "`subject.goal` has a wrong value.", "write one or two words, such as exam")
    groups = {group: _terms(declared.get(group, []), group, front, problems) for group in _GROUPS}
    for group in ("components", "levels", "kinds", "roles"):
        if not declared.get(group):
            problems.add(front.place("subject", group), "M07", f"`subject.{group}` lists nothing.", "list at least one")
    fields = declared.get("misconceptions", [])
    if not isinstance(fields, list) or not set(map(str, fields)) <= set(FIELDS):
        place = front.place("subject", "misconceptions")
        problems.add(place, "M08", "`subject.misconceptions` has a wrong value.", f"list fields whose misconceptions are looked for: {', '.join(FIELDS)}")
        fields = []
    if len(problems) > before:
        return None
    return Subject(**texts, **groups, checks=checks, misconceptions=tuple(map(str, fields)))


def _checks(front: FrontMatter, problems: Problems) -> tuple[CheckSetting, ...]:
    """``checks`` of ``index.md``: a rule's code to its level and limit."""
    declared = front.values.get("checks", {})
    if not isinstance(declared, dict):
        problems.add(front.place("checks"), "M08", "`checks` has a wrong value.", "write {W01: {level: info, limit: 120}}")
        return ()
    settings = []
    for code, setting in declared.items():
        place = front.place("checks", code)
        if code not in RULES:
            problems.add(place, "M06", f"There is no rule `{code}`.", closest(code, RULES, "`studyloop check --explain` lists them"))
        elif not is_adjustable(code):
            problems.add(place, "M08", f"The rule `{code}` cannot be set.", "rules of taste can: codes that begin with W, K, N or V")
        elif not isinstance(setting, dict) or set(setting) - {"level", "limit"}:
            problems.add(place, "M08", f"`checks.{code}` has a wrong value.", "it has `level` and `limit`")
        else:
            level, limit = setting.get("level"), setting.get("limit")
            if level is not None and level not in LEVELS:
                problems.add(front.place("checks", code, "level"), "M08", f"`{level}` is no level.", f"one of: {', '.join(LEVELS)}")
            elif limit is not None and code not in LIMITS:
                problems.add(front.place("checks", code, "limit"), "M08", f"The rule `{code}` has no limit.", "leave `limit` out")
            elif limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or not 0 <= limit <= 100_000):
                problems.add(front.place("checks", code, "limit"), "M08", f"`{limit}` is no limit.", "write a whole number")
            else:
                settings.append(CheckSetting(code, level, limit))
    return tuple(settings)


def _terms(value: Any, group: str, front: FrontMatter, problems: Problems) -> tuple[Term, ...]:
    place = front.place("subject", group)
    if not isinstance(value, list):
        problems.add(place, "M08", f"`subject.{group}` has a wrong value.", "it must be a list of id, title, about")
        return ()
    terms: list[Term] = []
    for index, item in enumerate(value):
        place = front.place("subject", group, index)
        item = item if isinstance(item, dict) else {"id": item, "title": item}
        ident, title, about = (item.get(key, "") for key in ("id", "title", "about"))
        if not isinstance(ident, str) or not is_id(ident):
            problems.add(place, "I02", f"The id `{ident}` is malformed.", "use a-z, 0-9 and -")
        elif any(term.id == ident for term in terms):
            problems.add(place, "I03", f"The id `{ident}` stands twice in `{group}`.", "keep one")
        elif not isinstance(title, str) or not isinstance(about, str) or set(item) - {"id", "title", "about"}:
            problems.add(place, "M08", f"An entry of `{group}` has a wrong value.", "it has id, title and about")
        else:
            terms.append(Term(ident, title or ident, about))
    return tuple(terms)


def page_path_id(path: PurePosixPath, problems: Problems) -> str:
    """The id of a page: its file name without the ending."""
    if not is_id(path.stem):
        problems.add(Place(path), "I02", f"The file's name `{path.stem}` is no id.", "rename it: a-z, 0-9 and -")
    return path.stem
