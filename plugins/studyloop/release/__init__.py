"""Releases: the shell that asks git, writes the ledger and the release notes, and makes the one commit that holds both.

What must not live here: comparing (``ledger``), rendering, packages.
"""

from studyloop.release.git import GitError, Repository
from studyloop.release.make import Outcome, make_release
from studyloop.release.previous import build_released, released_commit
from studyloop.release.work_tree import ReleaseRefused

__all__ = ["GitError", "Outcome", "ReleaseRefused", "Repository", "build_released", "make_release", "released_commit"]
