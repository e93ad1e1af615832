"""The Content-Security-Policy of every page: what a page may load and run, written into the page itself. Pure.

Inline scripts and style sheets run only if they are exactly those the page was built with, by their digests. Style
*attributes* are allowed, since typeset formulas are made of them.
"""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.S | re.I)
_HAS_SOURCE = re.compile(r"\ssrc\s*=", re.I)
_TYPE = re.compile(r"""\stype\s*=\s*["']?([^"'\s>]+)""", re.I)
# Blocks of any other type hold data, which no browser runs.
_RUN = {"module", "text/javascript", "application/javascript", "importmap", "speculationrules"}
# The encoding must stand within the first kilobyte, hence before the policy.
_START = re.compile(r"""<head\b[^>]*>(?:\s*<meta charset=["']?utf-8["']?\s*/?>)?""", re.I)


def with_policy(html: str) -> str:
    """A whole page with its policy as early in its head as possible. Raises ``ValueError`` for a page without a head."""
    start = _START.search(html)
    if start is None:
        raise ValueError("a page without <head> has no place for a Content-Security-Policy")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{policy_for(html)}">'
    return f"{html[: start.end()]}{policy}{html[start.end() :]}"


def policy_for(html: str) -> str:
    """The policy for a page with these inline scripts and style sheets."""
    scripts, styles = _digests(html)
    directives = (
        ("default-src", "'none'"),
        ("script-src", "'self'", *scripts),
        ("style-src", "'self'", *styles),
        ("style-src-attr", "'unsafe-inline'"),
        ("img-src", "'self'", "data:"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("manifest-src", "'self'"),
        ("worker-src", "'self'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
    )
    return "; ".join(" ".join(directive) for directive in directives)


def _digests(html: str) -> tuple[list[str], list[str]]:
    """Of scripts and of style sheets, each once and sorted."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for name, attributes, text in _INLINE.findall(html):
        if name.lower() == "script" and (_HAS_SOURCE.search(attributes) or not _is_run(attributes)):
            continue
        # The browser's parser does the same to line ends before it compares.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        found[name.lower()].add(f"'sha256-{digest}'")
    return sorted(found["script"]), sorted(found["style"])


def _is_run(attributes: str) -> bool:
    given = _TYPE.search(attributes)
    return given is None or given[1].lower() in _RUN
