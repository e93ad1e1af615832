#!/usr/bin/env python3
"""Writes a synthetic content folder: as many questions as asked for, shaped like the shipped content.

Lengths, code, tables, formulas, diagrams and cards follow the measured shares of the real content; the words mean nothing.
The same count and seed give the same files. What must not live here: measuring.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PER_TOPIC = 30
SEED = 20261121

_WORDS = """
model data split label score threshold feature window target query index batch cost user item rank loss error drift alert
sample baseline metric recall precision positive negative rate share month week holdout test validation leak time group
calibration probability decision queue agent customer order return price stock demand forecast season shop region sensor
pump failure visit plant document chunk answer prompt token context judge rubric cache latency request budget gateway
retry fallback release rollback owner monitor incident ticket cause evidence trade change review plan team deadline
""".split()
_VERBS = "measures hides shows moves needs keeps loses costs explains delays limits repeats checks stops".split()
_LINKS = "when because while although until so before after".split()
_SHORT_LINKS = "of in for with by under over without".split()
_LEVELS = ("junior", "mid", "mid", "mid", "senior", "senior", "staff")
_KINDS = ("concept", "concept", "case", "design", "notebook", "coding")
_SIGNALS = ("Modelling judgement", "Implementation fluency", "Production thinking", "GenAI literacy", "Communication")
_COMPONENTS = ("coding", "concepts", "data", "design", "genai", "production", "people")
_ROLES = ("mle", "ds", "ai-engineer", "research-engineer", "mlops")


class _Author:
    """Writes parts of questions; everything random comes from its generator."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def pick(self, choices):
        return self._random.choice(choices)

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def words(self, count: int) -> str:
        """About a clause: nouns, verbs and joints in turn."""
        out = []
        for at in range(count):
            out.append(self.pick((_WORDS, _WORDS, _VERBS, _SHORT_LINKS, _WORDS, _LINKS)[at % 6]))
        return " ".join(out)

    def sentence(self, count: int) -> str:
        text = self.words(count)
        if count > 8 and self.chance(0.5):
            text += f", {self.number(2, 99)} %"
        return text[0].upper() + text[1:] + "."

    def prose(self, total: int) -> str:
        """Sentences of about ``total`` words, wrapped like an author's lines."""
        sentences = []
        while total > 0:
            count = min(total, self.number(9, 18))
            sentences.append(self.sentence(max(count, 4)))
            total -= count
        lines, line = [], ""
        for word in " ".join(sentences).split():
            if len(line) + len(word) > 118:
                lines.append(line)
                line = ""
            line += f"{' ' if line else ''}{word}"
        return "\n".join([*lines, line])

    def formula(self) -> str:
        a, b, n = self.pick("abkmnrst"), self.pick("pqxyzuvw"), self.number(2, 40)
        return self.pick(
            (
                rf"{a}_{{{n}}} = {b}^2 + {n}",
                rf"\pi {a} + (1 - \pi) {b}_{{{n}}}",
                rf"\frac{{{a}}}{{{b} + {n}}}",
                rf"\sqrt{{{n} {a}}}",
                rf"\hat{{{b}}}_{{{a}}} \le {n}",
                rf"{a}",
                rf"{n}{b}",
            )
        )

    def display(self) -> str:
        a, b, n = self.pick("abkmnrst"), self.pick("pqxyzuvw"), self.number(2, 40)
        return rf"$$\text{{{self.pick(_WORDS)}}} = \sum_{{i=1}}^{{{n}}} \frac{{{a}_i {b}_i}}{{1 + e^{{-{b}_i / {n}}}}} \qquad {a} \ge 0$$"

    def code(self, lines: int) -> str:
        out = ["```python", "import numpy as np", "", f"rng = np.random.default_rng({self.number(0, 999)})"]
        names = []
        for at in range(lines):
            name = f"{self.pick(_WORDS)}_{at}"
            shape = self.number(2, 90)
            out.append(
                self.pick(
                    (
                        f"{name} = rng.normal(size={shape})",
                        f"{name} = [round(x / {shape}, 2) for x in range({shape})]",
                        f"{name} = sum(1 for x in range({shape}) if x % 3)  # {self.words(3)}",
                        f'{name} = {{"{self.pick(_WORDS)}": {shape}, "rate": {shape / 100}}}',
                        f"def {name}(value, limit={shape}):\n    return value * limit if value > limit else {shape / 7:.3f}",
                    )
                )
            )
            names.append(name)
        out += [f"assert {names[-1]} is not None", "```"]
        return "\n".join(out)

    def table(self) -> str:
        rows = [f"| {self.words(1)} | {self.number(1, 999)} | {self.words(3)} |" for _ in range(self.number(3, 5))]
        return "\n".join(["| part | count | note |", "|---|---|---|", *rows])

    def diagram(self) -> str:
        nodes = [self.pick(_WORDS) for _ in range(self.number(4, 7))]
        arrows = [f"    n{at}[{name}] --> n{at + 1}[{nodes[at + 1]}]" for at, name in enumerate(nodes[:-1])]
        return "\n".join([f"{self.sentence(8)}", "", "```mermaid", "flowchart LR", *arrows, "```"])


