"""Addresses of pages: their path on the site, and what only the place of publication knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from studyloop.bank.model import Question, Topic
from studyloop.render.question_html import Outside

# The form in `.github/ISSUE_TEMPLATE/`; its fields are filled by their ids.
_FORM = "wrong-answer.yml"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The site's and the repository's address, without a trailing slash; the branch people edit; whether tests run the code of answers."""

    site: str = ""
    repository: str = ""
    branch: str = "main"
    content_folder: str = "content"
    tested: bool = False

    def page_url(self, url: str) -> str | None:
        """The public address of a page given from the site's root; ``None`` when the site's is unknown."""
        return f"{self.site}/{url.lstrip('/')}" if self.site else None

    def outside(self, topic: Topic, question: Question) -> Outside:
        """Where a question is edited and reported."""
        if not self.repository:
            return Outside(tested=self.tested)
        file = quote(f"{self.content_folder}/{topic.path}")
        line = question.place.line
        return Outside(
            edit=f"{self.repository}/blob/{quote(self.branch)}/{file}?plain=1#L{line}",
            report=self._new_report(question.id, question.title, f"{self.content_folder}/{topic.path}:{line}"),
            tested=self.tested,
        )

    @property
    def report(self) -> str | None:
        """Where a card is reported: ``{id}``, ``{version}`` and ``{title}`` stand for what is to be put in, percent-encoded."""
        if not self.repository:
            return None
        return self._new_report("{id}", "{title}", "release {version}", keep="{}")

    def _new_report(self, ident: str, title: str, place: str, keep: str = "") -> str:
        fields = {"template": _FORM, "title": f"Wrong answer: {ident}", "card": ident, "question": title, "place": place}
        return f"{self.repository}/issues/new?{'&'.join(f'{name}={quote(value, safe=keep)}' for name, value in fields.items())}"


def read_addresses(environment: Mapping[str, str]) -> Addresses:
    """``SITE_URL`` and ``REPO_URL``, or what GitHub Actions sets (``GITHUB_SERVER_URL``, ``GITHUB_REPOSITORY``)."""
    repository = environment.get("REPO_URL", "")
    server, name = environment.get("GITHUB_SERVER_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    if not repository and server and name:
        repository = f"{server}/{name}"
    return Addresses(environment.get("SITE_URL", "").rstrip("/"), repository.rstrip("/"), environment.get("REPO_BRANCH", "main"))


def site_path(target: str) -> str:
    """A content path such as ``/questions/metrics.md#a`` as an address from the site's root: ``questions/metrics/#a``."""
    path, _, anchor = target.lstrip("/").partition("#")
    if path.endswith(".md"):
        path = path.removesuffix(".md")
        path = path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"
    return path + (f"#{anchor}" if anchor else "")
