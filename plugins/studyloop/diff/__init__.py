"""The card report: what a change does to cards, to learners' histories, to plans and to problems.

Pure: two sides in, a report and its three forms (text, Markdown, one HTML file) out. What must not live here: reading
content, git (``studyloop.sides``), options and printing (``cli``).
"""

from studyloop.diff.as_html import Look, html_report, wanted_formulas
from studyloop.diff.as_markdown import markdown_report
from studyloop.diff.as_text import text_report
from studyloop.diff.compare import compare_sides, report_of_release
from studyloop.diff.model import Face, Report, Side

__all__ = ["Face", "Look", "Report", "Side", "compare_sides", "html_report", "markdown_report", "report_of_release", "text_report", "wanted_formulas"]
