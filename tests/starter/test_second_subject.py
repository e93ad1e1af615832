"""A second subject, made by ``studyloop init``: it builds, tests and releases, and nothing in it knows of the first one."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from built_page import read_pages
from project_under_git import git, git_environment
from shipped import ROOT, run_site, site_environment

from studyloop.cli.main import main
from studyloop.library import check_content

# Words of the first subject, and those that its pages use most.
FOREIGN = re.compile(r"\b(interviews?|interviewer|AI|ML|MLE|aiml|machine learning|model(ling)?|notebooks?|leakage|junior|senior|staff)\b", re.I)
REACTIONS = Path(__file__).parent / "reactions.md"
WRITTEN_BY_OTHERS = ("assets/javascripts/", "assets/stylesheets/main.", "assets/stylesheets/palette.", "assets/studyloop/katex/", "assets/studyloop/NOTICES.txt")


def studyloop(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One verb of the installed generator in the new project."""
    environment = {**site_environment(**more), **{name: value for name, value in git_environment().items() if name.startswith("GIT_")}}
    return subprocess.run([sys.executable, "-m", "studyloop.cli.main", *words], cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Chemistry: what init writes, one topic of its own, committed."""
    root = tmp_path_factory.mktemp("second") / "chemistry"
    assert main(["init", str(root), "--title", "General chemistry", "--component", "Reactions", "--component", "Acids and bases", "--yes"]) == 0
    (root / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    (root / ".gitignore").write_text("/.cache\n__pycache__/\n", "utf-8")
    shutil.copy(REACTIONS, root / "content" / "questions" / "reactions.md")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "General chemistry")
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    out = project.parent / "site"
    done = run_site(project, out, SITE_URL="https://chemistry.example/", REPO_URL="https://code.example/chemistry/site")
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_what_init_writes_has_no_problem(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "new"), "--yes"]) == 0
    assert [str(problem) for problem in check_content(tmp_path / "new" / "content").problems if problem.level != "info"] == []


def test_its_own_test_passes(project: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "unittest", "discover", "--start-directory", "tests"], cwd=project, env=site_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Ran 3 tests" in done.stderr


def test_nothing_the_generator_writes_speaks_of_another_subject(site: Path) -> None:
    found = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix not in (".html", ".json", ".xml", ".webmanifest") or name.startswith(WRITTEN_BY_OTHERS):
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.S)
        if name.startswith("assets/data/") and name.endswith(".schema.json"):
            continue
        # Names that code reads and nobody sees.
        text = re.sub(r'data-md-[\w-]+="[^"]*"|class="[^"]*"', " ", text)
        found += [(name, text[max(0, at.start() - 40) : at.end() + 20]) for at in FOREIGN.finditer(text)]
    assert found == []


def test_what_a_learner_works_towards_has_the_subject_s_own_name(project: Path, site: Path) -> None:
    for page in ("index.html", "progress/index.html", "plans/first-week/index.html"):
        assert 'data-sl-goal="exam"' in (site / page).read_text("utf-8")
    scripts = "".join(path.read_text("utf-8") for path in sorted((site / "assets/studyloop").glob("*.js")))
    # What people read has a space in it; a setting's name has none.
    assert not re.search(r"[\"'`>][^\"'`<>\n]* interview\b|\binterview [a-z]", scripts)


def test_labels_and_filters_offer_no_choice_of_one(site: Path) -> None:
    assert "All roles" not in (site / "questions/reactions/index.html").read_text("utf-8")
    index = (site / "questions/index.html").read_text("utf-8")
    assert 'name="level"' in index and 'name="role"' not in index


def test_a_report_opens_the_form_that_came_with_the_project(project: Path, site: Path) -> None:
    links = [link for link in read_pages(site)["questions/reactions/index.html"].links if "/issues/new?" in link]
    assert links and all("template=wrong-answer.yml" in link for link in links)
    assert (project / ".github/ISSUE_TEMPLATE/wrong-answer.yml").is_file()


def test_the_whole_look_comes_with_the_generator(site: Path) -> None:
    for name in ("studyloop.css", "drill.css", "progress.css"):
        assert (site / "assets/stylesheets" / name).read_bytes() == (ROOT / "site_overrides/assets/stylesheets" / name).read_bytes()
    assert (site / "assets/icons/icon.svg").is_file()
    assert '<link rel="manifest"' in (site / "index.html").read_text("utf-8")


def test_every_link_between_its_pages_leads_somewhere(site: Path) -> None:
    pages = read_pages(site)
    del pages["404.html"]  # it is shown at any address, so its links begin at the site's root
    for name, page in pages.items():
        for link in page.links:
            if "://" in link or link.startswith(("mailto:", "#", "javascript:")):
                continue
            target = (site / name).parent / link.split("#")[0].split("?")[0]
            assert (target / "index.html" if target.is_dir() else target).is_file(), f"{name}: {link}"


def test_decks_carry_the_subject_s_names(project: Path, tmp_path: Path) -> None:
    done = studyloop(project, "decks", "--out", str(tmp_path / "dist"))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "dist").glob("*.apkg")) == ["general-chemistry-all.apkg", "general-chemistry-reactions.apkg"]
    with zipfile.ZipFile(tmp_path / "dist" / "general-chemistry-all.apkg") as package:
        (tmp_path / "collection").write_bytes(package.read("collection.anki2"))
    with sqlite3.connect(tmp_path / "collection") as collection:
        decks, models = (json.loads(text) for text in collection.execute("select decks, models from col").fetchone())
        fields = " ".join(text for (text,) in collection.execute("select flds || ' ' || tags from notes"))
    assert {deck["name"] for deck in decks.values()} - {"Default"} == {"General chemistry::01 Reactions"}
    assert all(model["name"].startswith("Studyloop ") for model in models.values())
    assert not FOREIGN.search(fields) and not FOREIGN.search(" ".join(str(deck["desc"]) for deck in decks.values()))


def test_it_can_be_released_and_its_released_decks_built_again(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "chemistry"
    shutil.copytree(project, root, symlinks=True)
    done = studyloop(root, "release", SOURCE_DATE_EPOCH="1795000000")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not FOREIGN.search((root / "content/releases").glob("20*.md").__next__().read_text("utf-8"))
    done = studyloop(root, "decks", "--released", "--out", str(tmp_path / "released"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "released" / "general-chemistry-all.apkg").is_file()
    done = studyloop(root, "check")
    assert done.returncode == 0 and "0 errors, 0 warnings" in done.stdout
