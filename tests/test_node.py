"""Finding Node and building the browser package: what is found, what is built when, and what a failure leaves."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studyloop import node as tools
from studyloop.node import BrowserBuildFailed, NodeMissing, build_browser, find_node

# The cache that building the site uses, so that the packages are installed once.
CACHE = tools.ROOT / ".cache" / "node"


def fake_node(folder: Path, version: str, *, npm: bool = True) -> Path:
    """A stand-in that answers what ``find_node`` asks; its npm, too, stands where Node's own does."""
    program = folder / "bin" / "node"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!{sys.executable}\nimport json\nprint(json.dumps([{str(program)!r}, {version!r}]))\n")
    program.chmod(0o755)
    if npm:
        script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        script.parent.mkdir(parents=True)
        script.write_text("")
    return program


def small_package(folder: Path, build: str) -> Path:
    """A package without dependencies whose ``build.mjs`` is ``build``."""
    folder.mkdir()
    about = {"name": "small", "version": "1.0.0", "private": True, "type": "module"}
    lock = {"name": "small", "version": "1.0.0", "lockfileVersion": 3, "requires": True, "packages": {"": {"name": "small", "version": "1.0.0"}}}
    (folder / "package.json").write_text(json.dumps(about))
    (folder / "package-lock.json").write_text(json.dumps(lock))
    (folder / "build.mjs").write_text(build)
    return folder


GOOD = """
import { mkdirSync, writeFileSync } from "node:fs";
const out = process.argv[2];
mkdirSync(`${out}/typeset`, { recursive: true });
writeFileSync(`${out}/studyloop.js`, "1");
writeFileSync(`${out}/typeset/typeset.mjs`, "2");
"""


def test_a_node_on_the_path_that_is_new_enough_is_used(tmp_path):
    program = fake_node(tmp_path / "new", "22.18.0")
    found = find_node(path=str(program.parent), wheel=tmp_path / "none")
    assert (found.node, found.version) == (program, (22, 18, 0))
    assert found.npm == [str(program), str(tmp_path / "new/lib/node_modules/npm/bin/npm-cli.js")]


def test_an_old_node_does_not_hide_a_newer_one_later_on_the_path(tmp_path):
    old, new = fake_node(tmp_path / "old", "20.20.2"), fake_node(tmp_path / "new", "24.1.0")
    assert find_node(path=f"{old.parent}:{new.parent}", wheel=tmp_path / "none").node == new


def test_the_wheel_is_used_when_the_path_has_only_an_old_node(tmp_path):
    old, wheel = fake_node(tmp_path / "old", "22.17.9"), fake_node(tmp_path / "wheel", "24.1.0")
    assert find_node(path=str(old.parent), wheel=tmp_path / "wheel").node == wheel


def test_the_installed_wheel_is_found_without_any_path():
    found = find_node(path="")
    assert found.version >= tools.MINIMUM
    assert subprocess.run([*found.npm, "--version"], capture_output=True, check=True).stdout.strip()


def test_a_node_without_npm_is_passed_over(tmp_path):
    bare, wheel = fake_node(tmp_path / "bare", "24.0.0", npm=False), fake_node(tmp_path / "wheel", "24.1.0")
    assert find_node(path=str(bare.parent), wheel=tmp_path / "wheel").node == wheel


def test_a_broken_node_is_passed_over(tmp_path):
    broken = tmp_path / "bin" / "node"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    wheel = fake_node(tmp_path / "wheel", "24.1.0")
    assert find_node(path=str(broken.parent), wheel=tmp_path / "wheel").node == wheel


def test_a_missing_node_names_what_was_found_and_the_command_that_mends_it(tmp_path):
    old = fake_node(tmp_path / "old", "20.20.2")
    with pytest.raises(NodeMissing, match=r"22\.18 or newer is needed; found 20\.20\.2\. .* -m pip install .*node\.txt$"):
        find_node(path=str(old.parent), wheel=tmp_path / "none")


def test_a_second_build_does_nothing(tmp_path):
    source, said = small_package(tmp_path / "source", GOOD), []
    first = build_browser(source, tmp_path / "out", tmp_path / "cache", said.append)
    assert len(said) == 2
    assert build_browser(source, tmp_path / "out", tmp_path / "cache", said.append) == first
    assert len(said) == 2
    assert first.served == (Path("studyloop.js"),)
    assert first.typeset[1] == str(tmp_path / "out/typeset/typeset.mjs")


