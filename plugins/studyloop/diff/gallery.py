"""Cards as they look on a phone: every front and back, in both schemes, on one page. Pure.

What must not live here: which cards, and serving (``cli.cards``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from studyloop.bank.problems import Problem
from studyloop.diff.card_html import SetMath, card_html, formula_of
from studyloop.diff.model import Face
from studyloop.diff.words import tokens_of

_STYLE = files("studyloop.diff").joinpath("gallery.css").read_text(encoding="utf-8")
_DELETION = re.compile(r"\{\{c(\d+)::(.*?)\}\}", re.S)
_HIDDEN = '<span class="cloze">[...]</span>'


@dataclass(frozen=True, slots=True)
class Templates:
    """The style sheet of all cards, and front and back template of each note type by name."""

    css: str
    sides: Mapping[str, tuple[str, str]]


def formulas_of(faces: Iterable[Face]) -> tuple[tuple[str, bool], ...]:
    """(TeX, on a line of its own) of every formula on these cards, each once."""
    found = {formula_of(token): None for face in faces for _, value in face.fields for token in tokens_of(value) if token.kind == "math"}
    return tuple(found)


def gallery(
    title: str,
    faces: Iterable[Face],
    templates: Templates,
    images: Mapping[str, bytes],
    set_math: SetMath,
    problems: Iterable[Problem] = (),
    prefix: str = "",
) -> str:
    """The whole page; ``problems`` stand above the cards, ``prefix`` before their paths."""
    faces = tuple(faces)
    listed = "".join(f"<li><code>{html.escape(problem.shown(prefix))}</code></li>" for problem in problems)
    shown = "".join(_card(face, templates, images, set_math) for face in faces)
    count = f"{len(faces)} {'note' if len(faces) == 1 else 'notes'}, as wide as a phone (360 pixels)"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Cards of {html.escape(title)}</title><style>{templates.css.replace('#answer', '.turned')}\n{_STYLE}</style></head><body><main>"
        f"<h1>Cards of {html.escape(title)}</h1><p>{count}</p>"
        + (f'<ul class="problems" role="alert">{listed}</ul>' if listed else "")
        + (shown or "<p>No card stands here.</p>")
        + "</main></body></html>\n"
    )


def _card(face: Face, templates: Templates, images: Mapping[str, bytes], set_math: SetMath) -> str:
    front, back = templates.sides[face.note_type]
    sides = [(f"front{name}", one, front) for name, one in _fronts(face)] + [("back", face, back)]
    pictures = "".join(
        f'<figure{night}><figcaption>{name}, {scheme}</figcaption><div class="card">{_folded(one, template, images, set_math)}</div></figure>'
        for scheme, night in (("light", ""), ("dark", ' class="nightMode"'))
        for name, one, template in sides
    )
    return (
        f'<section id="{face.id}"><h2><code>{html.escape(face.id)}</code> {face.kind}</h2>'
        f'<p class="where">{html.escape(str(face.place))}</p><div class="row">{pictures}</div></section>'
    )


def _folded(face: Face, template: str, images: Mapping[str, bytes], set_math: SetMath) -> str:
    """A card as it is turned: its further parts are still folded."""
    return card_html(face, None, "ins", template, images, set_math).replace('" open>', '">')


def _fronts(face: Face) -> Iterable[tuple[str, Face]]:
    """A cloze note asks once for each of its numbers: that text is hidden, the others stand there."""
    if face.kind != "cloze":
        yield "", face
        return
    for number, _ in face.cloze:
        fields = tuple((name, _hide(value, number)) for name, value in face.fields)
        yield f" {number}", replace(face, fields=fields)


def _hide(value: str, number: int) -> str:
    return _DELETION.sub(lambda found: _HIDDEN if int(found[1]) == number else found[2], value)
