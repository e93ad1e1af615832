"""Statistics of a bank: how much there is of what, what is proved, what is due, what is missing. Pure: today is an argument.

``make_stats`` counts, ``tables_of`` lays the numbers out, ``as_text`` and ``as_markdown`` write them.
"""

from studyloop.stats.count import make_stats
from studyloop.stats.model import Stats
from studyloop.stats.tables import tables_of
from studyloop.stats.targets import TargetError, read_targets
from studyloop.stats.write import as_markdown, as_text

__all__ = ["Stats", "TargetError", "as_markdown", "as_text", "make_stats", "read_targets", "tables_of"]
