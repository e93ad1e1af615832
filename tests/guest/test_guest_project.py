"""Somebody's Material site with one more plugin: our questions are whole, and their own pages are as they were."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shipped import ROOT, site_environment

from studyloop.library import check_content
from studyloop.site.look import guest_sheet, only_our_parts

PROJECT = Path(__file__).parent / "project"
THEIRS = ("index.html", "knots/index.html", "guides/mooring/index.html")


def copy_project(root: Path) -> Path:
    """The project in a folder of its own, with the browser bundle that is built already."""
    shutil.copytree(PROJECT, root)
    (root / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    return root


def build(root: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``mkdocs build --strict``, as the project's own people run it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *more]
    return subprocess.run(command, cwd=root, env=site_environment(**environment), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("guest") / "project")
    done = build(root, SITE_URL="https://club.example/", REPO_URL="https://code.example/club/site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def article(page: Path) -> str:
    return re.search(r"<article.*?</article>", page.read_text("utf-8"), re.S)[0]


def test_their_pages_are_what_they_were_without_us(built: Path) -> None:
    root = built.parent
    (root / "plain.yml").write_text((root / "mkdocs.yml").read_text("utf-8").replace("  - studyloop\n", ""), "utf-8")
    done = build(root, "--config-file", "plain.yml", "--site-dir", "plain")
    assert done.returncode == 0, done.stdout + done.stderr
    for page in THEIRS:
        assert article(built / page) == article(root / "plain" / page)
    assert (built / "assets/club.css").read_bytes() == (PROJECT / "docs/assets/club.css").read_bytes()


def test_questions_cards_formulas_and_diagrams_are_rendered(built: Path) -> None:
    page = (built / "questions/right-of-way/index.html").read_text("utf-8")
    assert '<details class="sl-part sl-part-short">' in page and 'id="sail-windward-keeps-clear"' in page
    assert "blob/main/docs/questions/right-of-way.md" in page
    guide = (built / "guides/learning-knots/index.html").read_text("utf-8")
    assert 'class="katex"' in guide and 'class="sl-diagram"' in guide and 'id="knots-capstan-angle"' in guide


def test_our_parts_are_styled_and_nothing_else_is(built: Path) -> None:
    sheet = (built / "assets/studyloop/guest.css").read_text("utf-8")
    assert sheet == guest_sheet()
    assert "details.sl-part" in sheet and "--sl-line: #c9d8db" in sheet
    assert "--md-" not in re.sub(r"var\(--md-[^)]*\)", "", sheet)
    for selector in re.findall(r"(?m)^([^@\s{}][^{}]*)\{", sheet):
        assert ".sl-" in selector or "data-sl-" in selector or "#sl-" in selector or "/questions/" in selector or "--sl-" in sheet[sheet.index(selector) :].split("}")[0]
    assert 'href="../../assets/studyloop/guest.css"' in (built / "questions/right-of-way/index.html").read_text("utf-8")


def test_of_a_style_sheet_only_our_rules_and_variables_are_kept() -> None:
    sheet = "/* a {} */ :root { --md-x: 1; --sl-y: 2 } a:not(.sl-z) { color: red } .b, .sl-c:is(d, e) { f: g }\n@media print { h { i: j } .sl-k { l: m } }"
    assert only_our_parts(sheet).split("\n") == [":root { --sl-y: 2; }", ".sl-c:is(d, e) { f: g }", "@media print {", ".sl-k { l: m }", "}", ""]


def test_pages_of_the_project_are_not_checked_and_ours_are(tmp_path: Path) -> None:
    docs = copy_project(tmp_path / "project") / "docs"
    assert check_content(docs).problems == ()
    bank = check_content(docs).bank
    assert bank is not None and bank.guest and len(bank.questions) == 1
    with (docs / "guides" / "mooring.md").open("a") as theirs:
        theirs.write("\n<b>raw</b> and\ta tab\n")
    ours = docs / "questions" / "right-of-way.md"
    ours.write_text(ours.read_text("utf-8").replace("Two boats", "Two <b>boats</b>"), "utf-8")
    assert {(str(problem.place.path), problem.code) for problem in check_content(docs).problems} == {("questions/right-of-way.md", "H01")}
    ours.write_text(ours.read_text("utf-8").replace("Two <b>boats", "Two\tboats"), "utf-8")
    assert ("questions/right-of-way.md", "F04") in {(str(problem.place.path), problem.code) for problem in check_content(docs).problems}


def test_the_page_about_guests_says_what_this_project_does() -> None:
    told = (ROOT / "docs" / "other-subjects.md").read_text("utf-8")
    assert f"```yaml\n{(PROJECT / 'mkdocs.yml').read_text('utf-8').split('extra_css:')[1].split('club.css')[1].strip()}\n```" in told
    front = (PROJECT / "docs" / "index.md").read_text("utf-8").split("---\n")[1]
    assert front[front.index("guest: true") :] in told


def test_an_installed_package_brings_everything_along(tmp_path: Path) -> None:
    source = tmp_path / "source"
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in names:
        if name.startswith(("plugins/", "site_overrides/", "requirements/")) or name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "LICENSE-CONTENT"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    installed = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(installed), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wanted = [name.removeprefix("plugins/studyloop/") for name in names if name.startswith("plugins/studyloop/")]
    wanted += [f"browser/{name.removeprefix('plugins/browser/')}" for name in names if name.startswith("plugins/browser/") and "/tests/" not in name]
    wanted += [f"look/{name.removeprefix('site_overrides/')}" for name in names if name.startswith("site_overrides/")]
    assert [name for name in wanted if not (installed / "studyloop" / name).is_file()] == []
    root = copy_project(tmp_path / "project")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("  - studyloop\n", f"  - studyloop: {{browser: '{ROOT / 'plugins/browser'}'}}\n"), "utf-8")
    where = [sys.executable, "-c", "import studyloop; print(studyloop.__file__)"]
    used = subprocess.run(where, env=site_environment(PYTHONPATH=str(installed)), capture_output=True, text=True, check=True).stdout
    assert used.startswith(str(installed))
    done = build(root, PYTHONPATH=str(installed))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site/assets/studyloop/guest.css").read_text("utf-8") == guest_sheet()
