"""The web app manifest, with which browsers offer to install the site. Pure."""

from __future__ import annotations

import json

from studyloop.bank.model import Subject

# The light scheme's: a manifest can name one colour only. The theme keeps that of open pages in step with their scheme.
THEME_COLOUR = "#0f4c5c"
BACKGROUND = "#ffffff"
_ICONS = (("icon.svg", "any", "image/svg+xml"), ("icon-192.png", "192x192", "image/png"), ("icon-512.png", "512x512", "image/png"))


def web_manifest(site_name: str, subject: Subject) -> str:
    """JSON; every address is relative to the site's root, where the file stands."""
    icons = [
        {"src": f"assets/icons/{name}", "sizes": sizes, "type": kind, "purpose": purpose}
        for purpose in ("any", "maskable")
        for name, sizes, kind in _ICONS
    ]
    about = {
        "name": subject.title,
        "short_name": site_name,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": THEME_COLOUR,
        "background_color": BACKGROUND,
        "icons": icons,
    }
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"
