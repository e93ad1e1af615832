"""Front matter: strict YAML with a line for every value.

No aliases (so no bombs), no duplicate keys, plain scalars, lists and maps only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from studyloop.bank.model import Place
from studyloop.bank.problems import Problems

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values, the place of each key path, and the number of the body's first line."""

    values: dict[str, Any]
    places: dict[tuple[Any, ...], Place]
    body_line: int

    def place(self, *path: Any) -> Place:
        """The place of a key path, or of its nearest parent that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]


def split_front_matter(lines: list[str]) -> tuple[int, int] | None:
    """Indexes of the first and the closing ``---`` line; ``None`` without one; the second is -1 if unclosed."""
    if not lines or lines[0].rstrip() != "---":
        return None
    for index in range(1, len(lines)):
        if lines[index].rstrip() in ("---", "..."):
            return 0, index
    return 0, -1


def read_front_matter(lines: list[str], path: PurePosixPath, problems: Problems) -> FrontMatter | None:
    """Read the front matter of a file; every fault is a problem and then the result is ``None``."""
    bounds = split_front_matter(lines)
    if bounds is None:
        problems.add(Place(path), "M01", "The file has no front matter.", "begin it with a line `---`, the keys, and `---`")
        return None
    if bounds[1] < 0:
        problems.add(Place(path), "M02", "The front matter is not closed.", "end it with a line `---`")
        return None
    source = "\n".join(lines[1 : bounds[1]])
    before = len(problems)
    if not _events_are_plain(source, path, problems):
        return None
    try:
        node = yaml.compose(source, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problems.add(_mark_place(error, path), "M03", "The front matter is not valid YAML.", _explain(error))
        return None
    places: dict[tuple[Any, ...], Place] = {(): Place(path)}
    if node is None:
        return FrontMatter({}, places, bounds[1] + 2)
    if not isinstance(node, yaml.MappingNode):
        problems.add(Place(path, 2), "M03", "The front matter is not a list of keys.", "write `key: value` lines")
        return None
    values = _convert(node, (), path, places, problems)
    if len(problems) > before:
        return None
    return FrontMatter(values, places, bounds[1] + 2)


def _events_are_plain(source: str, path: PurePosixPath, problems: Problems) -> bool:
    """Refuse anchors and aliases before anything is composed, so that none can be expanded."""
    depth = 0
    try:
        for event in yaml.parse(source, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                place = Place(path, event.start_mark.line + 2, event.start_mark.column + 1)
                problems.add(place, "M05", "YAML anchors and aliases are not allowed.", "write the value out")
                return False
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > 20:
                    place = Place(path, event.start_mark.line + 2, event.start_mark.column + 1)
                    problems.add(place, "M03", "The front matter is nested too deeply.", "use at most 20 levels")
                    return False
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
    except yaml.YAMLError as error:
        problems.add(_mark_place(error, path), "M03", "The front matter is not valid YAML.", _explain(error))
        return False
    return True


def _mark_place(error: Exception, path: PurePosixPath) -> Place:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return Place(path, mark.line + 2, mark.column + 1) if mark else Place(path, 2)


def _explain(error: Exception) -> str:
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"{said}; values with `: ` or `#` in them need quotes"


def _convert(
    node: yaml.Node, at: tuple[Any, ...], path: PurePosixPath, places: dict[tuple[Any, ...], Place], problems: Problems
) -> Any:
    place = Place(path, node.start_mark.line + 2, node.start_mark.column + 1)
    places.setdefault(at, place)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, place, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_convert(child, (*at, index), path, places, problems) for index, child in enumerate(node.value)]
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key_place = Place(path, key_node.start_mark.line + 2, key_node.start_mark.column + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.add(key_place, "M03", "A key is not plain text.", "use a plain word as key")
            continue
        key = key_node.value
        if key in values:
            problems.add(key_place, "M04", f"The key `{key}` stands twice.", "keep one of them")
            continue
        places[(*at, key)] = key_place
        values[key] = _convert(value_node, (*at, key), path, places, problems)
    return values


def _scalar(node: yaml.ScalarNode, place: Place, problems: Problems) -> Any:
    tag = node.tag.rsplit(":", 1)[-1]
    if tag == "int":
        try:
            return int(node.value)
        except ValueError:
            return node.value
    if tag == "bool":
        return node.value.lower() in ("true", "yes", "on")
    if tag == "null":
        return None
    if tag in ("str", "float", "timestamp", "value"):
        return node.value
    problems.add(place, "M03", f"The YAML tag `{node.tag}` is not allowed.", "write a plain value")
    return None
