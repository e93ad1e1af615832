"""What the search plugin is shown of a page: the words it would keep, without the markup it would only step over.

Its parser is the slowest part of a build, and most of a page's tags are formulas, colours of code and parts that are
excluded from the search anyway. What must not live here: which page, or when.
"""

from __future__ import annotations

import re

# The ends are unmistakable: authors cannot write raw HTML, and every one of these is written by ``question_html``.
_EXCLUDED = re.compile(
    r'<ul class="sl-labels"[^>]*>.*?</ul>'
    r'|<p class="sl-foot"[^>]*>.*?</p>'
    r'|<details class="sl-part sl-part-cards"[^>]*>.*?</div></details></li></ul></div></details>'
    r'|<ul class="sl-cards"[^>]*>.*?</div></details></li></ul>'
    r"|<section data-sl-group data-search-exclude>.*?</section>"
    r'|<(?P<math>span|div) class="arithmatex">[^<]*</(?P=math)>'
    r'|<pre class="mermaid">.*?</pre>',
    re.S,
)
_CODE = re.compile(r"<code>.*?</code>", re.S)
_COLOUR = re.compile(r"</?span[^>]*>|<a [^>]*></a>")


def searchable(content: str) -> str:
    """A page's neutral content without what the search leaves out, and with its code uncoloured."""
    return _CODE.sub(lambda found: _COLOUR.sub("", found.group()), _EXCLUDED.sub("", content))
