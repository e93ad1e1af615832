"""``studyloop serve``: a live preview that rebuilds while one writes."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

HELP = "Serve a live preview on this machine."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--address", default="127.0.0.1:8000", help="host:port (default: 127.0.0.1:8000)")


def run(options: argparse.Namespace) -> NoReturn:
    """Hand over to mkdocs' own server: this process becomes it, so that ending one ends both."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", options.address, "--watch", "plugins/studyloop"]
    os.execv(sys.executable, command)
