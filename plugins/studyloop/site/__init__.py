"""The site: mkdocs plugins, one for each product, over pure page generation in ``pages``.

The only package that imports mkdocs. ``plugin`` wires events; ``library`` holds what they share.
"""
