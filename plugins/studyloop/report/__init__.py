"""Problems as text for somebody: people, a terminal's log, GitHub, other programs, SARIF viewers.

Pure: a ``Report`` in, text out, the same bytes for the same report. What must not live here: finding problems, terminals.
"""

from studyloop.report.explanation import explained, listed
from studyloop.report.github import as_github
from studyloop.report.json_text import as_json
from studyloop.report.model import Counts, Report
from studyloop.report.people import as_text
from studyloop.report.plain import as_plain
from studyloop.report.sarif import as_sarif

__all__ = ["Counts", "Report", "as_github", "as_json", "as_plain", "as_sarif", "as_text", "explained", "listed"]
