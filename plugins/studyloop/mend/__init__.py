"""Mends what is mechanical in a file: spaces, line ends, the order of sections, ids, cloze numbers. Never prose.

Pure: bytes in, text and a list of what was done out; mending what was mended changes nothing. What must not live here:
files, chance, or a decision that an author should take.
"""

from studyloop.mend.page import Mended, mend_page

__all__ = ["Mended", "mend_page"]
