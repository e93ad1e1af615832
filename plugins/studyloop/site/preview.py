"""The live preview's builds: the whole site once, then only the page whose file changed.

A change of words in one question or guide is read, rendered and written alone, from what the last whole build left in
memory; the index, the search and the decks follow with the next whole build. Anything that changes more than words
(an id, a title, an order, another file) is a whole build. What must not live here: the server (``preview_server``).
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from studyloop.bank.guides import parse_guide
from studyloop.bank.lines import decode
from studyloop.bank.model import Bank, Guide, Topic
from studyloop.bank.parser import parse_topic
from studyloop.bank.problems import Problem, Problems, format_problems, has_errors
from studyloop.library import Library, check_content
from studyloop.render.fit import find_wanted
from studyloop.render.fragments import make_fragments
from studyloop.render.model import RenderedBank
from studyloop.render.pieces import PieceRenderer, render_bank
from studyloop.render.typeset import Typeset, typeset
from studyloop.unset import find_unset

Say = Callable[[str], None]


class _Keep(BasePlugin):
    """Keeps what a whole build would let go of."""

    library: Library
    files: Files
    nav: Navigation
    env: Any

    @event_priority(100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """All is read; nothing is let go yet."""
        self.nav, self.library = nav, config.plugins["studyloop"].library

    @event_priority(-200)
    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """The last event before pages are written."""
        self.env, self.files = env, files


class Preview:
    """Builds into folders below ``folder``. ``site`` is the last good one; ``problems`` is what the last build found wrong, as text.

    ``make_config`` is given the folder to build into. ``reload`` is called when problems of other files come to light
    after a page was already shown.
    """

    def __init__(self, make_config: Callable[[Path], MkDocsConfig], folder: Path, serve_url: str, say: Say, reload: Callable[[], None]) -> None:
        self.site = folder / "0"
        self._make_config = make_config
        self._serve_url = serve_url
        self._say = say
        self._reload = reload
        self._turn = 0
        self._config: MkDocsConfig | None = None
        self._kept: _Keep | None = None
        self._stamps: dict[Path, int] = {}
        self._renderer = PieceRenderer()
        self.problems = ""

    def build(self) -> None:
        """Bring the site up to date with the files; the last good version stays where they are broken."""
        self._turn += 1
        changed = self._changed()
        page = next(iter(changed)) if len(changed) == 1 else None
        try:
            if page is None or not self._update(page):
                self._build_all()
        except (MkDocsException, SystemExit) as error:
            self.problems = str(error) or "The site could not be built; the terminal says why."
        if self.problems:
            self._say(self.problems)

    def _changed(self) -> set[Path]:
        """Files of the content that are new, gone or other than at the last build."""
        content = Path((self._config or self._make_config(self.site)).docs_dir)
        now = {path: path.stat().st_mtime_ns for path in content.rglob("*") if path.is_file()}
        changed = {path for path in now.keys() | self._stamps.keys() if now.get(path) != self._stamps.get(path)}
        self._stamps = now
        return changed

    def _build_all(self) -> None:
        # Aside: some problems come to light only when half of it is written.
        aside = self.site.with_name(str(int(self.site.name) + 1))
        config, kept = self._make_config(aside), _Keep()
        config.plugins["studyloop-preview"] = kept
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            build(config, serve_url=self._serve_url)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        former, self.site = self.site, aside
        self._config, self._kept, self.problems = config, kept, ""
        shutil.rmtree(former, ignore_errors=True)

    def _update(self, path: Path) -> bool:
        """Write one page anew; false when more than its words changed."""
        config, kept = self._config, self._kept
        if config is None or kept is None or path.suffix != ".md" or not path.is_file():
            return False
        place = PurePosixPath(path.relative_to(config.docs_dir).as_posix())
        problems = Problems()
        page = _parse(path, place, kept.library.bank, problems)
        former = next((one for one in (*kept.library.bank.topics, *kept.library.bank.guides) if one.path == place), None)
        if former is None:
            return False
        if page is None or has_errors(problems.sorted()):
            self.problems = self._explain(config, problems.sorted())
            return True
        if _shape(page) != _shape(former):
            return False
        kept.library = self._renew(kept.library, page)
        unset = self._write(config, kept, place)
        if unset:
            self.problems = self._explain(config, find_unset({place: _lines(path)}, config.plugins["studyloop"].browser.typeset))
            return True
        self.problems = ""
        threading.Thread(target=self._check, args=(self._turn, config), daemon=True).start()
        return True

    def _check(self, turn: int, config: MkDocsConfig) -> None:
        """What this page's change means for all files; the page itself is shown by now."""
        found = self._explain(config, check_content(Path(config.docs_dir)).problems)
        if found and turn == self._turn:
            self.problems = found
            self._say(found)
            self._reload()

    @staticmethod
    def _explain(config: MkDocsConfig, problems: tuple[Problem, ...]) -> str:
        errors = [problem for problem in problems if problem.is_error]
        return format_problems(errors, f"{os.path.relpath(config.docs_dir)}/")

    def _renew(self, library: Library, page: Topic | Guide) -> Library:
        """The library with one page read and rendered anew."""
        topics = tuple(page if one.path == page.path else one for one in library.bank.topics)
        guides = tuple(page if one.path == page.path else one for one in library.bank.guides)
        bank = replace(library.bank, topics=topics, guides=guides)
        alone = Bank(bank.subject, *(((page,), ()) if isinstance(page, Topic) else ((), (page,))))
        fresh = render_bank(alone, self._renderer)
        rendered = RenderedBank(
            tuple(fresh.topics[0] if one.topic.path == page.path else one for one in library.rendered.topics),
            tuple(fresh.guides[0] if one.guide.path == page.path else one for one in library.rendered.guides),
        )
        return replace(library, bank=bank, rendered=rendered)

    @staticmethod
    def _write(config: MkDocsConfig, kept: _Keep, place: PurePosixPath) -> bool:
        """Write a page; true when it holds what cannot be set, and was left as it is."""
        main = config.plugins["studyloop"]
        main.library = kept.library
        file = kept.files.get_file_from_path(str(place))
        assert file is not None and file.page is not None
        topics = tuple(one for one in kept.library.rendered.topics if one.topic.path == place)
        guides = tuple(one for one in kept.library.rendered.guides if one.guide.path == place)
        fragments = make_fragments(kept.library.bank, RenderedBank(topics, guides), main.addresses.outside)
        main.fragments.questions.update(fragments.questions)
        main.fragments.groups.update(fragments.groups)
        _populate_page(file.page, config, kept.files)
        known = main.fitting.typeset
        more = _typeset_more(known, file.page.content or "", main.browser.typeset)
        if more.math_errors or more.diagram_errors:
            return True
        main.fitting = replace(main.fitting, typeset=replace(known, math={**known.math, **more.math}, diagrams={**known.diagrams, **more.diagrams}))
        _build_page(file.page, config, kept.files.documentation_pages(), kept.nav, kept.env)
        return False


def _parse(path: Path, place: PurePosixPath, bank: Bank, problems: Problems) -> Topic | Guide | None:
    lines = decode(path.read_bytes(), place, problems)
    if lines is None:
        return None
    parse = parse_topic if place.parts[0] == "questions" else parse_guide
    return parse(lines, place, bank.subject, problems)


def _shape(page: Topic | Guide) -> tuple[object, ...]:
    """What other pages, the menu and identities know of a page."""
    questions = page.questions if isinstance(page, Topic) else ()
    asked = tuple((q.id, q.was, q.title, q.level, q.kind, q.roles, tuple(card.id for card in q.cards)) for q in questions)
    anchors = () if isinstance(page, Topic) else page.anchors
    return (page.id, page.title, page.component, page.order, page.roles, page.collections, asked, anchors, tuple(card.id for card in page.cards))


def _typeset_more(known: Typeset, html: str, command: Sequence[str]) -> Typeset:
    """What this page holds beyond what was set before."""
    wanted = find_wanted([html])
    formulas = tuple(formula for formula in wanted.formulas if formula not in known.math)
    return typeset(formulas, tuple(source for source in wanted.diagrams if source not in known.diagrams), command)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8-sig", errors="replace").splitlines()
