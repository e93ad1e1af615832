"""The Python-Markdown extension that puts rendered questions and cards into their pages.

It needs no mkdocs: any generator that runs Python-Markdown gets whole pages by listing
``studyloop.render.extension:StudyloopExtension`` with ``content: path/to/content``. The site's own plugin hands it
ready fragments instead, so that nothing is rendered twice.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from studyloop.bank import load_bank
from studyloop.bank.groups import group_lines, is_card_group
from studyloop.bank.ids import split_attributes
from studyloop.bank.lines import Line, classify
from studyloop.bank.problems import Problems
from studyloop.render.fragments import Fragments, make_fragments
from studyloop.render.pieces import PieceRenderer, render_bank


class FragmentPreprocessor(Preprocessor):
    """Replaces the source of each known question, and of each known group of cards, by its fragment."""

    def __init__(self, md: markdown.Markdown, fragments: Fragments) -> None:
        super().__init__(md)
        self.fragments = fragments

    def run(self, lines: list[str]) -> list[str]:
        """Lines of a page in, the same with fragments stashed."""
        classified = classify(lines, 1, PurePosixPath("page.md"), Problems())
        # Python-Markdown wants two blank lines at the end, or a last fragment would become part of a paragraph.
        return [*self._cards(self._questions(classified)), "", ""]

    def _stash(self, fragment: str) -> list[str]:
        return ["", self.md.htmlStash.store(fragment), ""]

    def _questions(self, lines: list[Line]) -> list[Line]:
        kept: list[Line] = []
        skipping = False
        for line in lines:
            heading = line.heading
            if heading and heading[0] <= 2:
                skipping = False
                text, attributes = split_attributes(heading[1])
                ident = attributes.id if attributes else None
                if heading[0] == 2 and ident in self.fragments.questions:
                    skipping = True
                    kept.append(Line(line.number, f"## {text} {{ #{ident} .sl-heading }}"))
                    kept.extend(Line(line.number, text) for text in self._stash(self.fragments.questions[ident]))
                    continue
            if not skipping:
                kept.append(line)
        return kept

    def _cards(self, lines: list[Line]) -> list[str]:
        if not self.fragments.groups:
            return [line.text for line in lines]
        skip: set[int] = set()
        stash_at: dict[int, list[str]] = {}
        for group in group_lines(lines):
            if group.first.heading or not is_card_group(group):
                continue
            known = [ident for ident in self._ids(group.lines) if ident in self.fragments.groups]
            if known:
                skip.update(id(line) for line in group.lines)
                stash_at[id(group.first)] = self._stash("".join(self.fragments.groups[ident] for ident in known))
        result: list[str] = []
        for line in lines:
            result.extend(stash_at.get(id(line), []))
            if id(line) not in skip:
                result.append(line.text)
        return result

    @staticmethod
    def _ids(lines: tuple[Line, ...]) -> list[str]:
        found = []
        for line in lines:
            attributes = None if line.code else split_attributes(line.text)[1]
            if attributes and attributes.id:
                found.append(attributes.id)
        return found


class StudyloopExtension(Extension):
    """Configure with ``content`` (a folder), or construct with ``fragments`` already made."""

    def __init__(self, fragments: Fragments | None = None, **kwargs: Any) -> None:
        self.config = {"content": ["content", "the content folder"]}
        self._fragments = fragments
        super().__init__(**kwargs)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register right after line ends are normalised (30), before fences (25) and raw HTML (20) are read."""
        if self._fragments is None:
            bank = load_bank(Path(self.getConfig("content"))).bank
            self._fragments = make_fragments(bank, render_bank(bank, PieceRenderer())) if bank else Fragments({}, {})
        md.preprocessors.register(FragmentPreprocessor(md, self._fragments), "studyloop", 29)


def makeExtension(**kwargs: Any) -> StudyloopExtension:  # noqa: N802 (Python-Markdown's name)
    """The entry point Python-Markdown looks for."""
    return StudyloopExtension(**kwargs)


