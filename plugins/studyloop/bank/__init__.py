"""The bank: what the content says, as a model that cannot be wrong, plus every problem found on the way.

Pure and usable on its own: no mkdocs, no genanki, no clock. ``load_bank(folder)`` is the way in.
"""

from studyloop.bank.loader import Loaded, load_bank
from studyloop.bank.model import Bank, Card, Guide, Question, Subject, Topic
from studyloop.bank.problems import Problem, format_problems

__all__ = ["Bank", "Card", "Guide", "Loaded", "Problem", "Question", "Subject", "Topic", "format_problems", "load_bank"]
