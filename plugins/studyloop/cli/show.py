"""``studyloop show``: all that is known of one id."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from studyloop.addresses import read_addresses, site_path
from studyloop.bank.model import Bank
from studyloop.bank.problems import format_problems
from studyloop.clock import iso_date
from studyloop.decks import DeckError
from studyloop.decks.tags import guide_tags, join_tags, question_tags
from studyloop.ledger import Ledger
from studyloop.library import Checked, check_content
from studyloop.plan.targets import find_targets, plan_tags
from studyloop.portrait import Everything, Portrait, as_text, close_ids, find_portrait, line_of_id
from studyloop.release import GitError, Repository

HELP = "Show an id: where it is, its parts and cards, what leads to it, its history, its tags."
COMMITS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.epilog = "Exit codes: 0 done, 1 no content, 2 wrong use (there is no such id)."
    parser.add_argument("id", metavar="ID", help="of a question, a card, a topic, a guide or its section, a plan; former and retired ids too")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (default: content)")
    parser.add_argument("--json", action="store_true", help="the same as JSON")


def run(options: argparse.Namespace) -> int:
    """Find, and print."""
    content, checked = options.content, check_content(options.content)
    if checked.bank is None or checked.plans is None:
        print(format_problems(checked.problems, f"{content}/"), file=sys.stderr)
        return 1
    known = Everything(checked.bank, checked.plans, checked.ledger, checked.declared, checked.releases, checked.sources, iso_date)
    # An address or a link, pasted whole, ends in the id.
    ident = options.id.strip().rpartition("#")[2]
    portrait = find_portrait(ident, known)
    if portrait is None:
        close = ", ".join(f"`{name}`" for name in close_ids(ident, known))
        print(f"There is no `{ident}`" + (f"; did you mean {close}?" if close else "; `studyloop stats` lists the topics."), file=sys.stderr)
        return 2
    page = site_path(f"/{portrait.path}" + (f"#{portrait.anchor}" if portrait.anchor else "")) if portrait.path else ""
    address = _address(page, checked.ledger)
    tags = _tags(portrait, checked)
    commits = _commits(portrait, content)
    if options.json:
        shown = {**asdict(portrait), "page": page, "address": address, "tags": tags, "commits": [dict(zip(("commit", "date", "subject"), commit, strict=True)) for commit in commits]}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        print(as_text(portrait, str(content), address, tags, commits))
    return 0


def _address(page: str, ledger: Ledger) -> str:
    """The page's public address; empty where the site's is not known."""
    if not page:
        return ""
    return read_addresses({"SITE_URL": ledger.site, **os.environ}).page_url(page) or ""


def _tags(portrait: Portrait, checked: Checked) -> tuple[str, ...]:
    """The tags its note has in a deck: those of its question or guide, and those of its plans."""
    if not portrait.is_card or not portrait.path:
        return ()
    plans = plan_tags(checked.plans.plans, find_targets(checked.bank))
    try:
        return join_tags(*_own_tags(portrait.id, checked.bank, plans))
    except DeckError:
        return ()  # a subject whose words make no tags: `studyloop check` says so


def _own_tags(ident: str, bank: Bank, plans: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    for topic in bank.topics:
        for question in topic.questions:
            held = {question.id: question.identity} | {card.id: card.identity for card in question.cards}
            if ident in held:
                return [question_tags(topic, question), plans.get(question.identity, ()), plans.get(held[ident], ())]
    for guide in bank.guides:
        for card in guide.cards:
            if ident == card.id:
                return [guide_tags(guide), plans.get(card.identity, ())]
    return []


def _commits(portrait: Portrait, content: Path) -> list[tuple[str, str, str]]:
    """The newest commits that touched its lines; none without git, or before the first commit of it."""
    if not portrait.path:
        return []
    try:
        repository = Repository(content)
        file = (content.resolve() / portrait.path).relative_to(repository.root.resolve()).as_posix()
        lines = (repository.committed(file) or "").split("\n")
        first = line_of_id(lines, portrait.id) if portrait.anchor else 1
        if not first or lines == [""]:
            return []
        # Lines are those of the last commit; edits since then may have moved them.
        last = min(first + portrait.last_line - portrait.line, len(lines) - 1) if portrait.anchor else len(lines) - 1
        where = [f"-L{first},{max(first, last)}:{file}"] if portrait.anchor else ["--", file]
        said = repository.run("log", f"-{COMMITS}", "--no-patch", "--date=short", "--format=%h%x09%ad%x09%s", *where)
    except (GitError, ValueError):
        return []
    return [tuple(line.split("\t", 2)) for line in said.splitlines() if line.count("\t") >= 2]
