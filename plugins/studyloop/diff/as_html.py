"""The report as one HTML file that asks for nothing: every card before and after, as wide as a phone, in both schemes. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from studyloop.diff.card_html import SetMath, card_html, formula_of
from studyloop.diff.model import CardChange, Face, Report
from studyloop.diff.wording import groups, headline, minutes_line, minutes_unchanged, problem_line, remarks
from studyloop.diff.words import tokens_of

_STYLE = files("studyloop.diff").joinpath("report.css").read_text(encoding="utf-8")
# No script, no request: only what stands in the file.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Look:
    """What cards look like: their style sheet, and the back template of each note type by name."""

    css: str
    templates: Mapping[str, str]


def wanted_formulas(report: Report) -> tuple[tuple[str, bool], ...]:
    """(TeX, on a line of its own) of every formula the report shows, each once."""
    faces = [face for card in report.cards for face in (card.before, card.after) if face]
    found = {formula_of(token): None for face in faces for _, value in face.fields for token in tokens_of(value) if token.kind == "math"}
    return tuple(found)


def html_report(report: Report, look: Look, prefix: str = "", set_math: SetMath = lambda tex, display: None) -> str:
    """The whole file. ``prefix`` is put before each path; ``set_math`` gives a formula's HTML (MathML), else its TeX is shown."""
    parts = [f"<h1>Card report</h1><p>{_text(headline(report))}</p>"]
    parts += [f'<p class="note">{_text(note)}</p>' for note in report.notes]
    listed = "".join(f'<li><a href="#{kind}">{kind}: {len(cards)}</a>, {history}</li>' for kind, history, cards in groups(report))
    parts.append(f'<nav aria-label="What happens"><ul>{listed}</ul></nav>' if listed else "")
    parts += _problems(report, prefix)
    for kind, history, cards in groups(report):
        shown = "".join(_card(card, report, look, prefix, set_math) for card in cards)
        parts.append(f'<section aria-labelledby="{kind}"><h2 id="{kind}">{kind.capitalize()} ({len(cards)}): {history}</h2>{shown}</section>')
    parts += _minutes(report)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="color-scheme" content="light dark">'
        f"<title>Card report</title><style>{_card_css(look.css)}\n{_STYLE}</style>"
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body><main>{"".join(parts)}</main></body></html>\n'


def _card_css(css: str) -> str:
    """The cards' own style; their dark colours follow the reader's scheme instead of Anki's class."""
    css = css.replace("#answer", ".turned")
    dark = re.findall(r"^\.nightMode \.card[^{]*(\{[^}]*\})", css, re.M)
    return css + "".join(f"\n@media (prefers-color-scheme: dark) {{ .card {block} }}" for block in dark)


def _text(text: str) -> str:
    return html.escape(text, quote=False)


def _card(card: CardChange, report: Report, look: Look, prefix: str, set_math: SetMath) -> str:
    was = f" (was <code>{_text(card.was)}</code>)" if card.was else ""
    said = "".join(f"<li>{_text(remark)}</li>" for remark in remarks(card))
    faces = [("Before", card.before, card.after, "del"), ("Now", card.after, card.before, "ins")]
    pictures = "".join(_picture(name, face, other, element, look, report, set_math) for name, face, other, element in faces if face)
    return (
        f'<article class="change"><h3>{_text(card.title)}</h3><p class="where"><code>{_text(card.id)}</code>{was} in '
        f'<code>{_text(prefix + card.place)}</code></p>{f"<ul>{said}</ul>" if said else ""}<div class="pair">{pictures}</div></article>'
    )


def _picture(name: str, face: Face, other: Face | None, element: str, look: Look, report: Report, set_math: SetMath) -> str:
    body = card_html(face, other, element, look.templates[face.note_type], report.images, set_math)
    # The template's article would be a landmark inside this one; it only carries a class.
    body = body.replace('<article class="sl">', '<div class="sl">').replace("</article>", "</div>")
    return f'<figure><figcaption>{name}</figcaption><div class="card">{body}</div></figure>'


def _problems(report: Report, prefix: str) -> Iterable[str]:
    for title, problems in (("Problems introduced", report.introduced), ("Problems mended", report.mended)):
        if problems:
            listed = "".join(f"<li>{_text(problem_line(problem, prefix))}</li>" for problem in problems)
            yield f"<section><h2>{title} ({len(problems)})</h2><ul>{listed}</ul></section>"


def _minutes(report: Report) -> Iterable[str]:
    if changed := report.changed_periods:
        listed = "".join(f"<li>{_text(minutes_line(row))}</li>" for row in changed)
        yield f"<section><h2>Minutes by plan week</h2><ul>{listed}</ul></section>"
    elif unchanged := minutes_unchanged(report):
        yield f"<p>{_text(unchanged)}</p>"
