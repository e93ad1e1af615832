"""The data plugin: publishes the browser's JSON files and their schemas."""

from __future__ import annotations

from pathlib import Path

import studyloop.export
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from studyloop.export import make_data_files

SCHEMAS = Path(studyloop.export.__file__).parent / "schema"


class DataPlugin(BasePlugin):
    """Needs ``studyloop`` before it in the list."""

    @event_priority(-50)  # after the main plugin's on_env, which typesets
    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """Make the files from the same render the pages show; mkdocs copies them right after this event."""
        main = config.plugins["studyloop"]
        for file in make_data_files(main.library, main.fitting.fit, main.fitting.url_of, main.addresses.report):
            files.append(File.generated(config, file.path, content=file.text))
        for schema in sorted(SCHEMAS.glob("*.json")):
            files.append(File.generated(config, f"assets/data/{schema.name}", content=schema.read_text("utf-8")))
