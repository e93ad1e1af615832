"""``studyloop``: finds the verb and runs it. Exit codes: 0 done, 1 problems in the content, 2 wrong use."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from studyloop.cli import cards, check, decks, diff, ids, init, new, release, serve, show, site, stats

_VERBS = (init, new, show, cards, check, diff, stats, ids, site, serve, decks, release)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    # The theme prints a banner about a later mkdocs on every build otherwise; the version is pinned.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    parser = argparse.ArgumentParser(
        prog="studyloop",
        description="A study site, study plans and Anki decks from one folder of Markdown.",
        epilog="Exit codes: 0 done, 1 problems in the content, 2 wrong use.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in _VERBS:
        name = verb.__name__.rsplit(".", 1)[-1]
        verb.add_arguments(verbs.add_parser(name, help=verb.HELP, description=verb.HELP))
    options = parser.parse_args(arguments)
    chosen = next(verb for verb in _VERBS if verb.__name__.endswith(f".{options.verb}"))
    try:
        code = chosen.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever reads along, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
