from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.diagnostics import limited
from validator.render.concise import closing
from validator.render.formats import FORMATS, Options

from .reports import FORBIDDEN, HOSTILE, STEADY, finding, hostile_report, report, rule, span

ROOT = Path(__file__).parents[2]
HEAVY = "json hashlib unicodedata textwrap pathlib dataclasses inspect urllib.parse xml typer rich httpx yaml"
SGR = re.compile("\x1b\\[[0-9;]*m")
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=30)
PIECES = ("::", "##[", "error", "]", "\n", "\r", "\x1b", "\u202e", " ", "%0A", ",", "|", "\t", "日", "`", '"')
TRAPS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


def test_every_format_has_its_name() -> None:
    assert list(FORMATS) == [
        *("text", "concise", "json", "github", "gitlab", "azure", "sarif", "junit", "rdjson", "checkstyle"),
        "html",
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_renders_a_report_and_ends_its_last_line(name: str) -> None:
    text = FORMATS[name](report(finding()), Options(rules=(rule("company-id-malformed"),)))
    assert "the company id has separators in it" in text
    assert text.endswith("\n")


def test_the_options_reach_the_formats() -> None:
    one = report(finding(help="words " * 30))
    assert "\x1b[" in FORMATS["text"](one, Options(colour=True))
    assert max(map(len, FORMATS["text"](one, Options(width=50)).splitlines())) <= 53
    assert FORMATS["text"](report(), Options(quiet=True)) == ""
    assert "<failure" not in FORMATS["junit"](one, Options(fail_on=None))
    assert '"shortDescription"' in FORMATS["sarif"](one, Options(rules=(rule("x"),)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_shows_what_the_report_shows_and_says_how_much_more_there_is(name: str) -> None:
    several = [finding(f"number {line}", span=span(line, 1, 2)) for line in range(1, 5)]
    one = limited(report(*several), {"configs/acme.yaml": 1})
    text = FORMATS[name](one, Options())
    assert "number 1" in text
    assert not any(f"number {line}" in text for line in range(2, 5))
    told = "3 more findings are not shown (limits.findings-per-file)"
    if name == "concise":
        assert told not in text
        text = closing(one)
    if name == "json":
        told = '"errors": 3'
    assert told in text


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_of_a_file_that_is_not_shown_whole_does_no_harm(name: str, text: str) -> None:
    rendered = FORMATS[name](limited(hostile_report(text), {text: 1}), Options())
    assert not FORBIDDEN.search(rendered)
    assert "##[" not in rendered


@pytest.mark.parametrize("name", FORMATS)
@STEADY
@given(st.one_of(ANY_TEXT, TRAPS))
def test_no_format_lets_a_control_or_a_command_through(name: str, text: str) -> None:
    rendered = FORMATS[name](hostile_report(text), Options(rules=(rule("x"),)))
    assert not FORBIDDEN.search(rendered)
    assert "##[" not in rendered
    if name != "github":
        assert not any(line.lstrip().startswith("::") for line in rendered.split("\n"))
    rendered.encode("utf-8")


@STEADY
@given(st.one_of(ANY_TEXT, TRAPS), st.integers(20, 120))
def test_colour_taken_away_leaves_the_plain_text(text: str, width: int) -> None:
    one = hostile_report(text)
    plain = FORMATS["text"](one, Options(width=width))
    assert SGR.sub("", FORMATS["text"](one, Options(width=width, colour=True))) == plain


@pytest.mark.parametrize("name", ["text", "concise"])
def test_a_plain_format_imports_nothing_heavy(name: str) -> None:
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from validator.diagnostics import *\n"
        "from validator.diagnostics import Report, summarise\n"
        "from validator.render.formats import FORMATS, Options\n"
        "from validator.render import sink\n"
        "where = Span(Position(1, 1), Position(1, 4))\n"
        "one = Diagnostic('a.yaml', where, Severity.ERROR, 'r', 'm', 'h', excerpt=Excerpt(1, 'key: x'))\n"
        "counts = summarise([one], suppressed=0, files=1, documents=1, rules=1)\n"
        f"FORMATS[{name!r}](Report('1', counts, (one,), (), ('a.yaml',)), Options())\n"
        f"print(sorted((set(sys.modules) - before) & set({HEAVY!r}.split())))\n"
    )
    child = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert child.stdout == "[]\n"
