"""Exercises as files a candidate downloads: a program that runs with plain Python, and a notebook. Pure: text out.

Both hold the statement, the data, the starter and the tests in this order, and the solution at the end, folded.
"""

from studyloop.exercises.notebook import as_notebook
from studyloop.exercises.program import as_program

__all__ = ["as_notebook", "as_program"]
