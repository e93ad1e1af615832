"""The page of all exercises, and the files it leads to. Pure: names and texts out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studyloop.addresses import site_path
from studyloop.bank.exercises import Exercise, all_exercises
from studyloop.bank.model import Bank, Term
from studyloop.exercises import as_notebook, as_program
from studyloop.render.exercise_html import FOLDER, file_links
from studyloop.render.model import RenderedBank
from studyloop.render.pieces import plain_text
from studyloop.site.pages.question_index import effort, filter_form, item_data


def exercise_files(bank: Bank, page_url: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """(path on the site, text) of every exercise's two files; ``page_url`` gives a page's public address, where it is known."""
    for exercise in all_exercises(bank):
        level = bank.subject.title_of("levels", exercise.question.level)
        address = page_url(site_path(f"{exercise.topic.path}#{exercise.id}"))
        yield f"{FOLDER}/{exercise.id}.py", as_program(exercise, level, address)
        yield f"{FOLDER}/{exercise.id}.ipynb", as_notebook(exercise, level, address)


def exercise_list(bank: Bank, rendered: RenderedBank) -> str:
    """What stands at the marker of ``exercises.md``: a filter, and every exercise by component."""
    exercises = all_exercises(bank)
    if not exercises:
        return "There are no exercises yet."
    titles = {question.question.id: question.title for topic in rendered.topics for question in topic.questions}
    minutes = sum(exercise.question.minutes for exercise in exercises)
    parts = [f"{len(exercises)} exercises, about {round(minutes / 60)} hours of writing.", "", filter_form(bank, "exercises"), ""]
    for term in bank.subject.components:
        items = "".join(_item(found, titles[found.id], term, bank) for found in exercises if found.topic.component == term.id)
        if items:
            heading = f'<h2 class="sl-topic" id="{term.id}">{term.title}</h2>'
            parts += [f'<section data-sl-group data-search-exclude>{heading}<ul class="sl-list">{items}</ul></section>', ""]
    return "\n".join(parts)


def _item(exercise: Exercise, title: str, component: Term, bank: Bank) -> str:
    href = f"sl:/{exercise.topic.path}#{exercise.id}"
    links = f'<span class="sl-files">{file_links(exercise.id, plain_text(title))}</span>'
    return f'<li {item_data(exercise.question, title, component)}><a href="{href}">{title}</a> {effort(exercise.question, bank)} {links}</li>'
