"""What depends on what, beside a report: read anew from the files that a command line leads to."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.render.reports import finding, report
from validator.cli.options import quick_check
from validator.cli.picture import picture_for
from validator.render.counts import Counts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command
    from validator.render.drawing import Picture

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: "Acme </script>"
"""
DAY = ("--as-of", "2026-07-01")
FILES = {"a.yaml": CONFIG, "b.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"}


@pytest.fixture(autouse=True)
def folder(project: Path, command: Command) -> Path:
    """Return a project; `command` has taken what pipelines and terminals set out of the environment."""
    return write_project(project, FILES)


def drawn(*words: str) -> Picture | None:
    options = quick_check(["check", *words])
    assert options is not None
    return picture_for(report(finding(path="a.yaml", document="ConnectorConfig acme")), options)


def test_what_is_named_is_drawn_with_what_it_needs_and_with_the_findings_of_the_report() -> None:
    shown = drawn("a.yaml")
    assert shown is not None
    first = shown.graph.nodes[0]
    assert (first.name, first.found) == ("acme", Counts(1))
    assert {node.kind for node in shown.graph.nodes} == {"ConnectorConfig", "Workspace", "Connector"}
    assert [row.path for row in shown.rows] == ["a.yaml"]


def test_standard_input_is_not_drawn_and_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"kept")))
    assert drawn("-") is None


def test_where_nothing_is_there_is_nothing_to_draw() -> None:
    shown = drawn("gone.yaml")
    assert shown is not None
    assert (shown.graph.nodes, shown.rows) == ((), ())


def test_a_page_has_the_picture_and_other_formats_do_not_ask_for_it(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = command("check", "--format", "html", *DAY, ".").out
    assert "What depends on what" in page
    assert "Acme &lt;/script&gt; (not found)" in page
    monkeypatch.setattr("validator.cli.picture.picture_for", None)
    assert command("check", "--format", "json", ".").out.startswith("{")


def test_an_answer_that_was_kept_gives_the_same_page(command: Command, tmp_path: Path) -> None:
    line = ("check", "--format", "html", *DAY, "--cache-dir", f"{tmp_path / 'kept'}", ".")
    first = command(*line)
    assert "What depends on what" in first.out
    assert command(*line) == first


def test_a_file_that_was_fixed_is_drawn_as_it_is_now(command: Command, folder: Path) -> None:
    write_project(folder, {"a.yaml": CONFIG.replace("Acme </script>", "Acme ")})
    assert "<bdi>Acme</bdi>" not in command("check", "--format", "html", *DAY, ".").out
    assert "<bdi>Acme</bdi>" in command("check", "--format", "html", *DAY, "--fix", ".").out
