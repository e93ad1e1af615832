"""The ledger: what was released, and what may therefore not change.

``decks.lock`` at the project's root is its file. Only a release writes it; every build and every check reads it.
Pure: text in, data and problems out. What must not live here: rendering, Anki's file format, git.
"""

from studyloop.ledger.checks import check_history
from studyloop.ledger.declared import Declared, read_declared
from studyloop.ledger.model import Ledger
from studyloop.ledger.text import read_ledger, write_ledger

__all__ = ["Declared", "Ledger", "check_history", "read_declared", "read_ledger", "write_ledger"]
