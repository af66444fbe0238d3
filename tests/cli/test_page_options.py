from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.cli import app as cli
from validator.cli import explain as explain_command
from validator.cli import rules as rules_command
from validator.cli import schema as schema_command
from validator.cli.page_options import PAGES, quick_page
from validator.cli.pages import show_page

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS_OF_PAGES = ("json", "text", "", "-", "wrong-type", "Workspace", "two words")


def called(run: Callable[[], object]) -> list[tuple[Any, ...]]:
    """Return the commands for pages that something calls, each with what it is called with."""
    seen: list[tuple[Any, ...]] = []

    def take(name: str, *given: Any) -> int:
        seen.append((name, *given))
        return 0

    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (rules_command, "rules"),
            (explain_command, "explain"),
            (schema_command, "schema"),
        ):
            patch.setattr(module, name, partial(take, name))
        run()
    return seen


@pytest.mark.parametrize("command", PAGES)
@given(
    words=st.lists(
        st.sampled_from(
            [
                *WORDS_OF_PAGES,
                "--format",
                "-f",
                "--format=json",
                "-fjson",
                "-f=json",
                "--",
                "--install",
                "--level",
                "--fixable",
                "--basis=x",
            ]
        ),
        max_size=4,
    )
)
def test_a_page_that_is_read_quickly_is_the_one_that_typer_reads(command: str, words: list[str]) -> None:
    page = quick_page([command, *words])
    if page is not None:
        assert called(lambda: show_page(page)) == called(lambda: cli.run_typer([command, *words]))


@pytest.mark.parametrize(
    "line",
    [
        "rules",
        "rules --format json",
        "rules -f text",
        "rules --format=json",
        "rules --level error --basis=inferred --fixable",
        "explain wrong-type",
        "explain wrong-type live/unreachable",
        "schema",
        "schema settings",
    ],
)
def test_usual_lines_for_pages_are_read_quickly(line: str) -> None:
    assert quick_page(line.split()) is not None


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            "check",
            "rules x",
            "rules --help",
            "rules -fjson",
            "rules --format",
            "rules --format ''",
            "rules --level=",
            "rules --fixable=yes",
        ),
        *(
            "explain",
            "explain -- a",
            "schema --install vscode",
            "schema a b",
            "catalog",
            "show a.yaml",
        ),
    ],
)
def test_other_lines_for_pages_are_left_to_typer(line: str) -> None:
    assert quick_page(shlex.split(line)) is None
