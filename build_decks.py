#!/usr/bin/env python3
"""Builds the Anki packages: a thin door to ``studyloop decks``."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

try:
    from studyloop.cli import decks
except ModuleNotFoundError as missing:
    sys.exit(f"The package `{missing.name}` is missing. Run `make decks`, or: python -m pip install -r requirements/site.txt")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="build_decks.py", description="Build Anki packages from the Markdown under content/.")
    decks.add_arguments(parser)
    sys.exit(decks.run(parser.parse_args()))
