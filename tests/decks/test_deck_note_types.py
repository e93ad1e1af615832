"""The schema a learner's history hangs on, and the look of the cards."""

import re

import pytest

from studyloop.decks.note_types import CSS, NOTE_TYPES

SCHEMA = {
    "Studyloop Question": (
        1787340516201,
        6120417583910,
        {
            6120417583010: "Question", 6120417583011: "Level", 6120417583012: "Short", 6120417583013: "Strong",
            6120417583014: "Weak", 6120417583015: "Tests", 6120417583016: "Link", 6120417583017: "Id",
            6120417583018: "Spare 1", 6120417583019: "Spare 2", 6120417583020: "Spare 3",
        },
    ),
    "Studyloop Recall": (
        1787340516202,
        6120417584910,
        {
            6120417584010: "Front", 6120417584011: "Back", 6120417584012: "Context", 6120417584013: "Link",
            6120417584014: "Id", 6120417584015: "Spare 1", 6120417584016: "Spare 2", 6120417584017: "Spare 3",
        },
    ),
    "Studyloop Cloze": (
        1787340516203,
        6120417585910,
        {
            6120417585010: "Text", 6120417585011: "Extra", 6120417585012: "Context", 6120417585013: "Link",
            6120417585014: "Id", 6120417585015: "Spare 1", 6120417585016: "Spare 2", 6120417585017: "Spare 3",
        },
    ),
}  # fmt: skip


def test_the_schema_is_frozen():
    present = {kind.name: (kind.id, kind.template_id, {f.id: f.name for f in kind.fields}) for kind in NOTE_TYPES}
    assert present == SCHEMA
    for kind in NOTE_TYPES:
        assert [f.id for f in kind.fields] == list(SCHEMA[kind.name][2])


@pytest.mark.anki
def test_the_ids_reach_anki(full, tmp_path, learner):
    full.build(tmp_path)
    learner.imports(tmp_path / "prep-all.apkg")
    for name, (model, template, fields) in SCHEMA.items():
        kind = learner.col.models.by_name(name)
        assert (kind["id"], kind["sortf"]) == (model, 0)
        assert {f["id"]: f["name"] for f in kind["flds"]} == fields
        assert [t["id"] for t in kind["tmpls"]] == [template]


def test_nothing_foreign_and_no_script_is_in_the_templates():
    for text in (CSS, *(side for kind in NOTE_TYPES for side in (kind.front, kind.back))):
        assert not re.search(r"https?:|//|url\(|@import|<script|\son\w+=|style=", text)


def test_every_night_rule_names_both_classes():
    for selectors in re.findall(r"([^{}]+)\{", CSS):
        assert selectors.count(".nightMode") == selectors.count(".night_mode"), selectors
    assert ".nightMode" in CSS


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "night"])
def test_every_text_colour_has_aa_contrast_on_every_surface(scheme):
    palette = colours(re.findall(r"\{([^}]*--paper[^}]*)\}", CSS)[scheme])
    surfaces = [palette.pop(name) for name in ("paper", "panel", "accent-soft")]
    palette.pop("line")
    assert len(palette) == 12
    for name, colour in palette.items():
        for surface in surfaces if name in ("ink", "accent") else surfaces[:2]:
            high, low = sorted((luminance(colour), luminance(surface)), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (name, surface)
