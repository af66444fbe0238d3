"""The site: every page is reached, all that the tool has is told of, and it is built without warnings and network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from docs.site.markdown import with_links
from docs.site.rules import taken_apart
from docs.site.session import Session
from docs.site.staging import ROOT, staged, with_navigation
from tests.conftest import clean_environment
from tests.support.browser import WHY_NOT, Browser, browser
from validator.cli.app import app
from validator.cli.exits import Exit
from validator.documents.kinds import KINDS
from validator.live.diagnosis import entries
from validator.render.formats import FORMATS
from validator.rules import ALL
from validator.schema.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = "APPXLINT_PICTURES"
"""Set this variable to a folder to get pictures of the site there, to be looked at."""

PAGES = staged()
COMMANDS: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
_ENTRY = re.compile(r"^(?:/|.* </)([\w/-]+)>?$", re.MULTILINE)
_LOADED = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=["']?(?:https?:)?//[^>]*""")
_LOADED_BY_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//[^)]*""")
RULES = """\
# Rules

There are [two](#a-b) and [live ones](live.md).

## The file

| rule | level | basis | finds |
|---|---|---|---|
| [a-b](#a-b) | error | documented | A |

### a-b

Given: [Two](#two)

```yaml
## no heading
```

Source: [a page](https://example.com).

## Given

### Two

A and B.
"""
MESSAGES = """\
# Messages

## The file

### a-b

```text
a.yaml:1:1  error  a-b
```
"""


def in_the_first_columns(*pages: str) -> set[str]:
    """Return what the first columns of the tables on pages hold, without ticks."""
    cells = (re.findall(r"^\| (.*?) \|", PAGES[page], re.MULTILINE) for page in pages)
    return {part.strip("`") for found in cells for cell in found for part in cell.split(", ")}


def headings() -> set[str]:
    """Return the headings of all pages."""
    return {found for text in PAGES.values() for found in re.findall(r"^#{1,4} (.+)$", text, re.MULTILINE)}


def entered() -> set[str]:
    """Return every page that the navigation leads to."""
    tables = re.findall(r"^```\{toctree\}\n(.*?)^```", "\n".join(PAGES.values()), re.MULTILINE | re.DOTALL)
    return {f"{name}.md" for table in tables for name in _ENTRY.findall(table)}


def test_every_page_is_reached_from_the_start_page() -> None:
    assert set(PAGES) - entered() == {"index.md"}


def test_every_command_has_a_page_with_all_its_options() -> None:
    for name, command in COMMANDS.items():
        told = {word.partition(" ")[0] for word in in_the_first_columns(f"commands/{name}.md")}
        options = {
            each for option in command.params if option.param_type_name == "option" for each in option.opts
        }
        arguments = {each.metavar for each in command.params if each.param_type_name == "argument"}
        assert (options | {"--help"}) - told == set(), name
        assert {each.partition(" ")[0] for each in arguments} - told == set(), name


def test_the_page_about_the_commands_has_the_options_without_a_command() -> None:
    group: Any = typer.main.get_command(app)
    assert {each for option in group.params for each in option.opts} - in_the_first_columns(
        "commands.md"
    ) == set()


def test_every_rule_is_told_of() -> None:
    assert {rule.id for rule in ALL} - headings() == set()
    assert set(entries()) - in_the_first_columns("live.md") == set()


def test_every_format_is_told_of() -> None:
    assert set(FORMATS) - in_the_first_columns("output.md") == set()
    assert set(FORMATS) - headings() == {"text"}, "text has the page's first section"


def test_every_setting_is_told_of() -> None:
    assert set(schema("settings.json")["properties"]) - in_the_first_columns(*PAGES) == set()


def test_every_exit_code_is_told_of() -> None:
    codes = {f"{code}" for name, code in vars(Exit).items() if name.isupper()}
    assert len(codes) == 7
    assert codes - in_the_first_columns("output.md") == set()


def test_every_kind_of_document_is_told_of() -> None:
    assert [kind for kind in KINDS if f"kind: {kind}\n" not in PAGES["format.md"]] == []


def test_what_nobody_tells_of_would_be_seen() -> None:
    assert {"--no-such-option"} - in_the_first_columns("commands/check.md")
    assert {"no-such-rule"} - headings()


def test_the_rules_are_taken_apart_by_subject_and_links_to_them_go_along() -> None:
    texts, moved = taken_apart(RULES, MESSAGES)
    assert list(texts) == ["rules.md", "rules/the-file.md", "rules/given.md"]
    assert "### " not in texts["rules.md"]
    assert "## a-b\n\n*error, documented*\n\nGiven: [Two](#two)" in texts["rules/the-file.md"]
    assert "## no heading" in texts["rules/the-file.md"]
    assert (
        "Printed:\n\n```text\na.yaml:1:1  error  a-b\n```\n\nSource: [a page]" in texts["rules/the-file.md"]
    )
    assert moved == {
        "a-b": "rules/the-file.md#a-b",
        "two": "rules/given.md#two",
        "the-file": "rules/the-file.md",
        "given": "rules/given.md",
    }


