"""New ids: which are taken, for ever, and a readable free one. What must not live here: identity's own rules (``bank.ids``)."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from studyloop.bank.model import Topic
from studyloop.ledger import Declared, Ledger

LONGEST = 40
WORDS = 4
_USED = re.compile(r"\{[^{}\n]*\}")
_ID = re.compile(r"(?:#|\bwas=[\"']?)([a-z0-9][a-z0-9-]*)")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(
    "a about after all an and any are as at be been but by can could did do does for from had has have how i if in into is it its "
    "me my no not of on one or our should so than that the their them then there these they this to two up us was we were what when "
    "where which who why will with would you your".split()
)


def taken_ids(sources: Mapping[PurePosixPath, tuple[str, ...]], ledger: Ledger, declared: Declared, prefix: str = "") -> dict[str, str]:
    """Every id that is or ever was in use, and where: "stands at content/questions/metrics.md:16".

    Read from the lines themselves, so that a question with a fault keeps its id; ``prefix`` is put before each path.
    """
    found: dict[str, str] = {}
    for entry in ledger.entries.values():
        said = f"was retired on {entry.retired}" if entry.retired else f"was released in {entry.first}"
        found |= {entry.identity: said, entry.id: said}
    for retirement in declared.retirements:
        found[retirement.id] = f"was retired on {retirement.date}"
    for path in sorted(sources, reverse=True):
        for number, line in reversed(list(enumerate(sources[path], 1))):
            for braces in _USED.findall(line) if "{" in line else ():
                for ident in _ID.findall(braces):
                    found[ident] = f"stands at {prefix}{path}:{number}"
        if path.parts[0] in ("questions", "guides", "plans"):
            name = f"plan-{path.stem}" if path.parts[0] == "plans" else path.stem
            found[name] = f"is the page {prefix}{path}"
    return dict(sorted(found.items()))


def usual_prefix(topic: Topic) -> str:
    """The word most questions of a topic begin their ids with, else the topic's id."""
    first = Counter(question.id.partition("-")[0] for question in topic.questions if "-" in question.id)
    word, count = min(first.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))
    return word if count > 1 and count * 2 > len(topic.questions) else topic.id


def suggest_id(title: str, prefix: str, taken: Collection[str]) -> str:
    """The prefix and the title's first telling words, at most ``LONGEST`` characters; numbered where that is taken.

    A title without Latin letters gives the prefix and a number; without a prefix, ``new-1``.
    """
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode().replace("'", "")
    said = _WORD.findall(plain)
    words = [word for word in said if word not in _SMALL and word not in prefix.split("-")] or said
    stem = prefix or (words.pop(0)[:LONGEST] if words else "new")
    for word in words[:WORDS]:
        if len(stem) + 1 + len(word) > LONGEST:
            break
        stem += f"-{word}"
    if stem not in taken and words:
        return stem
    if not prefix and stem != "new" and stem not in taken:
        return stem
    return next(ident for number in itertools.count(2 if words else 1) if (ident := f"{stem}-{number}") not in taken)
