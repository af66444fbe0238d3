"""Which files an editor is to use the schema for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.conftest import write_project
from tests.support.documentation import ROOT, blocks
from validator.cli.editor_files import ALWAYS, patterns_for

if TYPE_CHECKING:
    from pathlib import Path

OURS = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
OTHER = "services: {}\n"


def found(folder: Path, files: dict[str, str]) -> list[str]:
    patterns = patterns_for(write_project(folder, files))
    assert patterns[:2] == [*ALWAYS]
    return patterns[2:]


def test_a_folder_in_which_all_is_ours_is_one_pattern_for_each_ending(project: Path) -> None:
    files = {"configs/a.yaml": OURS, "configs/deep/b.yml": OURS, "docker-compose.yaml": OTHER}
    assert found(project, files) == ["configs/**/*.yaml", "configs/**/*.yml"]


def test_among_others_our_files_are_named_one_by_one(project: Path) -> None:
    files = {"a.yaml": OURS, "compose.yaml": OTHER, "deploy/b.yml": OURS, "deploy/c.yml": OTHER}
    assert found(project, files) == ["a.yaml", "deploy/b.yml"]


def test_a_file_of_the_same_name_that_is_not_ours_is_an_exception(project: Path) -> None:
    files = {"a.yaml": OURS, "deploy/a.yaml": OTHER, "x/configs/b.yaml": OTHER, "configs/c.yaml": OURS}
    assert found(project, files) == [
        "a.yaml",
        "configs/**/*.yaml",
        "configs/**/*.yml",
        "!deploy/a.yaml",
        "!x/configs/b.yaml",
    ]


def test_a_file_whose_name_says_that_it_is_ours_is_no_exception_though_nothing_in_it_does(
    project: Path,
) -> None:
    assert found(project, {"new.appxlint.yaml": "kind: Workspce\n"}) == []


def test_the_entry_of_a_catalogue_of_schemas_names_the_same_files() -> None:
    (entry,) = (json.loads(each.text) for each in blocks(ROOT / "docs" / "editors.md", "json"))
    assert entry["fileMatch"] == [*ALWAYS]
    assert entry.keys() == {"name", "description", "fileMatch", "url"}


def test_signs_of_patterns_in_a_name_are_escaped(project: Path) -> None:
    assert found(project, {"a[1].yaml": OURS, "b.yaml": OTHER}) == [r"a\[1\].yaml"]


def test_where_nothing_is_ours_the_names_that_say_so_are_left(project: Path) -> None:
    assert found(project, {"compose.yaml": OTHER}) == []
