"""Whatever an author does to the content, no verb breaks, hangs or says two things. A short, seeded share; ``run.py`` goes on for as long as one likes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import fuzz_author
from fuzz_author import Author, share
from fuzz_preview import Reader
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from studyloop.library import check_content

SHORT = settings(derandomize=True, max_examples=6, stateful_step_count=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def test_a_share_of_the_content_is_sound_before_it_is_damaged():
    folder, files = share(0)
    assert not [problem for problem in check_content(folder / "content").problems if problem.is_error]
    assert sum(name.startswith("content/questions/") for name in files) >= 2


def test_no_verb_breaks_on_damaged_content():
    run_state_machine_as_test(Author, settings=SHORT)


def test_the_preview_follows_damaged_pages():
    run_state_machine_as_test(Reader, settings=SHORT)


def test_what_hangs_is_ended_and_says_where():
    program = f"import sys; sys.path.insert(0, {str(Path(fuzz_author.__file__).parent)!r})\nimport time, fuzz_author\nfuzz_author.LIMIT = 1\nwith fuzz_author.watched():\n    time.sleep(600)\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode and "Timeout" in done.stderr and 'File "<string>", line 5' in done.stderr
