"""A portrait: all that is known of one id, from where it stands to what a release did to it. Pure.

``find_portrait`` gathers it, ``as_text`` writes it. What must not live here: git, the deck's tags, terminals.
"""

from studyloop.portrait.find import Everything, close_ids, find_portrait
from studyloop.portrait.model import Portrait
from studyloop.portrait.span import line_of_id
from studyloop.portrait.text import as_text

__all__ = ["Everything", "Portrait", "as_text", "close_ids", "find_portrait", "line_of_id"]
