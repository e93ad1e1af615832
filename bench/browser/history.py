"""A learner's year as a backup file: so many reviews over the cards of a site. What must not live here: the browser.

The format is that of ``plugins/browser/src/domain/backup.ts``. The same arguments give the same text.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Sequence

from make_bank import SEED

DAY = 86_400_000  # milliseconds
_YEAR = 365
_SEEN = 0.85  # the share of cards answered at least once
_PAUSE = 14  # days since the last answer: something must be due
_RATINGS = (1, 2, 3, 4)
_WEIGHTS = (15, 15, 60, 10)


def year_of_reviews(cards: Sequence[str], reviews: int, now: int, seed: int = SEED) -> str:
    """The text of a backup with ``reviews`` reviews in the year before ``now`` (milliseconds since 1970)."""
    author = random.Random(seed)
    seen = cards[: int(len(cards) * _SEEN)]
    events = []
    for at, card in enumerate(seen):
        count = reviews // len(seen) + (at < reviews % len(seen))
        # In study order, a card later in the bank was begun later in the year.
        begun = _YEAR - _PAUSE - 1 - at * 0.8 * (_YEAR - _PAUSE) / len(seen)
        days = sorted((begun - (begun - _PAUSE) * author.random() ** 2 for _ in range(count)), reverse=True)
        events += [_review(author, card, now - int(day * DAY)) for day in days]
    events.sort(key=lambda event: (event["at"], event["id"]))
    return _backup(events)


def _review(author: random.Random, card: str, at: int) -> dict[str, object]:
    ident = f"{author.getrandbits(128):032x}"
    dashed = "-".join((ident[:8], ident[8:12], ident[12:16], ident[16:20], ident[20:]))
    rating = author.choices(_RATINGS, _WEIGHTS)[0]
    return {"type": "review", "id": dashed, "at": at, "card": card, "rating": rating, "took": author.randint(1_500, 60_000)}


def _backup(events: list[dict[str, object]]) -> str:
    written = json.dumps(events, separators=(",", ":"))
    head = {
        "format": "studyloop-backup",
        "version": 1,
        "exportedAt": "2026-11-21T00:00:00.000Z",
        "counts": {"events": len(events), "reviews": len(events)},
        "checksum": f"{zlib.crc32(written.encode()):08x}",
    }
    return f'{json.dumps(head, separators=(",", ":"))[:-1]},"events":{written}}}'
