#!/usr/bin/env python3
"""Runs one command in a fresh process and prints its seconds and the peak memory of its processes as JSON.

Started anew for every run, since ``RUSAGE_CHILDREN`` keeps the greatest peak of all children so far. The peak is that of
the largest single process (the operating system keeps no sum).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time


def main(command: list[str]) -> int:
    """Measure; the command's own output is passed on only when it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        return done.returncode
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "peak": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
