"""What a misconception is, as data: the sentences of V03 and after are in ``false_about_*``.

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


def together(*concepts: str, without: str = "(?!)") -> str:
    """The pattern of a whole sentence that holds every concept, in any order, and nothing of ``without``.

    Few say a mistake in the same words. What they share is what they talk about and the kind of claim they make of it.
    """
    return rf"(?s:\A(?!.*?(?:{without}))" + "".join(f"(?=.*?(?:{concept}))" for concept in concepts) + ".+)"


def misconception(code: str, near: tuple[str, ...], says: tuple[str, ...], sentence: str, hint: str, unless: str = "", denies_itself: str = "") -> Misconception:
    """A misconception from patterns in which a space stands for any white space, and a line break for nothing."""

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"\n *", "", pattern).replace(" ?", r"\s*").replace(" ", r"\s+"), re.I)

    return Misconception(
        code,
        sentence,
        hint,
        near,
        tuple(compiled(pattern) for pattern in says),
        compiled(unless) if unless else None,
        compiled(denies_itself) if denies_itself else None,
    )
