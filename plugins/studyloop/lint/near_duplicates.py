"""N01 and N02: no two cards, and no two questions, ask nearly the same.

Sets of word stems are compared by the share of words they have in common. Only texts that share one of their rarer words are
compared, and each with few others at most, so that time grows with the bank and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyloop.bank.deletions import deletions, without_marks
from studyloop.bank.model import Bank, Place
from studyloop.lint.model import Finding, LintRule, cards
from studyloop.lint.text import content_stems

# A word that this many cards have among their rarest says little, and the texts that share most of the others come first.
COMMON, MOST_COMPARED = 300, 20
# Two or three words in common are a topic, not a repetition.
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to compare, as stems: ``cue`` is what is asked, ``answer`` what is wanted.

    Two with the same cue are alike whatever is wanted; two that want different things are a contrast, however alike their cues are.
    """

    name: str
    place: Place
    cue: frozenset[str]
    answer: frozenset[str]


def nearest_earlier(entries: Sequence[Entry], limit: int) -> Iterator[tuple[Entry, Entry, int]]:
    """(entry, the most similar one before it, per cent) for each entry that is at least ``limit`` per cent alike."""
    wholes = [entry.cue | entry.answer for entry in entries]
    count = Counter(stem for whole in wholes for stem in whole)
    by_cue: dict[frozenset[str], Entry] = {}
    by_stem: dict[str, list[int]] = {}
    for index, (entry, whole) in enumerate(zip(entries, wholes, strict=True)):
        if not whole:
            continue
        same_cue = by_cue.setdefault(entry.cue, entry)
        if same_cue is not entry and len(entry.cue) > 1:
            yield entry, same_cue, 100
            continue
        if len(whole) < FEWEST_WORDS:
            continue
        rarest = sorted(whole, key=lambda stem: (count[stem], stem))
        size = len(rarest)
        shared: Counter[int] = Counter()
        for stem in rarest[: size - -(-size * limit // 100) + 1]:
            holders = by_stem.setdefault(stem, [])
            if len(holders) <= COMMON:
                shared.update(holders)
                holders.append(index)
        best: tuple[int, Entry] | None = None
        for other_index, _ in shared.most_common(MOST_COMPARED):
            other = entries[other_index]
            alike = _alike(whole, wholes[other_index])
            if alike >= limit and (best is None or alike > best[0]) and 2 * _alike(entry.answer, other.answer) >= 100:
                best = (alike, other)
        if best:
            yield entry, best[1], best[0]


def _alike(some: frozenset[str], others: frozenset[str]) -> int:
    """Per cent of all words that both have; 100 for two empty sets."""
    return 100 * len(some & others) // len(some | others) if some or others else 100


def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


def _find_cards(bank: Bank, limit: int) -> Iterator[Finding]:
    entries = []
    for card in cards(bank):
        if card.back:
            cue, answer = card.front.text, card.back.text
        else:
            cue, answer = without_marks(card.front.text), " ".join(deletions(card).values())
        entries.append(Entry(card.id, card.place, _stems(cue), _stems(answer)))
    for entry, other, _ in nearest_earlier(entries, limit):
        sentence = f"Card `{entry.name}` nearly repeats card `{other.name}` at {other.place}."
        yield Finding(entry.place, sentence, "ask for something else, or merge the two and retire one under `retired` in changes.md")


def _find_questions(bank: Bank, limit: int) -> Iterator[Finding]:
    entries = [Entry(question.id, question.place, _stems(question.title), frozenset()) for question in bank.questions]
    for entry, other, _ in nearest_earlier(entries, limit):
        yield Finding(
            entry.place, f"Question `{entry.name}` nearly repeats question `{other.name}` at {other.place}.", "ask for something else, or merge the two"
        )


NEAR_DUPLICATE_CARDS = LintRule("N01", _find_cards)
NEAR_DUPLICATE_QUESTIONS = LintRule("N02", _find_questions)
