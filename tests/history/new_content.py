"""New content that is complete and valid: each text differs by chance, so that no two cards are alike. Pure but for the dice."""

from __future__ import annotations

from workshop import Workshop

from studyloop.bank.model import Subject

_THINGS = ("orders", "visits", "tickets", "parcels", "invoices", "calls", "samples", "loans")


def recall_lines(shop: Workshop, ident: str) -> list[str]:
    """A recall card."""
    rows, share = shop.rng.randint(100, 999), shop.rng.randint(2, 9)
    return [
        f"Of {rows} {shop.rng.choice(_THINGS)}, 1 in {share} is late. Which count do you need for the other rate? {{ #{ident} }}",
        f":   Those that came in time, of the same {rows}.",
    ]


def cloze_lines(shop: Workshop, ident: str) -> list[str]:
    """A cloze card with two numbers."""
    thing, days = shop.rng.choice(_THINGS), shop.rng.randint(2, 60)
    return [
        f"A check of {thing} over {days} days compares ==the same weekday=={{ .c1 }} and alarms on ==the rate=={{ .c2 }}, not the count.",
        f"{{ #{ident} .cloze }}",
    ]


def question_lines(shop: Workshop, subject: Subject, ident: str, recall: str, cloze: str) -> list[str]:
    """A question with every required section, a recall and a cloze card."""
    level, kind = shop.rng.choice(subject.levels).id, shop.rng.choice(subject.kinds).id
    thing, missing = shop.rng.choice(_THINGS), shop.rng.randint(20, 900)
    return [
        f"## The nightly table of {thing} has {missing} rows fewer than yesterday. What do you do? {{ #{ident} level={level} minutes=5 kind={kind} }}",
        "",
        f"I find out whether the {missing} rows are lost or were never there. One count by hour and source tells both apart, and it takes a minute.",
        "Until I know, nobody reads a rate from this table.",
        "",
        "### Strong answer",
        "",
        "1. **Compare like with like.** The same weekday last week, not yesterday: a holiday explains many such gaps.",
        "2. **Split the count.** By hour and by source; a lost file makes one hole, a quiet day makes none.",
        f"3. **Evidence.** I look for the {thing} in the system they come from: ten of them, by hand.",
        "4. **Decision.** If they are lost, I stop what reads the table and load the hours again.",
        "5. **Trade-off.** A late table costs a morning; a wrong one may cost a decision that nobody takes back.",
        "",
        "### Weak answer",
        "",
        '> "I would run the job again and see whether the number comes back."',
        "",
        "Why it fails: a second run may hide the cause, and nobody learns which numbers were already used.",
        "",
        "### What it tests",
        "",
        f"{subject.signals[0].title}: whether a missing row is a fact or a fault." if subject.signals else "Whether a gap is a fact or a fault.",
        "",
        "### Cards",
        "",
        *recall_lines(shop, recall),
        "",
        *cloze_lines(shop, cloze),
        "",
        "### Sources",
        "",
        "- Python developers. *csv: CSV file reading and writing*. Python documentation. <https://docs.python.org/3/library/csv.html>",
    ]


def topic_lines(shop: Workshop, subject: Subject, component: str, order: int, questions: list[str]) -> list[str]:
    """A topic of these questions."""
    roles = ", ".join(shop.rng.sample([role.id for role in subject.roles], 2))
    return [
        "---",
        "title: Tables that shrink",
        f"component: {component}",
        f"order: {order}",
        f"roles: [{roles}]",
        f"reviewed: {shop.today}",
        "---",
        "",
        "# Tables that shrink",
        "",
        "Rows go missing without a sound. These questions ask how you notice.",
        *questions,
    ]
