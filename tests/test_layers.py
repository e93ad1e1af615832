"""The arrows ``content -> bank (+ plan) -> render -> library -> {site, decks, export} -> cli``: nothing flows back."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "plugins" / "studyloop"
MODULES = {
    ".".join(("studyloop", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}
# What each part of the package may import of the package besides itself.
MAY_IMPORT = {
    "studyloop": set(),
    "bank": set(),
    "plan": {"bank"},
    "render": {"bank"},
    "clock": {"bank"},
    "addresses": {"bank", "render"},
    "node": set(),
    "rules": {"bank"},
    "exercises": {"bank"},
    "mend": {"bank"},
    "report": {"bank", "rules"},
    "ledger": {"bank"},
    "lint": {"bank"},
    "library": {"bank", "plan", "render", "clock", "ledger", "lint"},
    "skeleton": {"bank", "ledger"},
    "stats": {"bank", "plan"},
    "portrait": {"bank", "plan", "ledger"},
    "starter": set(),
    "export": {"bank", "plan", "render", "ledger", "library"},
    "decks": {"bank", "plan", "render", "clock", "ledger", "library"},
    "release": {"bank", "plan", "render", "clock", "ledger", "library", "decks"},
    "diff": {"bank", "plan", "ledger"},
    "mathml": {"render", "node"},
    "unset": {"bank", "render"},
    "sides": {"bank", "plan", "render", "ledger", "library", "decks", "release", "diff"},
    "site": {"bank", "plan", "rules", "exercises", "render", "clock", "addresses", "node", "ledger", "library", "decks", "export", "unset"},
    "cli": {"starter", "bank", "plan", "rules", "mend", "report", "clock", "addresses", "node", "ledger", "library", "decks", "export", "site", "release", "skeleton", "stats", "portrait", "diff", "mathml", "sides", "unset"},
}
# What each part may import of others' work.
MAY_USE = {"bank": {"yaml"}, "render": {"markdown"}, "decks": {"genanki"}, "site": {"mkdocs"}}
# Shells never import each other, but for the two doors through which the site publishes their work.
DOORS = {
    ("studyloop.decks", "build_from_library"),
    ("studyloop.decks", "read_packages"),
    ("studyloop.decks", "BuiltPackage"),
    ("studyloop.decks.errors", "DeckError"),
    ("studyloop.export", "make_data_files"),
    ("studyloop.export", ""),
}
# Time, chance, the environment and other programs are parameters; what stands here is a shell's edge.
IMPURE = {"os", "sys", "subprocess", "time", "datetime", "random", "secrets", "socket", "tempfile", "shutil", "urllib", "multiprocessing", "concurrent"}
EDGES = {
    ("studyloop.bank.loader", "os"),
    ("studyloop.render.typeset", "subprocess"),
    ("studyloop.render.parallel", "multiprocessing"),
    ("studyloop.render.parallel", "concurrent"),
    ("studyloop.report.sarif", "urllib"),
}
PUBLIC = {
    "bank": "Bank Card Guide Loaded Problem Question Subject Topic format_problems load_bank",
    "ledger": "Declared Ledger check_history read_declared read_ledger write_ledger",
    "lint": "Finding LINT_RULES LintRule lint_bank",
    "plan": "Curriculum CurriculumRow Period Plan Plans Task load_plans",
    "render": "PieceRenderer RenderedBank RenderedCard RenderedGuide RenderedQuestion RenderedTopic render_bank",
    "decks": "BuiltPackage DeckError DeckNote DuplicateGuidError FieldError NotesError build_from_library build_packages check_frozen ledger_rows make_notes notes_of read_packages released_decks",
    "mend": "Mended mend_page",
    "report": "Counts Report as_github as_json as_plain as_sarif as_text explained listed",
    "exercises": "as_notebook as_program",
    "rules": "Explanation GROUPS all_explanations explain parse_explanation standing",
    "release": "GitError Outcome ReleaseRefused Repository build_released make_release released_commit",
    "diff": "Face Look Report Side compare_sides html_report markdown_report report_of_release text_report wanted_formulas",
    "export": "DataFile make_data_files",
    "starter": "Choices as_id make_files",
    "stats": "Stats TargetError as_markdown as_text make_stats read_targets tables_of",
    "portrait": "Everything Portrait as_text close_ids find_portrait line_of_id",
    "skeleton": "Field Misuse Written append_question collect fields_of guide_page read_back suggest_id taken_ids topic_page",
}


def part_of(module: str) -> str:
    """``bank`` for ``studyloop.bank.model``."""
    return module.split(".")[1] if "." in module else module


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of each import, wherever it stands; the name is empty for a whole module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import hides which layer it names"
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_every_part_of_the_package_has_its_place_in_the_layers():
    assert {part_of(module) for module in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("module", MODULES)
def test_imports_follow_the_arrows(module):
    part = part_of(module)
    allowed = MAY_IMPORT[part] | {part}
    wrong = [found for found, name in imports(MODULES[module]) if found.split(".")[0] == "studyloop" and part_of(found if "." in found else f"{found}.{name}") not in allowed]
    assert not wrong


@pytest.mark.parametrize("module", MODULES)
def test_only_the_site_knows_mkdocs_and_only_the_decks_know_genanki(module):
    others = {found.split(".")[0] for found, _ in imports(MODULES[module])} - set(sys.stdlib_module_names) - {"studyloop"}
    assert others <= MAY_USE.get(part_of(module), set())


def test_the_site_reaches_decks_and_data_only_through_their_doors():
    used = {
        (found, name)
        for module, path in MODULES.items()
        if part_of(module) == "site"
        for found, name in imports(path)
        if part_of(found) in ("decks", "export")
    }
    assert used <= DOORS


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) in ("starter", "bank", "plan", "render", "ledger", "rules", "exercises", "mend", "report", "export", "skeleton", "stats", "portrait", "diff")])
def test_the_pure_packages_know_no_clock_no_chance_and_no_environment(module):
    impure = {(module, found.split(".")[0]) for found, _ in imports(MODULES[module])} & {(module, name) for name in IMPURE}
    assert impure <= EDGES


@pytest.mark.parametrize("package", PUBLIC)
def test_the_public_names_are_these_and_all_exist(package):
    found = importlib.import_module(f"studyloop.{package}")
    assert sorted(found.__all__) == PUBLIC[package].split()
    assert all(getattr(found, name) is not None for name in found.__all__)


@pytest.mark.parametrize("package", ["bank", "plan", "render", "ledger", "rules", "exercises", "mend", "report", "export", "skeleton", "stats", "portrait", "diff"])
def test_a_pure_package_can_be_imported_without_mkdocs_and_genanki(package):
    code = f"import sys; sys.modules['mkdocs'] = sys.modules['genanki'] = None; import studyloop.{package}"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_lives_in_it(module):
    assert ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8")))
