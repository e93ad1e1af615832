"""Hand-made content for deck tests, a ledger of modification times, and a learner with a real Anki collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path, PurePosixPath

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportResponse

from studyloop.bank.model import Bank, Block, Card, Guide, Piece, Place, Question, Subject, Term, Topic
from studyloop.decks import BuiltPackage, build_packages, make_notes
from studyloop.decks import note_types
from studyloop.decks.fields import Targets
from studyloop.decks.media import MediaShelf
from studyloop.render.model import RenderedBank, RenderedCard, RenderedGuide, RenderedQuestion, RenderedTopic

SITE = "https://study.example/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)


@dataclass
class Ledger:
    """What a released modification time depends on: an unchanged hash keeps its time, a changed one gets ``now``."""

    now: int = 1_760_000_000
    known: dict[str, tuple[str, int]] = field(default_factory=dict)

    def modified(self, key: str, content_hash: str) -> int:
        if self.known.get(key, ("",))[0] != content_hash:
            self.known[key] = (content_hash, self.now)
        return self.known[key][1]


@dataclass
class Content:
    """A bank under construction: neutral HTML in, ``Bank`` and ``RenderedBank`` out."""

    topics: list[RenderedTopic] = field(default_factory=list)
    guides: list[RenderedGuide] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    site: str | None = SITE
    lines: Iterator[int] = field(default_factory=lambda: count(10, 10))

    subject = Subject(
        title="Interview preparation",
        deck="Interview preparation",
        namespace="prep",
        components=(Term("coding", "Coding"), Term("concepts", "Concepts"), Term("data", "Data")),
        levels=(Term("junior", "Junior"), Term("mid", "Mid")),
        kinds=(Term("concept", "Concept"),),
        roles=(Term("mle", "ML engineer"), Term("ds", "Data scientist")),
        collections=(),
    )

    @property
    def bank(self) -> Bank:
        topics, guides = (tuple(r.topic for r in self.topics), tuple(r.guide for r in self.guides))
        return Bank(subject=self.subject, topics=topics, guides=guides)

    @property
    def rendered(self) -> RenderedBank:
        return RenderedBank(tuple(self.topics), tuple(self.guides))

    def card(self, id: str, front: str, back: str = "", *, was: str | None = None) -> RenderedCard:
        """A recall card, or a cloze card without a back."""
        return RenderedCard(id, was or id, "recall" if back else "cloze", front, back)

    def question(
        self, id: str, title: str, short: str, cards: Sequence[RenderedCard] = (), *, was: str | None = None, **parts: str
    ) -> RenderedQuestion:
        """A question of level mid for both roles."""
        place = self.place("questions/topic.md")
        own = tuple(self._source(card, place) for card in cards)
        roles = ("mle", "ds")
        source = Question(id, title, "mid", 5, "concept", roles, Piece(short, place), {}, own, place, was=was)
        return RenderedQuestion(source, title, short, parts, tuple(cards))

    def topic(self, id: str, component: str, *questions: RenderedQuestion, order: int = 10) -> RenderedTopic:
        """Add a topic of these questions."""
        path = PurePosixPath(f"questions/{id}.md")
        items, place = tuple(item.question for item in questions), Place(path)
        topic = Topic(id, path, id.title(), component, order, (), (), "2026-01-01", Piece("", place), items, place)
        self.topics.append(RenderedTopic(topic, questions))
        return self.topics[-1]

    def guide(self, id: str, component: str, *cards: RenderedCard) -> RenderedGuide:
        """Add a guide of these cards."""
        path = PurePosixPath(f"guides/{id}.md")
        place = Place(path)
        own = tuple(self._source(card, place) for card in cards)
        guide = Guide(id, path, id.title(), component, 1, "", ("mle",), (), "2026-01-01", (Block(cards=own),), ())
        self.guides.append(RenderedGuide(guide, cards))
        return self.guides[-1]

    def place(self, path: str) -> Place:
        """A place no other piece has."""
        return Place(PurePosixPath(path), next(self.lines))

    def page_url(self, path: str) -> str | None:
        """``/questions/x.md#a`` on the site, if there is one."""
        return self.site and self.site + path.removeprefix("/").replace(".md", "/")

    def build(self, out: Path, ledger: Ledger | None = None, **options: object) -> list[BuiltPackage]:
        """Build into ``out`` with version 1.0 of 2026-01-02 unless told otherwise."""
        modified = options.pop("modified", (ledger or Ledger()).modified)
        shelf = MediaShelf(options.pop("read_image", self.images.__getitem__))
        targets = Targets(self.page_url, shelf.name_of)
        notes = make_notes(self.bank, self.rendered, targets=targets, modified=modified, plan_tags=options.pop("plan_tags", None))
        times = {kind.name: modified(kind.ledger_key, kind.content_hash) for kind in note_types.NOTE_TYPES}
        settings = {"version": "1.0", "date": "2026-01-02"} | options
        return build_packages(self.bank, self.rendered, out, notes, shelf, times, **settings)

    def _source(self, card: RenderedCard, place: Place) -> Card:
        piece = Piece(card.front, place)
        where = replace(place, line=next(self.lines))
        return Card(card.id, card.kind, piece, Piece(card.back, place) if card.back else None, where)


