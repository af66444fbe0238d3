from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.project.origins import Origin

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
