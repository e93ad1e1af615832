"""Today, as the author's machine or the build says. What must not live here: what a date means."""

from __future__ import annotations

import time
from collections.abc import Mapping

from studyloop.clock import iso_date


def today(environment: Mapping[str, str]) -> str:
    """The day (ISO, UTC) of ``SOURCE_DATE_EPOCH`` where it is whole seconds, else of the clock."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return iso_date(int(epoch) if epoch.isascii() and epoch.isdigit() and len(epoch) <= 11 else int(time.time()))
