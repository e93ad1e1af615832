"""Studyloop: one Markdown source, three readers (site, plans, Anki decks).

The map, one way from Markdown to the readers:

- ``studyloop.bank``    pure: model, front matter, parser, problems, cross-file checks
- ``studyloop.plan``    pure: study plans, their weeks or days, dates as arguments
- ``studyloop.render``  Markdown to HTML, once for site, cards and browser data
- ``studyloop.site``    the only importer of mkdocs
- ``studyloop.decks``   the only importer of genanki
- ``studyloop.export``  the JSON contract with the browser
- ``studyloop.cli``     one verb a file

``content -> bank (+ plan) -> render -> {site, decks, export} -> browser``: nothing flows back.
"""
