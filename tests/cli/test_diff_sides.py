"""The sides of a comparison: what a word on the command line stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.support.repository import commit, needs_git
from validator.cli.diff_sides import sides_of
from validator.cli.options import values_of
from validator.cli.project_options import DIFF, DiffOptions
from validator.diagnostics import UsageError

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: {name}\nconnector: procore\n"


def options(*paths: str, rev: str | None = None) -> DiffOptions:
    return DiffOptions(**values_of(DIFF, (), paths))._replace(paths=paths, rev=rev)


@pytest.fixture(autouse=True)
def files(project: Path) -> Path:
    return write_project(
        project, {"a.yaml": CONFIG.format(name="acme"), "b.yaml": CONFIG.format(name="birch")}
    )


def test_a_side_is_a_file_or_the_name_of_a_config() -> None:
    left, right = sides_of(options("a.yaml", "birch"))
    assert (left.label, left.names) == ("a.yaml", ["acme"])
    assert (right.label, right.names, right.before) == ("birch", ["birch"], "")


@needs_git
def test_a_side_is_a_file_at_a_revision_and_says_so_before_each_path(files: Path) -> None:
    commit(files, "first")
    write_project(files, {"a.yaml": CONFIG.format(name="renamed")})
    before, now = sides_of(options("a.yaml", rev="HEAD"))
    assert (before.names, before.before) == (["acme"], "HEAD:")
    assert (now.names, now.before) == (["renamed"], "")
    named, _ = sides_of(options("HEAD:a.yaml", "b.yaml"))
    assert named.names == ["acme"]


@pytest.mark.parametrize(
    ("paths", "rev", "words"),
    [
        (("a.yaml",), None, "diff compares two connections; name both, or one file and --rev A..B"),
        (("a.yaml", "b.yaml"), "HEAD", "--rev compares one file or folder at two revisions; name one"),
        (("a.yaml", "birhc"), None, '"birhc" is no file here and no name of a config; did you mean "birch"?'),
    ],
)
def test_what_is_no_side_is_refused(paths: tuple[str, ...], rev: str | None, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        sides_of(options(*paths, rev=rev))
    assert str(caught.value) == words
