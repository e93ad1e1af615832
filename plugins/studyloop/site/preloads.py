"""What a page with a tool fetches at once, instead of one after the other as each script is found to need the next. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

# As the bundler writes them; `import("./a.js")` is only fetched when it is reached.
_IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([\w.-]+\.js)["']""")


def modules_of(tool: str, scripts: Mapping[str, str]) -> tuple[str, ...]:
    """The tool's own module first, then every module it needs, sorted; ``scripts`` are names and texts. Empty for an unknown tool."""
    own = next((name for name in sorted(scripts) if re.fullmatch(rf"{re.escape(tool)}-\w+\.js", name)), None)
    if own is None:
        return ()
    found: set[str] = set()
    waiting = [own]
    while waiting:
        name = waiting.pop()
        if name not in found and name in scripts:
            found.add(name)
            waiting += _IMPORTED.findall(scripts[name])
    return (own, *sorted(found - {own}))
