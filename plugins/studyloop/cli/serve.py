"""``studyloop serve``: a live preview that follows while one writes."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from studyloop.site.preview_server import serve_preview

HELP = "Serve a live preview on this machine: a change of words shows within a second, problems show in the page."
ADDRESS = "127.0.0.1:8000"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the verb."""
    parser.add_argument("--address", default=ADDRESS, help=f"host:port (default: {ADDRESS})")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    host, _, port = options.address.rpartition(":")
    if not host or not port.isdigit():
        print(f"The address `{options.address}` is none: write it as {ADDRESS}", file=sys.stderr)
        return 2
    config = Path("mkdocs.yml").resolve()
    if not config.is_file():
        print("There is no mkdocs.yml here: run this in the project's folder.", file=sys.stderr)
        return 2
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(logging.Formatter("%(message)s"))
    logger.handlers = [shown]
    plugins = Path("plugins/studyloop")
    try:
        serve_preview(config, options.address, (plugins.resolve(),) if plugins.is_dir() else (), lambda text: print(text, file=sys.stderr))
    except OSError as error:
        print(f"{options.address} cannot be used ({os.strerror(error.errno or 0)}): choose another with --address", file=sys.stderr)
        return 1
    return 0
