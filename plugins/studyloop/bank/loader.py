"""The loader: a content folder in, one bank and all problems out. The only place of the package that reads files."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from studyloop.bank.checks import check_bank
from studyloop.bank.front_matter import read_front_matter, split_front_matter
from studyloop.bank.guides import parse_guide, read_anchors
from studyloop.bank.guests import is_guest, is_ours, our_keys, our_pages
from studyloop.bank.lines import classify, decode
from studyloop.bank.model import Bank, Guide, Place, Subject, Topic
from studyloop.bank.parser import parse_topic
from studyloop.bank.problems import Problem, Problems, has_errors
from studyloop.bank.schema import read_subject

INDEX = PurePosixPath("index.md")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
CURRICULUM = PurePosixPath("curriculum.md")
QUESTION_INDEX = PurePosixPath("questions/index.md")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a content folder holds: the bank (``None`` without a subject), the plain pages' lines, every problem."""

    bank: Bank | None
    problems: tuple[Problem, ...]
    sources: dict[PurePosixPath, tuple[str, ...]]

    @property
    def ok(self) -> bool:
        """Whether it can be built."""
        return self.bank is not None and not has_errors(self.problems)


def load_bank(content: Path, say: Callable[[str], None] | None = None) -> Loaded:
    """Read everything under ``content``; never raises for what an author can get wrong."""
    problems = Problems()
    files = _find(content, problems)
    sources: dict[PurePosixPath, tuple[str, ...]] = {}
    for path in files:
        if path.suffix == ".md":
            try:
                lines = decode((content / path).read_bytes(), path, problems)
            except OSError as error:
                problems.add(Place(path), "F01", "The file cannot be read.", error.strerror or "check its permissions")
                continue
            if lines is not None:
                sources[path] = tuple(lines)
    if INDEX not in files:
        problems.add(Place(INDEX), "F01", "There is no content.", "write index.md with the subject in its front matter")
        return Loaded(None, problems.sorted(), sources)
    front = read_front_matter(list(sources[INDEX]), INDEX, problems) if INDEX in sources else None
    guest = is_guest(front)
    subject = read_subject(our_keys(front) if guest else front, problems) if front else None
    if subject is None:
        return Loaded(None, problems.sorted(), sources)
    ours = our_pages(sources) if guest else sources
    bank = _read_pages(ours, subject, problems, say)
    if guest:
        bank = replace(bank, guest=True, pages={path: anchors for path, anchors in bank.pages.items() if path != INDEX})
    check_bank(bank, ours, frozenset(files), problems)
    # A page with a fault that stops reading may be ours as well as any other.
    theirs = {path for path in files if guest and path.suffix == ".md" and not (path in ours or path not in sources and _says_ours(content, path))}
    return Loaded(bank, tuple(problem for problem in problems.sorted() if problem.place.path not in theirs), ours)


def _says_ours(content: Path, path: PurePosixPath) -> bool:
    try:
        return is_ours(path, tuple((content / path).read_text("utf-8-sig", "replace").splitlines()))
    except OSError:
        return False


def _find(content: Path, problems: Problems) -> set[PurePosixPath]:
    """All files below ``content``; hidden ones are skipped, links that lead outside are problems."""
    found: set[PurePosixPath] = set()
    root = content.resolve()

    def unreadable(error: OSError) -> None:
        path = Path(error.filename)
        inside = path.relative_to(content).as_posix() if path.is_relative_to(content) else "."
        problems.add(Place(PurePosixPath(inside)), "F01", "The folder cannot be read.", error.strerror or "check its permissions")

    for folder, names, files in os.walk(content, onerror=unreadable if content.is_dir() else None):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted([*files, *(n for n in names if (Path(folder) / n).is_symlink())]):
            full = Path(folder) / name
            if name.startswith("."):
                continue
            relative = PurePosixPath(full.relative_to(content).as_posix())
            if not str(relative).isprintable():
                shown = PurePosixPath(ascii(str(relative))[1:-1])
                problems.add(Place(shown), "F02", "The file's name is not plain text.", "rename it: a-z, 0-9 and -")
                continue
            if full.is_symlink() and not _leads_to_file_below(full, root):
                problems.add(Place(relative), "F08", "This link leads to no file of the content folder.", "put the file itself here")
                continue
            if full.suffix != ".md" and full.suffix.lower() in _MARKDOWN:
                problems.add(Place(relative), "S01", f"A file that ends in `{full.suffix}` is not read.", "rename it to end in `.md`")
                continue
            if full.is_file():
                found.add(relative)
    return found


def _leads_to_file_below(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop, before Python 3.13
        return False
    return target.is_file() and target.is_relative_to(root)


def _read_pages(
    sources: dict[PurePosixPath, tuple[str, ...]], subject: Subject, problems: Problems, say: Callable[[str], None] | None
) -> Bank:
    topics: list[Topic] = []
    guides: list[Guide] = []
    pages: dict[PurePosixPath, frozenset[str]] = {}
    for path in sorted(sources):
        lines = list(sources[path])
        if say:
            say(str(path))
        if path == QUESTION_INDEX:
            # Its headings are generated: one for each component.
            pages[path] = frozenset(term.id for term in subject.components)
        elif path.parts[0] == "questions" and len(path.parts) > 1:
            if topic := parse_topic(lines, path, subject, problems):
                topics.append(topic)
        elif path.parts[0] == "guides" and len(path.parts) > 1:
            if guide := parse_guide(lines, path, subject, problems):
                guides.append(guide)
        else:
            # An open or faulty front matter would become text; plans and the curriculum are read by ``studyloop.plan``.
            if path.parts[0] != "plans" and path not in (INDEX, CURRICULUM) and split_front_matter(lines):
                read_front_matter(lines, path, problems)
            pages[path] = frozenset(read_anchors(classify(lines, 1, path, problems), path, problems))
    if not any(path.parts[0] == "questions" and path != QUESTION_INDEX for path in sources):
        problems.add(Place(PurePosixPath("questions")), "F01", "There is no question bank.", "write questions/<topic>.md")

    def study_order(page: Topic | Guide) -> tuple[int, int, str]:
        components = [term.id for term in subject.components]
        number = components.index(page.component) if page.component in components else len(components)
        return number, page.order, page.id

    return Bank(subject, tuple(sorted(topics, key=study_order)), tuple(sorted(guides, key=study_order)), pages)
