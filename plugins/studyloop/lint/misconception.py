"""What a misconception is, as data: the sentences of V03 and after are in ``false_about_measuring`` and ``false_about_models``.

``says``: patterns of the false sentence, each within one sentence. ``near``: words in lower case of which a sentence must hold one to be looked at.
``unless``: what makes it true after all. ``denies_itself``: words in the statement that look like a denial of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Misconception:
    """One false sentence: what is wrong with it in ``sentence``, what is right in ``hint``."""

    code: str
    sentence: str
    hint: str
    near: tuple[str, ...]
    says: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None = None
    denies_itself: re.Pattern[str] | None = None


def misconception(code: str, near: tuple[str, ...], says: tuple[str, ...], sentence: str, hint: str, unless: str = "", denies_itself: str = "") -> Misconception:
    """A misconception from patterns in which a space stands for any white space."""
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"), re.I)

    return Misconception(
        code,
        sentence,
        hint,
        near,
        tuple(compiled(pattern) for pattern in says),
        compiled(unless) if unless else None,
        compiled(denies_itself) if denies_itself else None,
    )
