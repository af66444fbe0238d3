from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.in_force import in_force

if TYPE_CHECKING:
    from pathlib import Path

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


def test_each_project_with_files_in_what_is_named_has_its_settings(project: Path) -> None:
    files = {
        "appxlint.toml": "ignore = ['a-rule']\n",
        "a.yaml": WORKSPACE,
        "inner/appxlint.toml": "ignore = ['another-rule']\n",
        "inner/b.yaml": WORKSPACE,
    }
    write_project(project, files)
    found = {root: settings.ignore for root, settings in in_force(Request((".",)))}
    assert found == {project: ("a-rule",), project / "inner": ("another-rule",)}
    (inner,) = in_force(Request(("inner/b.yaml",)))
    assert inner[0] == project / "inner"


def test_a_project_without_files_has_settings_all_the_same(project: Path) -> None:
    write_project(project, {"appxlint.toml": "ignore = ['a-rule']\n"})
    ((root, settings),) = in_force(Request((".",)))
    assert (root, settings.ignore) == (project, ("a-rule",))
