"""``studyloop cards PATH``: the cards of a file as they look on a phone, in both schemes, following while one writes."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path, PurePosixPath

from studyloop.decks.note_types import CSS, NOTE_TYPES
from studyloop.diff import Side
from studyloop.diff.gallery import Templates, formulas_of, gallery
from studyloop.mathml import set_as_mathml
from studyloop.node import find_typesetter
from studyloop.unset import find_unset
from studyloop.sides import side_of
from studyloop.site.preview_server import serve_folder

HELP = "Show the cards of a file as they look on a phone, light and dark; the page follows while you write."
ADDRESS = "127.0.0.1:8001"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("path", type=Path, metavar="PATH", help="a file of questions or a guide, such as content/questions/metrics.md")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--address", default=ADDRESS, help=f"host:port (default: {ADDRESS})")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the page to this file and stop")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, or write once."""
    content = options.content.resolve()
    path = options.path.resolve()
    if not path.is_file() or not path.is_relative_to(content):
        print(f"{options.path} is no file of {options.content}/: name one such as {options.content}/questions/metrics.md", file=sys.stderr)
        return 2
    place = path.relative_to(content).as_posix()
    if options.html:
        options.html.write_text(page_of(options.content, place), "utf-8", newline="\n")
        print(f"The cards of {options.path} are in {options.html}.")
        return 0

    def build(folder: Path) -> None:
        (folder / "index.html").write_text(page_of(options.content, place), "utf-8")

    try:
        serve_folder(build, options.address, (content,), lambda text: print(text, file=sys.stderr))
    except OSError as error:
        print(f"{options.address} cannot be used ({os.strerror(error.errno or 0)}): choose another with --address", file=sys.stderr)
        return 1
    return 0


def page_of(content: Path, place: str) -> str:
    """The page of one file's cards, faults and all; ``place`` is its path inside the content folder."""
    side: Side = side_of(content, str(content))
    faces = [face for face in side.faces.values() if face.path == place and not face.retired]
    formulas = set_as_mathml(formulas_of(faces), content.resolve().parent / ".cache")
    templates = Templates(CSS, {kind.name: (kind.front, kind.back) for kind in NOTE_TYPES})
    file = PurePosixPath(place)
    command = find_typesetter(content.resolve().parent / ".cache" / "browser")
    unset = find_unset({file: (content / place).read_text("utf-8-sig", errors="replace").splitlines()}, command) if command else ()
    problems = sorted({*(problem for problem in side.problems if problem.place.path == file), *unset}, key=lambda problem: problem.sort_key)
    return gallery(place, faces, templates, side.images, lambda tex, display: formulas.get((tex, display)), problems, f"{content}/")
