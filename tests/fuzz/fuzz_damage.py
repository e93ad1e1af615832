"""Damage: what hands, editors and disks do to a file. Bytes in, bytes out; every choice comes from the caller.

What must not live here: files, the programs that are tried on them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

ODD = (
    "\t", "\0", "\x1b[31m", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\ufffd", "\U0001f9ea", "e\u0301", "ﬁ", "\r", "\x7f", "<b onclick=x>", "</script>",
    "<!--", "-->", "<!-- allow W03: because -->", "<!-- allow C01 -->", "```", "~~~", "```mermaid", "$$", "$", "\\", "`", "{", "}", "{{c1::x}}", "::", "==", "==x=={ .c2 }",
    "==x=={ .c9 }", "{ .cloze }", "{ # }", "{ #metrics }", "{ #x .cloze was=metrics }", "# ", "## ", "### Cards", "### Sources", "### ", "#### x", ":   ", "> ", "- ", "1. ",
    "| a | b |", "|---|", "!!! note", "[", "](", "![](images/none.png)", "[x](#nowhere)", "[x](../../../etc/passwd)", "[x](javascript:x)", "https://[", "<https://x", "&#0;", "&amp", "% ~ %",
    " as-of=2026-13", " level=none", " minutes=0", " was=metrics", ' roles="', "=", "---", "===", "***", "__", "\n", "\n\n", "    ", " " * 200,
)  # fmt: skip
YAML = (
    "? [a, b]\n: c", "<<: {a: 1}", "&a [*a]", "*a", "!!python/object:os.system x", "!!binary aGk=", "!!set {a, b}", "!!timestamp 2026-01-01", "key: |\n  text", "key: >-\n  text", "2026-11-21: x",
    "1: one", "null: x", "true: x", "~: x", "1.5: x", "? ", "- list", "title: [", "title: {", 'title: "', "title: '", "title: 0x1F", "title: 1_000", "title: .nan", "title: -.inf", "title: 012",
    "title: 2026-02-30", "title: 12:30:45", "order: 1e3", "order: 99999999999999999999999999", "order: yes", "reviewed: 2026-02-30", "reviewed: 0000-00-00", "hours: [1, [2]]", "hours: [.inf, .nan]",
    "periods: {a: 1}", "periods: [null]", "periods: [[]]", "periods: [{tasks: {a: 1}}]", "rows: 5", "groups: [{rows: [{id: [1]}]}]", "subject: []", "subject: {components: {a: b}}", "checks: {K03: {limit: .nan}}",
    "checks: {W01: {limit: -1, level: info}}", "checks: [K03]", "checks: {X: 1}", "corrected: [1]", "retired: [{id: [], date: 1, reason: {}}]", "retired: [{id: a, date: 2026-02-30, reason: b, replaced_by: a}]",
    "changes: [{id: a}]", "version: 1", "%YAML 1.2", "...", "--- x", "\ufeff", "a: b: c", "a:\n\t- b", "# only a comment", "🧪: 🧪", "a" * 5_000 + ": x", "- " * 400 + "x", "[" * 400, "{a: " * 400, "'" * 401,
)  # fmt: skip
NESTS = ("[", "![", "](", "> ", "- ", "  - ", "    ", "(", "{", "==", "*", "**", "_", "`", "``` ", "$", "\\frac{", "<", "<!--", "<div>", "| ", "#", ":   ", "1. ", "&", "\\", "[x][", "~~", "{ #a ", "[^1]")


@dataclass(frozen=True)
class Damage:
    """One edit; ``at`` and ``to`` are places in thousandths of the file, ``size`` lines or signs, ``what`` the text put in."""

    kind: str
    at: int
    to: int = 0
    size: int = 1
    what: str = ""

    def apply(self, data: bytes) -> bytes:
        """The file's bytes afterwards; some kinds see lines of text, and leave what is not UTF-8 as it is."""
        return _KINDS[self.kind](self, data)


def _lines(change: Callable[[Damage, list[str]], None]) -> Callable[[Damage, bytes], bytes]:
    def apply(damage: Damage, data: bytes) -> bytes:
        lines = data.decode("utf-8", "surrogateescape").split("\n")
        change(damage, lines)
        return "\n".join(lines).encode("utf-8", "surrogateescape")

    return apply


