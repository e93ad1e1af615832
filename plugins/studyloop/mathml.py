"""Formulas as MathML, for a page that brings no fonts and no style of its own: every browser sets it by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from studyloop.node import SOURCE, BrowserBuildFailed, NodeMissing, build_browser
from studyloop.render.typeset import Formula, typeset

_MATH = re.compile(r"<math\b.*?</math>", re.S)
_SOURCE = re.compile(r"<annotation\b.*?</annotation>", re.S)


def set_as_mathml(formulas: Iterable[tuple[str, bool]], cache: Path) -> Mapping[tuple[str, bool], str]:
    """(TeX, on a line of its own) to MathML; without what cannot be set, and empty where the typesetter cannot be built.

    ``cache`` is where the site's builds keep the typesetter; it is built when it is not there.
    """
    wanted = [Formula(tex, display) for tex, display in formulas]
    if not wanted:
        return {}
    try:
        browser = build_browser(SOURCE, cache / "browser", cache / "node", lambda text: None)
    except (NodeMissing, BrowserBuildFailed, OSError):
        return {}
    done = typeset(wanted, (), browser.typeset)
    found = {formula: _MATH.search(html) for formula, html in done.math.items()}
    return {(formula.tex, formula.display): _SOURCE.sub("", math[0]) for formula, math in found.items() if math}
