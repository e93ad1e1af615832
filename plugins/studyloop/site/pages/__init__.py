"""Pure page generation: the library in, Markdown or HTML out. Nothing here imports mkdocs.

Links are neutral (``sl:/path.md#anchor``); the plugin points them once it knows every page's address.
"""