def fill(content: Content) -> Content:
    """A small bank over all components with everything a card can hold: 7 notes, 8 cards."""
    content.images["/images/curve.png"] = PNG
    content.topic(
        "metrics",
        "concepts",
        content.question(
            "roc-high-precision-low",
            "ROC-AUC is 0.97 and most alerts are false. How can both be true?",
            "<p>Rates within a class ignore how rare fraud is: "
            '<span class="arithmatex">\\(\\pi &lt; 0.001\\)</span>, see <a href="sl:/questions/x.md#a">base rates</a>.</p>',
            [
                content.card("auc-ignores", "<p>What does ROC-AUC leave out?</p>", "<p>The prevalence.</p>"),
                content.card(
                    "auc-chance",
                    '<p>A random <mark class="c1">positive</mark> outranks a random <mark class="c2">negative</mark>.</p>',
                ),
            ],
            strong='<ol><li id="one">Put numbers on it.</li></ol><p><img alt="A curve" src="sl:/images/curve.png"></p>',
            weak="<blockquote><p>&quot;Use SMOTE.&quot;</p></blockquote>",
            tests="<p>Modelling judgement.</p>",
        ),
    )
    content.topic(
        "trees", "coding", content.question("tree-depth", "How deep is a balanced tree?", "<p>Logarithmic.</p>")
    )
    content.topic(
        "notebooks", "data", content.question("leak", "Where does <em>leakage</em> hide?", "<p>In joins.</p>")
    )
    content.guide(
        "clock",
        "concepts",
        content.card("clock-first", "<p>Which step comes first?</p>", "<p>Clarify the goal.</p>"),
        content.card("clock-second", '<p>Then comes <mark class="c1">the metric</mark>.</p>'),
    )
    return content


class Learner:
    """A real Anki collection and what a learner does with it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.col = Collection(str(folder / "collection.anki2"))

    def imports(self, file: Path) -> ImportResponse.Log:
        """Import a package with the options the import dialog shows first."""
        options: ImportAnkiPackageOptions = self.col._backend.get_import_anki_package_presets()
        log = self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log
        self.col.models._clear_cache()
        return log

    def note(self, id: str):
        """The note whose Id field holds ``id``."""
        (found,) = self.col.find_notes(f'"Id:{id}"')
        return self.col.get_note(found)

    def counts(self) -> tuple[int, int]:
        """Notes and cards in the collection."""
        return self.col.note_count(), self.col.card_count()

    def filled_decks(self) -> list[str]:
        """The names of decks holding cards."""
        ids = self.col.db.list("select distinct did from cards")
        return sorted(self.col.decks.name(did) for did in ids)


@pytest.fixture
def content() -> Content:
    return Content()


@pytest.fixture
def full() -> Content:
    return fill(Content())


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def new_learner(tmp_path: Path):
    learners: list[Learner] = []

    def make() -> Learner:
        learners.append(Learner(tmp_path / f"learner-{len(learners)}"))
        return learners[-1]

    yield make
    for one in learners:
        one.col.close()


@pytest.fixture
def learner(new_learner) -> Learner:
    return new_learner()
