"""The long run: ``python tests/fuzz/run.py --minutes 10``. What breaks is printed with its seed, and the run goes on.

``--seed N --shrink`` repeats one seed and looks for the shortest way to the same end.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback

from fuzz_author import Author
from fuzz_preview import Reader
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

MACHINES = {"author": Author, "reader": Reader}
_LAST_LINES = 40


def main() -> int:
    """0 when nothing broke."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, help="this one only")
    options.add_argument("--first", type=int, default=1, help="the first seed of a long run")
    options.add_argument("--machine", choices=tuple(MACHINES), help="only this one")
    options.add_argument("--shrink", action="store_true")
    given = options.parse_args()
    end = time.monotonic() + 60 * given.minutes
    phases = (Phase.generate, Phase.shrink) if given.shrink else (Phase.generate,)
    how = settings(max_examples=10, stateful_step_count=12, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
    names = [given.machine] if given.machine else list(MACHINES)
    broken: dict[str, list[str]] = {}
    number, tried = given.seed or given.first, 0
    while given.seed is not None or time.monotonic() < end:
        name = names[number % len(names)]
        try:
            run_state_machine_as_test(seed(number)(MACHINES[name]), settings=how)
        except Exception as error:  # whatever it is, it is what is looked for
            said = "".join(traceback.format_exception(error)).splitlines()
            known = broken.setdefault(f"{type(error).__name__}: {error}"[:120], [])
            known.append(f"{name} {number}")
            if len(known) == 1:
                print(f"--- {name}, seed {number}", *said[-_LAST_LINES:], sep="\n", flush=True)
        tried += 1
        number += 1
        if given.seed is not None:
            break
    print(f"{tried} seeds tried, {sum(map(len, broken.values()))} broke:")
    for what, where in sorted(broken.items()):
        print(f"  {len(where)} x {what} ({', '.join(where[:5])})")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