def test_a_changed_source_is_built_without_installing_again(tmp_path):
    source, said = small_package(tmp_path / "source", GOOD), []
    build_browser(source, tmp_path / "out", tmp_path / "cache", said.append)
    (source / "build.mjs").write_text(GOOD.replace('"1"', '"one"'))
    build_browser(source, tmp_path / "out", tmp_path / "cache", said.append)
    assert said[2:] == ["Building the browser bundle"]
    assert (tmp_path / "out/studyloop.js").read_text() == "one"


def test_a_changed_test_builds_nothing(tmp_path):
    source, said = small_package(tmp_path / "source", GOOD), []
    build_browser(source, tmp_path / "out", tmp_path / "cache", said.append)
    (source / "tests").mkdir()
    (source / "tests" / "a.test.ts").write_text("")
    build_browser(source, tmp_path / "out", tmp_path / "cache", said.append)
    assert len(said) == 2


def test_a_changed_lock_file_is_installed(tmp_path):
    source, said = small_package(tmp_path / "source", GOOD), []
    build_browser(source, tmp_path / "out", tmp_path / "cache", said.append)
    lock = source / "package-lock.json"
    lock.write_text(lock.read_text() + "\n")
    build_browser(source, tmp_path / "out", tmp_path / "cache", said.append)
    assert said[2:] == said[:2]


@pytest.mark.parametrize("damage", [lambda out: (out / "studyloop.js").write_text("x"), lambda out: (out / "studyloop.js").unlink(), shutil.rmtree])
def test_a_damaged_bundle_is_built_again(tmp_path, damage):
    source, out = small_package(tmp_path / "source", GOOD), tmp_path / "out"
    build_browser(source, out, tmp_path / "cache", print)
    damage(out)
    build_browser(source, out, tmp_path / "cache", print)
    assert (out / "studyloop.js").read_text() == "1"


def test_a_failed_build_leaves_the_previous_bundle_and_tells_why(tmp_path):
    source, out = small_package(tmp_path / "source", GOOD), tmp_path / "out"
    build_browser(source, out, tmp_path / "cache", print)
    (source / "build.mjs").write_text(GOOD.replace('"1"', '"half"') + 'throw new Error("the glue is dry");')
    for _ in range(2):
        with pytest.raises(BrowserBuildFailed, match="the glue is dry"):
            build_browser(source, out, tmp_path / "cache", print)
    assert (out / "studyloop.js").read_text() == "1"


def test_a_build_leaves_nothing_of_the_one_before(tmp_path):
    source, out = small_package(tmp_path / "source", GOOD), tmp_path / "out"
    build_browser(source, out, tmp_path / "cache", print)
    (source / "build.mjs").write_text(GOOD.replace("studyloop.js", "other.js"))
    assert build_browser(source, out, tmp_path / "cache", print).served == (Path("other.js"),)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "out", "source"]


@pytest.fixture(scope="session")
def bundle(tmp_path_factory):
    return build_browser(tools.SOURCE, tmp_path_factory.mktemp("bundle") / "out", CACHE, print)


def test_the_bundle_is_the_same_bytes_each_time(bundle, tmp_path):
    again = build_browser(tools.SOURCE, tmp_path / "again", CACHE, print)
    assert again.served == bundle.served
    assert all((again.out / path).read_bytes() == (bundle.out / path).read_bytes() for path in bundle.served)


def test_the_bundle_serves_what_it_promises_and_only_woff2_fonts(bundle):
    names = [path.as_posix() for path in bundle.served]
    assert {"studyloop.js", "fonts.css", "katex/katex.min.css", "NOTICES.txt"} <= set(names)
    assert {Path(name).suffix for name in names if "fonts/" in name} == {".woff2"}


@pytest.mark.parametrize("sheet", ["fonts.css", "katex/katex.min.css"])
def test_every_file_a_style_sheet_names_is_served_beside_it(bundle, sheet):
    css = (bundle.out / sheet).read_text("utf-8")
    named = re.findall(r"url\(([^)]*)\)", css)
    assert named and all((bundle.out / sheet).parent.joinpath(name).is_file() for name in named)