def question(author: _Author, ident: str, other: str) -> str:
    """One question in the authoring format; ``other`` is a link target in the bank."""
    mathematical = author.chance(0.43)
    title = author.sentence(author.number(9, 14)).replace(" %", "")[:-1].replace(",", " and")
    strong = "\n".join(
        f"{at}. **{author.words(2).capitalize()}.** {author.sentence(author.number(16, 21))}"
        + (f" Then ${author.formula()}$." if mathematical and at == 2 else "")
        for at in range(1, author.number(6, 7))
    )
    follow_ups = "\n".join(
        f"- {author.sentence(10)[:-1]}? \u2014 {author.sentence(14)}" for _ in range(author.number(2, 4))
    )
    depth = [author.prose(author.number(35, 55))]
    if mathematical:
        depth += [f"With ${author.formula()}$ and ${author.formula()}$: {author.words(9)}."]
        if author.chance(0.3):
            depth += [author.display()]
    if author.chance(0.15):
        depth += [author.table()]
    if author.chance(0.18):
        depth += [author.diagram()]
    if author.chance(0.9):
        depth += [author.prose(author.number(12, 25)), author.code(author.number(20, 26))]
    if author.chance(0.05):
        depth += [f"See also [{author.words(3)}]({other})."]
    parts = [
        f"## {title}? {{ #{ident} level={author.pick(_LEVELS)} minutes={author.number(4, 12)} kind={author.pick(_KINDS)} }}",
        author.prose(author.number(38, 46)),
        "### Strong answer",
        strong,
        "### Weak answer",
        f'> "{author.sentence(author.number(12, 18))}"',
        f"Why it fails: {author.words(author.number(13, 20))}.",
        "### What it tests",
        f"{author.pick(_SIGNALS)}: {author.words(author.number(10, 14))}.",
        "### Follow-ups",
        follow_ups,
    ]
    if author.chance(0.68):
        parts += ["### Mistakes", "\n".join(f"- {author.sentence(13)}" for _ in range(2))]
    parts += ["### In depth", *depth, "### Cards", *_cards(author, ident, mathematical), "### Sources", _source(author)]
    return "\n\n".join(parts)


def _cards(author: _Author, ident: str, mathematical: bool) -> list[str]:
    cards = []
    for at in range(1, author.number(2, 3) + 1):
        if at == 2 and author.chance(0.35):
            first, second = author.words(2), author.words(1)
            cards.append(
                f"{author.words(7).capitalize()} is =={first}=={{ .c1 }} and {author.words(5)} =={second}=={{ .c2 }}.\n"
                f"{{ #{ident}-card-{at} .cloze }}"
            )
        else:
            math = f" Here ${author.formula()}$." if mathematical and at == 1 else ""
            back = f"{author.sentence(author.number(11, 17))}{math}"
            cards.append(f"{author.sentence(author.number(9, 13))[:-1]}? {{ #{ident}-card-{at} }}\n:   {back}")
    return cards


def _source(author: _Author) -> str:
    title = author.words(6).capitalize()
    return f"- {author.pick(_WORDS).capitalize()}, A. ({author.number(2005, 2026)}). *{title}* ({author.words(8)}). <https://example.org/{author.pick(_WORDS)}/{author.number(1, 9999)}>"


def write_bank(content: Path, questions: int, seed: int = SEED) -> None:
    """Write a whole content folder with this many questions; files that are there already are overwritten."""
    front = (ROOT / "content" / "index.md").read_text("utf-8").split("\n---\n")[0]
    pages = {
        "index.md": f"{front}\n---\n\n# A synthetic bank\n\n<!-- studyloop:counts -->\n\n<!-- studyloop:components -->\n",
        "decks.md": "---\ntitle: Decks\n---\n\n# Decks\n\n<!-- studyloop:decks -->\n",
        "questions/index.md": "---\ntitle: All questions\n---\n\n# All questions\n\n<!-- studyloop:questions -->\n",
    }
    for topic, first in enumerate(range(0, questions, PER_TOPIC)):
        author = _Author(f"{seed}-{topic}")
        texts = []
        for number in range(first, min(first + PER_TOPIC, questions)):
            linked = author.number(0, questions - 1)
            texts.append(question(author, f"bench-{number:05}", f"topic-{linked // PER_TOPIC:03}.md#bench-{linked:05}"))
        pages[f"questions/topic-{topic:03}.md"] = _topic(author, topic) + "\n\n".join(texts) + "\n"
    for path, text in pages.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, "utf-8")


def _topic(author: _Author, number: int) -> str:
    title = author.words(2).capitalize()
    roles = sorted({author.pick(_ROLES), author.pick(_ROLES)})
    return (
        f"---\ntitle: {title} {number}\ncomponent: {_COMPONENTS[number % len(_COMPONENTS)]}\norder: {number // len(_COMPONENTS) + 1}\n"
        f"collections: []\nroles: [{', '.join(roles)}]\nreviewed: 2026-11-21\n---\n\n"
        f"# {title} {number}\n\n{author.prose(45)}\n\n"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a synthetic bank.")
    parser.add_argument("content", type=Path, help="the content folder to write")
    parser.add_argument("--questions", type=int, default=600)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    write_bank(options.content, options.questions, options.seed)
