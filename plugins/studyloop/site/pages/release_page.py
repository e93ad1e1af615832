"""A release as a learner reads it: what to do, then every card by deck and kind of change; and the list of releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from studyloop.bank.model import Subject
from studyloop.ledger.release_notes import INDEX, TOLD, Line, ReleaseNotes
from studyloop.site.pages.card_names import Names, day, instead_html, kind_label, line_html, linked

# A list longer than this is folded.
LONG = 12
RETIRED_SEARCH = "tag:studyloop::retired"
_HOW = "changes.md#suspend"
HEADINGS = {"corrected": "Corrected", "changed": "Reworded", "new": "New", "retired": "Retired"}
_PLURALS = {"question": ("question", "questions"), "recall": ("recall card", "recall cards"), "cloze": ("cloze card", "cloze cards")}
# Made by the feed's module; a link to it cannot stand in the content, where no such file is.
_FEED = '<p>To hear of new releases without looking here, follow <a href="sl:/releases/feed.xml">the feed</a> in any feed reader.</p>'


def release_body(notes: ReleaseNotes, subject: Subject, names: Names, pages: Collection[str]) -> str:
    """What follows the page's prose, as Markdown with HTML blocks; ``pages`` are what a link may lead to: thin pages and their anchors."""
    more = f' · <a href="sl:/{INDEX}">All releases</a>' if str(INDEX) in pages else ""
    parts = [f'<p class="sl-tiny" data-search-exclude>{day(notes.release.date)}{more}</p>', "", f"<p>{line_html(notes.summary)}</p>", ""]
    parts += ["## What to do { #what-to-do data-search-exclude }", "", _what_to_do(notes, pages), ""]
    for deck, title in _decks(notes.lines, subject):
        parts += [f"## {title} {{ #deck-{deck} data-search-exclude }}", "", _deck(notes.lines, deck, names), ""]
    return "\n".join(parts)


def release_list(releases: Sequence[ReleaseNotes], pages: Collection[str]) -> str:
    """All releases, newest first, and the feed, as one block of HTML."""
    if not releases:
        decks = '<a href="sl:/decks.md">the decks</a>' if "decks.md" in pages else "the decks"
        return f"<p>Nothing has been released yet. You can take {decks} all the same: your reviews will survive the first release, too.</p>{_FEED}"
    items = "".join(
        f'<li><a href="sl:/{notes.path}">Release {notes.release.version}</a> '
        f'<span class="sl-tiny">{day(notes.release.date)}</span><p class="sl-why">{line_html(notes.summary)}</p></li>'
        for notes in releases
    )
    return f'<ul class="sl-list" data-search-exclude>{items}</ul>{_FEED}'


def change_html(line: Line, names: Names, *, math: bool = True) -> str:
    """One card's line without its bullet: name and link, kind, and why."""
    where = names.get(line.id)
    told = f"{linked(line.title, where.href if where else '', math=math)}{kind_label(line.kind)}"
    why = [line_html(line.reason, math=math)] if line.reason else []
    if line.change == "retired":
        why.append(instead_html(line.replaced_by, names, math=math))
    return told + "".join(f'<p class="sl-why">{text}</p>' for text in why)


def _what_to_do(notes: ReleaseNotes, pages: Collection[str]) -> str:
    decks = '<a href="sl:/decks.md">the decks page</a>' if "decks.md" in pages else "the decks page"
    steps = [
        f"Download the packages you use from {decks}.",
        "Import them over what you have. Reviews, suspended cards and flags stay as they are. On cards that this release did "
        "not change, your own edits and tags stay too.",
    ]
    if notes.retires:
        how = f' (<a href="sl:/{_HOW}">how, on each device</a>)' if _HOW in pages else ""
        steps.append(f"Put the retired cards away: search for <code>{RETIRED_SEARCH}</code> in Anki's browser, select all and suspend{how}.")
    return f"<ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"


def _decks(lines: Iterable[Line], subject: Subject) -> list[tuple[str, str]]:
    """(component, title) of every deck the lines name, in study order."""
    order = [term.id for term in subject.components]
    found = {line.deck for line in lines}
    known = [deck for deck in order if deck in found]
    return [(deck, subject.title_of("components", deck)) for deck in (*known, *sorted(found - set(known)))]


def _deck(lines: Iterable[Line], deck: str, names: Names) -> str:
    groups = []
    for change in TOLD:
        told = [line for line in lines if (line.deck, line.change) == (deck, change)]
        if not told:
            continue
        items = f'<ul class="sl-list">{"".join(f"<li>{change_html(line, names)}</li>" for line in told)}</ul>'
        head = f'{HEADINGS[change]} <span class="sl-tiny">{_count(told)}</span>'
        fold = f'<details class="sl-counts"><summary>{head}</summary>{items}</details>'
        groups.append(fold if len(told) > LONG else f'<h3 class="sl-topic">{head}</h3>{items}')
    return f'<section class="sl-changes" data-search-exclude>{"".join(groups)}</section>'


def _count(lines: Sequence[Line]) -> str:
    """``2 questions, 1 cloze card``."""
    kinds = Counter(line.kind for line in lines)
    return ", ".join(f"{kinds[kind]} {words[kinds[kind] > 1]}" for kind, words in _PLURALS.items() if kinds[kind])
