"""Problems: every fault the content can have, with a code, a level and the way out.

What lives here: the closed list of codes and how a problem is written. What must not: finding them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from studyloop.bank.model import Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem: ``error`` stops a build, ``warning`` is shown, ``info`` only where it is asked for."""

    code: str
    name: str
    level: str = "error"


_RULES = (
    # F: the file itself
    Rule("F01", "no content"),
    Rule("F02", "not UTF-8"),
    Rule("F03", "NUL character"),
    Rule("F04", "tab character"),
    Rule("F05", "file too large"),
    Rule("F06", "unclosed fence"),
    Rule("F07", "unclosed comment"),
    Rule("F08", "symbolic link out of the content folder"),
    # M: front matter
    Rule("M01", "no front matter"),
    Rule("M02", "front matter not closed"),
    Rule("M03", "not YAML"),
    Rule("M04", "duplicate key"),
    Rule("M05", "YAML alias or anchor"),
    Rule("M06", "unknown key"),
    Rule("M07", "missing key"),
    Rule("M08", "wrong value"),
    Rule("M09", "unknown component"),
    Rule("M10", "unknown role"),
    Rule("M11", "unknown collection"),
    # S: structure
    Rule("S01", "text where nothing claims it"),
    Rule("S02", "unknown section"),
    Rule("S03", "repeated section"),
    Rule("S04", "section out of order"),
    Rule("S05", "missing section"),
    Rule("S06", "empty part"),
    Rule("S07", "no questions"),
    Rule("S08", "title heading"),
    Rule("S09", "malformed attributes"),
    Rule("S10", "wrong heading level"),
    # I: identity
    Rule("I01", "missing id"),
    Rule("I02", "malformed id"),
    Rule("I03", "duplicate id"),
    # Q: a question's attributes
    Rule("Q01", "unknown attribute"),
    Rule("Q02", "missing attribute"),
    Rule("Q03", "unknown level"),
    Rule("Q04", "unknown kind"),
    Rule("Q05", "wrong minutes"),
    Rule("Q06", "malformed as-of"),
    # L: links and images
    Rule("L01", "link to an id that does not exist"),
    Rule("L02", "link to a page that does not exist"),
    Rule("L03", "image that does not exist"),
    Rule("L04", "image outside the content folder"),
    # H: raw HTML
    Rule("H01", "raw HTML"),
    Rule("H02", "event handler"),
    Rule("H03", "unsafe link"),
    # C: cards
    Rule("C01", "cloze without a mark"),
    Rule("C02", "cloze syntax of Anki in math or code"),
    Rule("C03", "cloze number"),
    Rule("C04", "card front renders empty"),
    Rule("C05", "card back is empty"),
    Rule("C06", "code too large for a phone"),
    Rule("C07", "diagram on a card"),
    # X: typesetting
    Rule("X01", "formula that cannot be set"),
    Rule("X02", "diagram that cannot be drawn"),
    # R: exercises
    Rule("R01", "unknown part of an exercise"),
    Rule("R02", "part of an exercise missing"),
    Rule("R03", "part of an exercise repeated or out of place"),
    Rule("R04", "too few wrong solutions"),
    Rule("R05", "wrong solution without its reason"),
    Rule("R06", "exercise code that is not Python"),
    # P: plans
    Rule("P01", "minutes against hours"),
    # T: the curriculum
    Rule("T01", "curriculum row"),
    # D: what was released before, and what may not change since
    Rule("D01", "released card that vanished"),
    Rule("D02", "retired id used again"),
    Rule("D03", "kind of a released card changed"),
    Rule("D04", "cloze number dropped"),
    Rule("D05", "cloze number moved to other text"),
    Rule("D06", "deck name or namespace changed"),
    Rule("D07", "note type changed beyond what Anki can update"),
    Rule("D08", "position scheme changed"),
    Rule("D09", "two cards with one identity"),
    Rule("D10", "retirement"),
    Rule("D11", "correction"),
    Rule("D12", "ledger that cannot be read"),
    Rule("D13", "release notes"),
    # W: sizes, warnings
    Rule("W01", "question too long", "warning"),
    Rule("W02", "short answer size", "warning"),
    Rule("W03", "strong answer size", "warning"),
    Rule("W04", "weak answer size", "warning"),
    Rule("W05", "number of follow-ups", "warning"),
    Rule("W06", "card back too long", "warning"),
    Rule("W07", "signal not named", "warning"),
    Rule("W08", "in-depth size", "warning"),
    Rule("W09", "source without an address", "warning"),
    # K: cards
    Rule("K01", "two questions in one card", "warning"),
    Rule("K02", "yes/no question", "warning"),
    Rule("K03", "task without an edge", "warning"),
    Rule("K04", "front that does not stand alone", "info"),
    Rule("K05", "answer given away in the front", "warning"),
    Rule("K06", "long list on a back", "warning"),
    Rule("K07", "cloze mark", "warning"),
    Rule("K08", "formula without its symbols' meaning", "warning"),
    Rule("K09", "back that says nothing", "warning"),
    # N: near-duplicates
    Rule("N01", "near-duplicate cards", "warning"),
    Rule("N02", "near-duplicate questions", "warning"),
    # V: what ages, sources, misconceptions
    Rule("V01", "dated fact without as-of", "info"),
    Rule("V02", "malformed source", "warning"),
    Rule("V03", "p-value as the probability of a hypothesis", "warning"),
    Rule("V04", "confidence interval as a probability of the parameter", "warning"),
    Rule("V05", "L1 and L2 swapped", "warning"),
    Rule("V06", "dropout on at inference", "warning"),
    Rule("V07", "ROC-AUC as accuracy", "warning"),
    Rule("V08", "softmax for multi-label", "warning"),
    Rule("V09", "retraining as the first step", "warning"),
    Rule("V10", "calibration confused with accuracy", "warning"),
    Rule("V11", "preparation before the split", "warning"),
    Rule("V12", "correlation as cause", "warning"),
    Rule("V13", "no significance as proof of no effect", "warning"),
    Rule("V14", "choosing on the test set", "info"),
    Rule("V15", "bias and variance swapped", "warning"),
    Rule("V16", "precision and recall swapped", "warning"),
    Rule("V17", "temperature 0 as a guarantee", "warning"),
    Rule("V18", "retrieval as the end of hallucination", "warning"),
    Rule("V19", "bagging and boosting swapped", "warning"),
    Rule("V20", "accuracy for rare classes", "warning"),
    Rule("V21", "standard deviation and standard error confused", "warning"),
    Rule("V22", "global optimum promised", "warning"),
    Rule("V23", "prompt as a guard against injection", "warning"),
    # E: exceptions from rules
    Rule("E01", "malformed exception"),
    Rule("E02", "unused exception", "warning"),
)
LEVELS = ("error", "warning", "info")
LONGEST = 300
RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}
# The thresholds that `checks` in index.md may set; the number is what holds otherwise.
# Words and characters for W; items, per cent, symbols and words for K; per cent alike for N.
LIMITS: dict[str, int] = {"W01": 140, "W06": 40, "W08": 450, "K06": 3, "K07": 50, "K08": 0, "K09": 3, "N01": 50, "N02": 70}


