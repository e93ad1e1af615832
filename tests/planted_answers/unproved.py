"""New numbers that a question's own code does not hold: a hint for reviewers, not a rule.

``python tests/planted_answers/unproved.py [COMMIT]`` lists, for every question changed since the commit (``HEAD`` unless named), the numbers that came
into its short or strong answer and stand nowhere in its Python, in whatever unit or rounding. Some are right: assumptions, or what a paper reports.
What must not live here: whether the code is right; it runs in the tests of the content.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"(?<![\w.,/^-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\w|[.,]\d)(?P<percent> ?%)?")
_LITERAL = re.compile(r"(?<![\w.])(?:\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)")
_FENCE = re.compile(r"^```.*?^```[ ]*$", re.M | re.S)
_PYTHON = re.compile(r"^```[ ]*\{?[ .]*py[^\n]*\n(.*?)^```[ ]*$", re.M | re.S)
_HEADING = re.compile(r"^## [^\n]*#(?P<id>[a-z0-9-]+)[ }][^\n]*$", re.M)
_SECTION = re.compile(r"^### ", re.M)
_NO_PROSE = re.compile(r"\$[^$]*\$|`[^`]*`|^\d+\. ", re.M)
# Ratios, percentages, thousands, millions and thousand millions are the same number in other units.
_UNITS = (1, 100, 1e-2, 1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9)


@dataclass(frozen=True)
class Number:
    """A number as written, with its sign of per cent."""

    digits: str
    percent: bool

    def __str__(self) -> str:
        return f"{self.digits} %" if self.percent else self.digits

    @property
    def value(self) -> float:
        return float(self.digits.replace(",", ""))

    @property
    def step(self) -> float:
        """What its last digit is worth; zeros at the end of a whole number are taken as rounding."""
        if "." in self.digits:
            return 10 ** -len(self.digits.partition(".")[2])
        whole = self.digits.replace(",", "")
        return 10 ** (len(whole) - len(whole.rstrip("0")))


def unproved(before: str, after: str) -> list[str]:
    """The numbers that came into the answer and that its code does not hold; nothing for a question without assertions."""
    code = "\n".join(_PYTHON.findall(after))
    if "assert" not in code:
        return []
    literals = {float(literal.replace("_", "")) for literal in _LITERAL.findall(code)}
    old, found = Counter(_numbers(before)), []
    for number in _numbers(after):
        if old[number] > 0:
            old[number] -= 1
        elif not _holds(literals, number):
            found.append(str(number))
    return found


def _numbers(question: str) -> Iterator[Number]:
    """The numbers of the short and the strong answer: small counts, years, formulas and code are passed over."""
    short, *sections = _SECTION.split(question.partition("\n")[2])
    strong = next((section.partition("\n")[2] for section in sections if section.startswith("Strong answer\n")), "")
    for found in _NUMBER.finditer(_NO_PROSE.sub("", f"{short}\n{strong}")):
        number = Number(found["digits"], bool(found["percent"]))
        is_count = "." not in number.digits and number.value < 10
        is_year = "," not in number.digits and 1900 <= number.value <= 2100
        if number.percent or not (is_count or is_year):
            yield number


def _holds(literals: set[float], number: Number) -> bool:
    value = number.value
    near = number.step / 2 if value >= 10 * number.step else 0.0
    for literal in literals:
        for unit in _UNITS:
            other = literal * unit
            if abs(other - value) <= max(near if literal else 0.0, 1e-9 * max(1.0, value)):
                return True
            if number.percent and abs(100 - other - value) < 1e-7:
                return True
    return False


def questions_of(page: str) -> dict[str, str]:
    """Heading and text of each question of a page, by id."""
    bare = _FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence.group()), page)
    headings = list(_HEADING.finditer(bare))
    starts = [heading.start() for heading in headings] + [len(page)]
    return {heading["id"]: page[start:end] for heading, start, end in zip(headings, starts, starts[1:], strict=False)}


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def main(arguments: Sequence[str]) -> int:
    """Prints the hints; 2 for a commit that does not exist."""
    commit = arguments[0] if arguments else "HEAD"
    if not _git("rev-parse", "--verify", f"{commit}^{{commit}}"):
        print(f"there is no commit `{commit}`", file=sys.stderr)
        return 2
    for path in _git("diff", "--name-only", commit, "--", "content/questions").splitlines():
        file = ROOT / path
        before = questions_of(_git("show", f"{commit}:{path}"))
        for name, after in questions_of(file.read_text("utf-8") if file.exists() else "").items():
            if new := unproved(before.get(name, ""), after):
                print(f"{path}, `{name}`: {', '.join(new)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
