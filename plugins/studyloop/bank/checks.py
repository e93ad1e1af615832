"""Cross-file checks: identity, links, images, raw HTML. Sizes are in ``sizes``. Pure: the model in, problems out."""

from __future__ import annotations

from pathlib import PurePosixPath

from studyloop.bank.exercise_checks import check_exercises
from studyloop.bank.front_matter import split_front_matter
from studyloop.bank.guides import find_anchors
from studyloop.bank.lines import classify
from studyloop.bank.links import Link, find_links, resolve
from studyloop.bank.model import Bank, Place
from studyloop.bank.problems import Problems
from studyloop.bank.schema import closest
from studyloop.bank.sizes import check_sizes

# Each four spaces are a level of nesting, and Markdown's own reader goes only so deep.
DEEPEST = 100
_IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")


def check_bank(
    bank: Bank, sources: dict[PurePosixPath, tuple[str, ...]], files: frozenset[PurePosixPath], problems: Problems
) -> None:
    """Run every check that needs more than one file or the finished model."""
    _check_identity(bank, sources, problems)
    _check_positions(bank, sources, problems)
    anchors = page_anchors(bank)
    for path in sorted(sources):
        _check_text(path, sources[path], anchors, files, problems)
    check_sizes(bank, problems)
    check_exercises(bank, sources, problems)


def page_anchors(bank: Bank) -> dict[PurePosixPath, frozenset[str]]:
    """For each page the ids a link may name."""
    anchors: dict[PurePosixPath, frozenset[str]] = dict(bank.pages)
    for topic in bank.topics:
        anchors[topic.path] = frozenset([question.id for question in topic.questions] + [card.id for card in topic.cards])
    for guide in bank.guides:
        anchors[guide.path] = frozenset([*guide.anchors, *(card.id for card in guide.cards)])
    return anchors


def all_ids(bank: Bank, sources: dict[PurePosixPath, tuple[str, ...]]) -> list[tuple[str, Place]]:
    """Every id with its place, in path and line order: pages, questions, cards, former ids, sections of guides."""
    found: list[tuple[str, Place]] = []
    for page in (*bank.topics, *bank.guides):
        found.append((page.id, Place(page.path)))
    for topic in bank.topics:
        for question in topic.questions:
            found.append((question.id, question.place))
            if question.was:
                found.append((question.was, question.place))
    for card in [card for page in (*bank.topics, *bank.guides) for card in page.cards]:
        found.append((card.id, card.place))
        if card.was:
            found.append((card.was, card.place))
    for guide in bank.guides:
        found.extend(find_anchors(classify(list(sources[guide.path]), 1, guide.path, Problems()), guide.path, Problems()))
    return sorted(found, key=lambda item: (str(item[1].path), item[1].line, item[1].col))


def _check_identity(bank: Bank, sources: dict[PurePosixPath, tuple[str, ...]], problems: Problems) -> None:
    first: dict[str, Place] = {}
    for ident, place in all_ids(bank, sources):
        if ident in first:
            problems.add(place, "I03", f"The id `{ident}` is already used at {first[ident]}.", "give this one a new id")
        else:
            first[ident] = place


def _check_positions(bank: Bank, sources: dict[PurePosixPath, tuple[str, ...]], problems: Problems) -> None:
    """Two pages of a component at the same order would be shuffled by a renaming."""
    for pages in (bank.topics, bank.guides):
        seen: dict[tuple[str, int], PurePosixPath] = {}
        for page in pages:
            key = (page.component, page.order)
            if key in seen:
                line = next((number for number, text in enumerate(sources[page.path], 1) if text.startswith("order:")), 1)
                problems.add(Place(page.path, line), "M08", f"`order: {page.order}` is also that of {seen[key]}.", "choose a free number")
            seen.setdefault(key, page.path)


def _check_text(
    path: PurePosixPath,
    source: tuple[str, ...],
    anchors: dict[PurePosixPath, frozenset[str]],
    files: frozenset[PurePosixPath],
    problems: Problems,
) -> None:
    lines = list(source)
    bounds = split_front_matter(lines)
    start = bounds[1] + 1 if bounds and bounds[1] > 0 else 0
    # Unclosed fences were reported when the page was parsed: a throw-away collector here.
    classified = classify(lines[start:], start + 1, path, Problems())
    for line in classified:
        if line.text.startswith("#") and not (line.code or line.hidden or line.heading):
            problems.add(Place(path, line.number), "S10", "This heading has no space behind its `#`.", "write `## Question`, or `\\#` for the sign")
        if line.text.startswith(" " * (DEEPEST + 1)) and not (line.code or line.blank):
            place = Place(path, line.number, DEEPEST + 1)
            problems.add(place, "S01", "This line is indented too far.", f"use at most {DEEPEST} spaces; nest lists less deeply")
    links, tags = find_links(classified, path)
    for tag in tags:
        code, what = ("H02", "An event handler") if tag.handler else ("H01", "Raw HTML")
        comment = tag.tag.startswith("<!--")  # on a line of its own it is hidden, and none of these
        hint = "a comment stands on lines of its own: beside text a reader would see it" if comment else "write Markdown, or put `<` in backticks"
        problems.add(tag.place, code, f"{what} stands here: `{tag.tag}`.", hint)
    for link in links:
        if link.is_unsafe:
            problems.add(link.place, "H03", "This link could run a script.", "link to a page or an https address")
        elif link.is_image:
            _check_image(link, path, files, problems)
        elif not link.is_external:
            _check_link(link, path, anchors, files, problems)


def _check_link(
    link: Link,
    path: PurePosixPath,
    anchors: dict[PurePosixPath, frozenset[str]],
    files: frozenset[PurePosixPath],
    problems: Problems,
) -> None:
    page, anchor = resolve(link.target, path)
    if page is None or (page not in anchors and page not in files):
        hint = closest(str(page), [str(known) for known in sorted(anchors)], "link to a file of the content folder")
        problems.add(link.place, "L02", f"The page `{link.target}` does not exist.", hint)
    elif anchor and page in anchors and anchor not in anchors[page]:
        hint = closest(anchor, sorted(anchors[page]), "link to an id of that page")
        problems.add(link.place, "L01", f"The id `{anchor}` does not exist in {page}.", hint)


def _check_image(link: Link, path: PurePosixPath, files: frozenset[PurePosixPath], problems: Problems) -> None:
    if link.is_external:
        problems.add(link.place, "L04", "The image is on another host.", "put the file into content/images and link to it there")
        return
    image, _ = resolve(link.target, path)
    if image is None:
        problems.add(link.place, "L04", f"The image `{link.target}` is outside the content folder.", "move it into content/images")
    elif image not in files or image.suffix.lower() not in _IMAGE_ENDINGS:
        problems.add(link.place, "L03", f"The image `{link.target}` does not exist.", f"add the file ({', '.join(_IMAGE_ENDINGS)})")