def is_adjustable(code: str) -> bool:
    """Whether a rule's level may be set and an exception be made: taste only; what loses something is an error for everybody."""
    return code[0] in "WKNV"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place: what is wrong, and what to do. ``level`` is that of its rule unless the subject has set another."""

    place: Place
    code: str
    sentence: str
    hint: str
    level: str = ""

    def __post_init__(self) -> None:
        if not self.level:
            object.__setattr__(self, "level", RULES[self.code].level)

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.level == "error"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, line, column, code, sentence: the order in which problems are shown."""
        return (str(self.place.path), self.place.line, self.place.col, self.code, self.sentence)

    def __str__(self) -> str:
        return self.shown()

    def shown(self, prefix: str = "") -> str:
        """One line; ``prefix`` is the content folder's path with a slash, and ``..`` in the place's path leads out of it."""
        path = str(self.place.path)
        whole = posixpath.normpath(f"{prefix}{path}") if prefix and path.startswith("..") else f"{prefix}{path}"
        return f"{whole}:{self.place.line}:{self.place.col}: {self.code} {self.sentence} ({self.hint})"


def _one_line(text: str) -> str:
    """Without line ends and control characters, and short enough to read."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST + 1])
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


class Problems:
    """Collects problems while parsing goes on; the only mutable thing a parser is handed."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, place: Place, code: str, sentence: str, hint: str) -> None:
        """Note a problem, on one line whatever was quoted. ``KeyError`` for a code that is not in ``RULES``."""
        RULES[code]
        self._found.append(Problem(place, code, _one_line(sentence), _one_line(hint)))

    def __len__(self) -> int:
        """How many were noted, repeated ones included."""
        return len(self._found)

    def sorted(self) -> tuple[Problem, ...]:
        """Everything found, each once, in display order."""
        return tuple(sorted(set(self._found), key=lambda problem: problem.sort_key))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them stops a build."""
    return any(problem.is_error for problem in problems)


def format_problems(problems: Iterable[Problem], prefix: str = "", *, info: bool = False) -> str:
    """One line a problem; ``prefix`` (such as ``content/``) is put before each path. ``info``: that level too."""
    return "\n".join(
        problem.shown(prefix) + ("" if problem.is_error else f" [{problem.level}]")
        for problem in problems
        if info or problem.level != "info"
    )
