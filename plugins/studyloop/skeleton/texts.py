"""The skeletons' own text: headings, attributes and comments that say what goes where. What must not live here: checking it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from studyloop.bank.front_matter import read_front_matter
from studyloop.bank.problems import Problems

_SECTIONS = """\
### Strong answer

<!-- 4-7 numbered points, 60-160 words: the direct answer, why it works, the evidence you would gather, the decision, its price. -->

### Weak answer

<!-- What people really say, quoted with `>` in 5-25 words; below it why that fails, in 10-30. -->

### What it tests

<!-- {signals} -->

<!-- If they help, in this order: `### Follow-ups`, `### Mistakes`, `### In depth`, `### Cards`. A card is a cue `What falls? {{ #id }}` and below it `:   Recall.`, or `- The ==blank== in a sentence. {{ #id .cloze }}`. -->

### Sources

<!-- One line a source that you opened: - Author (year). *Title*. <https://...> -->
"""
_SHORT = "<!-- Short answer, 25-60 words: the decision or definition in the first sentence, then the reason that matters most. -->"


@dataclass(frozen=True, slots=True)
class Written:
    """A file's new text, and the line (from 1) where an author goes on."""

    path: PurePosixPath
    text: str
    line: int


def append_question(path: PurePosixPath, text: str, answers: Mapping[str, str], signals: tuple[str, ...]) -> Written:
    """A topic's text with a new question at its end; line ends stay as they are."""
    braces = [f"#{answers['id']}", *(f"{key}={answers[key]}" for key in ("level", "minutes", "kind"))]
    if "roles" in answers:
        braces.append(f'roles="{" ".join(answers["roles"].replace(",", " ").split())}"')
    wanted = f"Name one: {', '.join(signals)}; then what about it." if signals else "What the interviewer learns from the answer."
    lines = [f"## {answers['title']} {{ {' '.join(braces)} }}", "", _SHORT, "", *_SECTIONS.format(signals=wanted).split("\n")]
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text.rstrip("\r\n") + ending * 2
    return Written(path, before + ending.join(lines), before.count("\n") + 1)


def topic_page(answers: Mapping[str, str], today: str) -> Written:
    """A topic without a question yet; ``today`` (ISO) is its first ``reviewed``."""
    intro = "<!-- What this topic is asked for, and how to use it. On the site only, not on cards. -->"
    return _page(PurePosixPath("questions"), answers, today, ("title", "component", "order", "roles"), intro)


def guide_page(answers: Mapping[str, str], today: str) -> Written:
    """A guide without text yet."""
    intro = "<!-- Prose with any headings. A card stands beside what it tests: `cue { #id }`, and under it `:   answer`. -->"
    return _page(PurePosixPath("guides"), answers, today, ("title", "component", "order", "summary", "roles"), intro)


def _page(folder: PurePosixPath, answers: Mapping[str, str], today: str, keys: tuple[str, ...], intro: str) -> Written:
    head = [f"{key}: {_value(key, answers[key])}" for key in keys if key in answers]
    lines = ["---", *head, f"reviewed: {today}", "---", "", f"# {answers['title']}", "", intro, ""]
    return Written(folder / f"{answers['id']}.md", "\n".join(lines), len(lines) - 1)


def _value(key: str, value: str) -> str:
    if key == "roles":
        return f"[{', '.join(value.replace(',', ' ').split())}]"
    return str(int(value)) if key == "order" else _yaml_text(value)


def _yaml_text(text: str) -> str:
    """A YAML string on one line, in quotes only where it needs them."""
    front = read_front_matter(["---", f"key: {text}", "---"], PurePosixPath(), Problems())
    return text if front and front.values == {"key": text} else json.dumps(text, ensure_ascii=False)
