"""The data contract: JSON files the browser reads, and their schemas in ``schema/``."""

from studyloop.export.data import DataFile, make_data_files

__all__ = ["DataFile", "make_data_files"]
