"""The pages as the site has them: out of docs/ and out of files beside it, with links that lead within the site."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docs.site.markdown import listed, sections, with_links
from docs.site.rules import taken_apart
from docs.site.toctree import toctree

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BESIDE = {
    "README.md": "overview.md",
    "SECURITY.md": "security.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changes.md",
}
"""Pages of the repository outside of docs/, and what the site calls them."""

_START, _RULES, _COMMANDS = "index.md", "rules.md", "commands.md"
_README = "# In short"
_COMMAND = re.compile(r"\]\((commands/[a-z-]+)\.md\)")
_NO_LEXER = "```csv\n"


def staged() -> dict[str, str]:
    """Return the text of every page by its name on the site."""
    written = {path.relative_to(ROOT).as_posix(): _read(path) for path in DOCS.rglob("*.md")}
    apart = taken_apart(written.pop(f"docs/{_RULES}"), written["docs/messages.md"])
    names = {page: page.removeprefix("docs/") for page in written} | BESIDE
    texts = {name: written.get(page) or _read(ROOT / page) for page, name in names.items()}
    texts["overview.md"] = texts["overview.md"].replace("# appxlint", _README, 1)
    texts[_START] = with_navigation(texts[_START])
    texts[_COMMANDS] += "\n" + toctree(f"/{each}" for each in _COMMAND.findall(texts[_COMMANDS]))
    links = Links(names, apart.moved)
    homes = {name: page for page, name in names.items()}
    return {
        name: with_links(text, links.from_page(name, homes.get(name, f"docs/{_RULES}"))).replace(
            _NO_LEXER, "```text\n"
        )
        for name, text in {**texts, **apart.texts}.items()
    }


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class Links(NamedTuple):
    """Where links lead on the site: pages by what they are called in the repository, and what left the one on rules."""

    names: dict[str, str]
    moved: dict[str, str]

    def from_page(self, name: str, home: str) -> Callable[[str], str | None]:
        """Return what leads the links of a page, which stands at a place of the repository."""

        def lead(target: str) -> str | None:
            path, mark, anchor = target.partition("#")
            if "://" in target or (not path and home != f"docs/{_RULES}"):
                return target
            page = posixpath.normpath(posixpath.join(posixpath.dirname(home), path)) if path else home
            if page == f"docs/{_RULES}":
                there = self.moved.get(anchor, f"{_RULES}{mark}{anchor}")
            elif page in self.names:
                there = f"{self.names[page]}{mark}{anchor}"
            else:
                return None
            return posixpath.relpath(there, posixpath.dirname(name) or ".")

        return lead


def with_navigation(start: str) -> str:
    """Return the start page with the navigation that its lists are, each under its heading."""
    trees = [
        toctree((f"{words} <{_name(target)}>" for words, target in listed(part.text)), part.heading)
        for part in sections(start, 2)[1:]
    ]
    return "\n\n".join([start, *trees])


def _name(target: str) -> str:
    page = posixpath.normpath(posixpath.join("docs", target))
    return "/" + BESIDE.get(page, page.removeprefix("docs/")).removesuffix(".md")