def _index(share: int, length: int) -> int:
    return min(share * length // 1000, max(length - 1, 0))


def _drop(damage: Damage, lines: list[str]) -> None:
    at = _index(damage.at, len(lines))
    del lines[at : at + damage.size]


def _double(damage: Damage, lines: list[str]) -> None:
    at = _index(damage.at, len(lines))
    lines[at:at] = lines[at : at + damage.size]


def _move(damage: Damage, lines: list[str]) -> None:
    at = _index(damage.at, len(lines))
    moved = lines[at : at + damage.size]
    del lines[at : at + damage.size]
    to = _index(damage.to, len(lines))
    lines[to:to] = moved


def _swap(damage: Damage, lines: list[str]) -> None:
    if lines:
        at, to = _index(damage.at, len(lines)), _index(damage.to, len(lines))
        lines[at], lines[to] = lines[to], lines[at]


def _insert(damage: Damage, lines: list[str]) -> None:
    if lines:
        at = _index(damage.at, len(lines))
        col = _index(damage.to, len(lines[at]) + 1)
        lines[at] = lines[at][:col] + damage.what + lines[at][col:]


def _replace_line(damage: Damage, lines: list[str]) -> None:
    if lines:
        lines[_index(damage.at, len(lines))] = damage.what


def _head(damage: Damage, lines: list[str]) -> None:
    """Somewhere in the front matter, as a line of its own."""
    end = next((number for number, line in enumerate(lines[1:], 1) if line == "---"), 1)
    lines.insert(1 + damage.at * end // 1001, damage.what)


def _value(damage: Damage, lines: list[str]) -> None:
    """The value of a key of the front matter is another."""
    end = next((number for number, line in enumerate(lines[1:], 1) if line == "---"), 0)
    keys = [number for number in range(1, end) if ":" in lines[number]]
    if keys:
        at = keys[_index(damage.at, len(keys))]
        lines[at] = lines[at].partition(":")[0] + ": " + damage.what


def _cut(damage: Damage, data: bytes) -> bytes:
    return data[: len(data) * damage.at // 1000]


def _noise(damage: Damage, data: bytes) -> bytes:
    at = len(data) * damage.at // 1000
    return data[:at] + damage.what.encode("latin-1", "replace") + data[at + damage.size :]


def _encode(damage: Damage, data: bytes) -> bytes:
    """Saved by another program."""
    text = data.decode("utf-8", "replace")
    codes = ("utf-16", "latin-1", "utf-8-sig", "cp1252", "utf-32")
    if damage.size % 6 == 5:
        return text.replace("\n", "\r\n").encode()
    return text.encode(codes[damage.size % 6], "replace")


_KINDS: dict[str, Callable[[Damage, bytes], bytes]] = {
    "drop": _lines(_drop),
    "double": _lines(_double),
    "move": _lines(_move),
    "swap": _lines(_swap),
    "insert": _lines(_insert),
    "line": _lines(_replace_line),
    "head": _lines(_head),
    "value": _lines(_value),
    "cut": _cut,
    "noise": _noise,
    "encode": _encode,
}
_SHARE = st.integers(0, 1000)
_DEEP = st.builds(lambda unit, times: unit * times, st.sampled_from(NESTS), st.sampled_from((3, 30, 300, 3_000, 20_000)))


def _text(real: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(ODD), st.sampled_from(ODD), st.sampled_from(real), st.text(st.characters(exclude_categories=("Cs",)), max_size=12), _DEEP)


def damages(real: tuple[str, ...]) -> st.SearchStrategy[Damage]:
    """Any damage; ``real`` are lines of the content, which are put where they do not belong."""
    return st.one_of(
        st.builds(Damage, st.sampled_from(("drop", "double", "move")), _SHARE, _SHARE, st.integers(1, 12)),
        st.builds(Damage, st.just("swap"), _SHARE, _SHARE),
        st.builds(Damage, st.sampled_from(("insert", "insert", "line")), _SHARE, _SHARE, what=_text(real)),
        st.builds(Damage, st.sampled_from(("head", "value")), _SHARE, what=st.one_of(st.sampled_from(YAML), _text(real))),
        st.builds(Damage, st.just("noise"), _SHARE, size=st.integers(0, 8), what=st.text(st.characters(max_codepoint=255), max_size=8)),
        st.builds(Damage, st.just("cut"), _SHARE),
        st.builds(Damage, st.just("encode"), st.just(0), size=st.integers(0, 5)),
    )
