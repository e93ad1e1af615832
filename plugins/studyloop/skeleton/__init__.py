"""Skeletons: new questions, topics and guides, with everything in place but the words. Pure: text in, text out.

A skeleton is not clean under ``studyloop check``: its empty parts are named one by one, and its comments say what goes
there. Filler that passes would sooner or later be shipped. What must not live here: files, terminals, editors.
"""

from studyloop.skeleton.answers import Field, Misuse, collect
from studyloop.skeleton.fields import fields_of
from studyloop.skeleton.new_ids import suggest_id, taken_ids
from studyloop.skeleton.read_back import read_back
from studyloop.skeleton.texts import Written, append_question, guide_page, topic_page

__all__ = ["Field", "Misuse", "Written", "append_question", "collect", "fields_of", "guide_page", "read_back", "suggest_id", "taken_ids", "topic_page"]
