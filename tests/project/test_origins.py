from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import write_project
from validator.diagnostics import Part
from validator.project.origins import Origin, Origins

if TYPE_CHECKING:
    from tests.conftest import Command
    from validator.diagnostics import Route

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


RULE_PLACES = [
    ("select = ['wrong-type', 'no-such-rule']\n", "1:25"),
    ("ignore = [\n  'no-such-rule',\n]\n", "2:3"),
    ("# no-such-rule\n[severity]\nwrong-type = 'error'\n'no-such-rule' = 'info'\n", "4:1"),
    ("[per-file-ignores]\n'*.yaml' = ['wrong-type', 'no-such-rule']\n", "2:27"),
    ("[per-file-ignores]\n'a' = ['wrong-type', 'wrong-type', 'no-such-rule']\n", "2:36"),
    ("[per-file-ignores]\n'*.yaml' = {no-such-rule = 'a reason'}\n", "2:13"),
    ("[per-file-ignores.'*.yaml']\nno-such-rule = 'a reason'\n", "2:1"),
]


@pytest.mark.parametrize(("text", "place"), RULE_PLACES)
def test_a_rule_of_the_settings_that_does_not_exist_has_its_place(
    text: str, place: str, project: Path, command: Command
) -> None:
    write_project(project, {"appxlint.toml": text, "a.yaml": WORKSPACE})
    ran = command("check", ".")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f'appxlint: appxlint.toml:{place}: there is no rule "no-such-rule"')


@pytest.mark.parametrize(
    ("route", "place"),
    [((), "1:1"), (("gone",), "1:1"), (("limits", "depth"), "2:10"), (("limits", "depth", 3), "2:10")],
)
def test_what_has_no_place_stands_at_the_nearest_part_around_it(route: Route, place: str) -> None:
    assert Origin("a.toml", "[limits]\ndepth =  3\n", {}, Path("a.toml")).place(route) == f"a.toml:{place}"


def _origins(own: dict[str, Any], *bases: dict[str, Any]) -> Origins:
    files = [
        Origin(f"{number}.toml", "", data, Path(f"{number}.toml"))
        for number, data in enumerate((own, *bases))
    ]
    return Origins((files[0], *(each._replace(named="0.toml:1:1: extends: ") for each in files[1:])))


def test_what_the_nearest_file_says_counts_and_of_a_table_each_entry() -> None:
    found = _origins(
        {"ignore": ["a"], "limits": {"depth": 1}},
        {"ignore": ["b"], "select": ["c"], "limits": {"depth": 2, "nodes": 3}},
        {"select": ["d"], "names": {"Workspace": {"pattern": "x"}}},
    )
    assert found.data == {
        "ignore": ["a"],
        "select": ["c"],
        "limits": {"depth": 1, "nodes": 3},
        "names": {"Workspace": {"pattern": "x"}},
    }
    files = {
        route: found.of(route).file
        for route in (("ignore",), ("select",), ("limits", "nodes"), ("gone",), ())
    }
    assert list(files.values()) == ["0.toml", "1.toml", "1.toml", "0.toml", "0.toml"]


def test_only_a_base_has_a_folder_of_its_own() -> None:
    found = _origins({"ignore": ["a"]}, {"catalog": ["b"]})
    base = found.base_with("catalog")
    assert base is not None
    assert base.file == "1.toml"
    assert found.base_with("ignore") is None
    assert found.base_with("gone") is None


def test_the_place_of_what_a_base_says_stands_behind_the_entry_that_names_it() -> None:
    text = "severity = {one = 'info', other = 'info'}\n[per-file-ignores]\n'*' = ['a', 'b']\n"
    data = tomllib.loads(text)
    own = Origin("own.toml", "extends = 'base.toml'\n", {"extends": "base.toml"}, Path("own.toml"))
    base = Origin("base.toml", text, data, Path("base.toml"), (), "own.toml:1:11: extends: ")
    found = Origins((own, base))
    assert found.place(("extends",)) == "own.toml:1:11"
    assert found.place(("severity", "other"), Part.KEY) == "own.toml:1:11: extends: base.toml:1:27"
    assert found.place(("per-file-ignores", "*", "b")) == "own.toml:1:11: extends: base.toml:3:13"
    assert found.route_of_rule("b") == ("per-file-ignores", "*", 1)
    assert found.route_of_rule("nothing") is None
