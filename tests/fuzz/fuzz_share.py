"""A share of the real content that is whole in itself: a few topics and guides, with everything that led elsewhere let go.

Small enough that a thousand damaged versions of it can be read, and without a fault until somebody damages it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePosixPath

from studyloop.bank import Bank
from studyloop.library import check_content
from studyloop.plan.targets import find_targets

_LINKS = re.compile(r"(links|points): \[([^\[\]\n]*)\]")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\((?!https?:)([^()\s#]*)(?:#([^()\s]*))?\)(\{[^{}\n]*\})?")
_ROW = re.compile(r'^  - \{id: "([^"]*)".*\n', re.M)


def make_share(content: Path, folder: Path, pages: tuple[str, ...]) -> Path:
    """``folder/content`` and ``folder/decks.lock`` with the topics and guides named by ``pages`` (ids), and all other pages.

    Raises ``ValueError`` with the problems if the share is not sound: then the content itself is not.
    """
    bank = check_content(content).bank
    if bank is None:
        raise ValueError(f"{content} cannot be read")
    kept = Bank(bank.subject, tuple(t for t in bank.topics if t.id in pages), tuple(g for g in bank.guides if g.id in pages))
    gone = {page.path for page in (*bank.topics, *bank.guides)} - {page.path for page in (*kept.topics, *kept.guides)}
    known = set(find_targets(kept).by_id) | {f"plan-{path.stem}" for path in (content / "plans").glob("*.md")}
    ids = {card.identity for page in (*kept.topics, *kept.guides) for card in page.cards} | {question.identity for question in kept.questions}
    out = Path(shutil.copytree(content, folder / "content"))
    for path in gone:
        (out / path).unlink()
    anchors = known | set(re.findall(r"\{ ?#([a-z0-9-]+)", "\n".join(path.read_text("utf-8") for path in sorted(out.rglob("*.md")))))
    for file in sorted(out.rglob("*.md")):
        here = PurePosixPath(file.relative_to(out).as_posix())
        text = _LINKS.sub(lambda found: f"{found[1]}: [{', '.join(one for one in re.split(r', *', found[2]) if one in known)}]", file.read_text("utf-8"))
        text = _LINK.sub(lambda found, here=here: found[0] if _leads(out, here, found[2], found[3], anchors) else found[1], text)
        if here.parts[0] == "releases":
            text = _ROW.sub(lambda found: found[0] if found[1] in ids else "", text)
        file.write_text(text, "utf-8")
    lock = (content.parent / "decks.lock").read_text("utf-8").splitlines(keepends=True)
    (folder / "decks.lock").write_text("".join(line for line in lock if not line.startswith("card ") or line.split(" ")[1] in ids), "utf-8")
    problems = [problem for problem in check_content(out).problems if problem.is_error]
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return out


def _leads(out: Path, here: PurePosixPath, target: str, anchor: str | None, anchors: set[str]) -> bool:
    file = (out / here.parent / target).resolve() if target else out / here
    return file.is_file() and (anchor is None or anchor in anchors or file.parent.name == "questions" and file.stem == "index")
