"""What a new thing must be told: fields, given as flags or asked one after the other. Pure: asking is an argument."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, str]
# What is wrong with an answer, given those before it; empty when nothing is.
Check = Callable[[str, Answers], str]
# A field, its suggestion, what was wrong with the last answer (or nothing): the next answer.
Ask = Callable[["Field", str, str], str]


class Misuse(Exception):
    """Flags that are wrong or missing; ``sentences`` says which, each with the way out."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to know: its flag is ``--name``; ``suggest`` gives what an empty answer means.

    ``need`` is "given" (asked, and never guessed), "suggested" (asked; the suggestion serves where nobody can be asked)
    or "optional" (by flag only). ``choices`` are shown when asking.
    """

    name: str
    ask: str
    check: Check
    suggest: Callable[[Answers], str] = lambda answers: ""
    need: str = "given"
    choices: tuple[str, ...] = ()


def collect(fields: Sequence[Field], given: Answers, ask: Ask | None) -> dict[str, str]:
    """An answer for each field, in order. Raises ``Misuse`` for every flag that is wrong, or missing where ``ask`` is None."""
    answers: dict[str, str] = {}
    wrong: list[str] = []
    missing: list[str] = []
    for field in fields:
        if field.name in given:
            answers[field.name] = value = given[field.name].strip()
            # What hangs on a flag that is wrong itself cannot be judged.
            if not missing and not wrong and (fault := field.check(value, answers)):
                wrong.append(f"--{field.name}: {fault}")
        elif field.need == "given" and ask is None:
            missing.append(f"--{field.name}")
        elif field.need != "optional" and not wrong and not missing:
            answers[field.name] = _answer(field, answers, ask)
    if missing:
        wrong.append(f"Nobody can be asked here, so these flags are missing: {', '.join(missing)}")
    if wrong:
        raise Misuse(wrong)
    return answers


def _answer(field: Field, answers: Answers, ask: Ask | None) -> str:
    suggestion, fault = field.suggest(answers), ""
    if ask is None:
        return suggestion
    while True:
        value = ask(field, suggestion, fault).strip() or suggestion
        fault = field.check(value, answers)
        if not fault:
            return value