def test_nothing_served_names_another_host(bundle):
    for path in bundle.served:
        if path.suffix in {".js", ".css"}:
            assert "://" not in (bundle.out / path).read_text("utf-8"), path


def test_the_notices_hold_a_licence_for_every_work_served(bundle):
    notices = (bundle.out / "NOTICES.txt").read_text("utf-8")
    for work, words in (("katex", "MIT License"), ("inter", "SIL OPEN FONT LICENSE"), ("jetbrains-mono", "SIL OPEN FONT LICENSE")):
        about = notices[notices.index(f"{work} ") :]
        assert words.lower() in about[: about.find("\n\n\n") % len(about)].lower()


def build_with(folder: Path, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Builds a copy of the browser package with other sources, into ``folder/out``."""
    source = folder / "source"
    shutil.copytree(tools.SOURCE, source, ignore=shutil.ignore_patterns("node_modules", "tests"))
    (source / "node_modules").symlink_to(tools.SOURCE / "node_modules", target_is_directory=True)
    for name, text in files.items():
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(text)
    command = [str(find_node().node), "build.mjs", str(folder / "out")]
    return subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)


def test_a_tool_is_a_chunk_of_its_own_named_by_its_content_and_its_libraries_are_in_the_notices(bundle, tmp_path):
    tool = 'import { fsrs } from "ts-fsrs"; import { openDB } from "idb"; export const mount = () => [fsrs, openDB, "a tool"];'
    main = 'document.querySelector("[data-sl-tool]") && import("./tools/probe.ts").then((tool) => tool.mount());'
    done = build_with(tmp_path, {"src/main.ts": main, "src/tools/probe.ts": tool})
    assert done.returncode == 0, done.stderr
    chunks = [path.name for path in (tmp_path / "out").glob("*.js") if "a tool" in path.read_text("utf-8")]
    assert len(chunks) == 1 and re.fullmatch(r"probe-[A-Z0-9]{8}\.js", chunks[0])
    assert f"./{chunks[0]}" in (tmp_path / "out/studyloop.js").read_text("utf-8")
    notices = (tmp_path / "out/NOTICES.txt").read_text("utf-8")
    for work in ("ts-fsrs", "idb"):
        version = json.loads((tools.SOURCE / "node_modules" / work / "package.json").read_text("utf-8"))["version"]
        about = notices[notices.index(f"{work} {version}") :]
        assert "Permission" in about[: about.find("\n\n\n") % len(about)]


def test_a_library_that_every_page_would_load_stops_the_build(bundle, tmp_path):
    done = build_with(tmp_path, {"src/main.ts": 'import * as fsrs from "ts-fsrs"; import * as idb from "idb"; globalThis.kept = [fsrs, idb];'})
    assert done.returncode and re.search(r"a page without a tool loads: \d+ bytes gzipped; at most 6144", done.stderr)


def test_tools_that_are_too_large_together_stop_the_build(bundle, tmp_path):
    noise = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(1200))
    done = build_with(tmp_path, {"src/main.ts": 'import("./tools/probe.ts");', "src/tools/probe.ts": f'globalThis.kept = "{noise}";'})
    assert done.returncode and re.search(r"All our scripts together: \d+ bytes gzipped; at most 36864", done.stderr)


def test_the_lock_file_holds_digests_and_no_address_to_download_from():
    lock = json.loads((tools.SOURCE / "package-lock.json").read_text("utf-8"))
    packages = [about for name, about in lock["packages"].items() if name]
    assert packages and all("integrity" in about and "resolved" not in about for about in packages)


def test_the_command_line_prints_the_node_it_uses(capsys):
    assert tools.main(["path"]) == 0
    assert Path(capsys.readouterr().out.strip()).is_file()


def test_the_command_line_says_a_failure_in_one_sentence(monkeypatch, capsys):
    def missing():
        raise NodeMissing("Node 22.18 or newer is needed.")

    monkeypatch.setattr(tools, "find_node", missing)
    assert tools.main(["build"]) == 1
    assert capsys.readouterr().err == "Node 22.18 or newer is needed.\n"


def test_the_browser_package_keeps_its_types_and_passes_its_own_tests():
    assert tools.run_tests(tools.SOURCE, CACHE, print) == 0