def test_links_lead_within_the_site_and_what_is_not_there_is_words() -> None:
    page = "[a](x.md) and [b](y.md), ![c](x.md)\n\n```text\n[d](x.md)\n```\n"
    led = with_links(page, lambda target: "z.md" if target == "x.md" else None)
    assert led == "[a](z.md) and b, ![c](x.md)\n\n```text\n[d](x.md)\n```\n"


def test_the_navigation_has_the_lists_of_the_start_page_under_their_headings() -> None:
    page = with_navigation("# A\n\n## B\n\n- [C](c.md): d\n- [E](../README.md)\n")
    assert "```{toctree}\n:hidden:\n:caption: B\n\nC </c>\nE </overview>\n```" in page


def test_no_link_of_the_site_leads_into_the_repository() -> None:
    for name, text in PAGES.items():
        for target in re.findall(r"\]\(([^()#\s:]+\.md)\b[^()]*\)", text):
            there = os.path.normpath(Path(name).parent / target)
            assert Path(there).as_posix() in PAGES, f"{name}: {target}"


def _build(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docs.site", str(folder)],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the pages of the built site."""
    folder = tmp_path_factory.mktemp("site")
    ran = _build(folder)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    return folder / "html"


@pytest.mark.distribution
def test_every_page_is_built_and_loads_nothing_from_elsewhere(site: Path) -> None:
    assert [name for name in PAGES if not (site / name).with_suffix(".html").is_file()] == []
    for file in site.rglob("*.*"):
        if file.suffix in {".html", ".svg", ".css"}:
            text = file.read_text(encoding="utf-8")
            assert _LOADED.findall(text) == [], file
            assert _LOADED_BY_STYLE.findall(text) == [], file


def test_what_is_loaded_from_elsewhere_would_be_seen() -> None:
    assert _LOADED.search('<link rel="stylesheet" href="https://example.com/a.css">')
    assert _LOADED.search('<script src="//example.com/a.js"></script>')
    assert not _LOADED.search('<a href="https://example.com">')
    assert _LOADED_BY_STYLE.search("src:url('https://example.com/a.woff2')")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


def _keep(chromium: Browser, name: str) -> None:
    if folder := os.environ.get(PICTURES):
        (Path(folder) / f"site-{name}.png").write_bytes(chromium.picture())


@pytest.mark.distribution
@pytest.mark.skipif(WHY_NOT != "", reason=WHY_NOT)
def test_a_search_out_of_a_file_finds_the_rule_first(site: Path, chromium: Browser) -> None:
    chromium.screen(1280)
    chromium.open(site / "search.html", "?q=company-id-is-url")
    first = chromium.value(
        "new Promise((done) => { const look = () => { const found = document.querySelector('.search a');"
        " found ? done(found.getAttribute('href')) : setTimeout(look, 20); }; look(); })"
    )
    assert first.partition("?")[0].endswith("rules/procore.html#company-id-is-url")
    assert chromium.complaints() == []
    _keep(chromium, "search")


@pytest.mark.distribution
@pytest.mark.skipif(WHY_NOT != "", reason=WHY_NOT)
@pytest.mark.parametrize("page", ["index", "rules/procore", "commands/live", "live", "output", "onboarding"])
def test_a_page_asks_for_nothing_and_fits_a_narrow_screen(site: Path, chromium: Browser, page: str) -> None:
    for width in (1280, 390):
        chromium.screen(width)
        chromium.open(site / f"{page}.html")
        _keep(chromium, f"{page.replace('/', '-')}-{width}")
        assert chromium.value("document.documentElement.scrollWidth") <= width
        assert [each for each in chromium.requests() if not each.startswith(("file:", "data:"))] == []
        assert chromium.complaints() == []


@pytest.mark.distribution
@pytest.mark.skipif(WHY_NOT != "", reason=WHY_NOT)
@pytest.mark.parametrize("width", [1280, 1320, 1440])
def test_a_hundred_columns_fit_and_can_be_copied_without_their_prompt(
    site: Path, chromium: Browser, width: int
) -> None:
    chromium.screen(width)
    chromium.open(site / "output.html")
    block = "document.querySelector('.highlight-console pre')"
    assert chromium.value(f"{block}.parentNode.querySelector('button.copybtn') !== null")
    assert chromium.value(f"getComputedStyle({block}.querySelector('.gp')).userSelect") == "none"
    chromium.value(f"{block}.textContent = 'm'.repeat(100)")
    assert chromium.value(f"{block}.scrollWidth <= {block}.clientWidth")


def test_what_a_command_prints_is_never_taken_for_one() -> None:
    shown = "$ appxlint secrets \\\n    --template\n# Copy it\n  ${env:A_B}  Client ID\n> x\n$ echo $?\n"
    found = [(f"{kind}", words) for kind, words in Session().get_tokens(shown)]
    assert [words for kind, words in found if kind == "Token.Generic.Prompt"] == ["$ ", "$ "]
    printed = "".join(words for kind, words in found if kind == "Token.Generic.Output")
    assert printed == "# Copy it\n  ${env:A_B}  Client ID\n> x\n"


@pytest.mark.distribution
def test_a_link_that_leads_nowhere_fails_the_build(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from docs.site.__main__ import build;"
        "sys.exit(build({'index.md': '# A\\n\\n[b](b.md)\\n'}, Path(sys.argv[1])))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "b.md" in ran.stderr
