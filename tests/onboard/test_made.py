"""What follows from a row of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.test_drafts import BASE
from tests.onboard.worlds import around, row
from validator.onboard.made import addresses, made_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("access", "definition"),
    [
        ("Service account", "Procore V2 OAuth Client Credentials Auth"),
        ("user", "Procore V2 OAuth Code Flow Auth"),
        (None, None),
    ],
)
def test_the_definition_follows_from_the_access_of_the_app(
    access: str | None, definition: str | None, tmp_path: Path
) -> None:
    found = made_of(row(access=access), around(tmp_path).project).definition
    assert (found.get("name") if found is not None else None) == definition


def test_an_environment_is_known_by_any_of_its_names(tmp_path: Path) -> None:
    project = around(tmp_path).project
    names = [
        made_of(row(environment=name), project).environment for name in ("prod", "Live", "Dev Sandbox", "x")
    ]
    assert [each.name if each is not None else None for each in names] == [
        *("Production", "Production", "Developer Sandbox", None),
    ]


def test_a_base_connection_tells_its_environment(tmp_path: Path) -> None:
    project = around(tmp_path, {"base.yaml": BASE}).project
    made = made_of(row(baseConnection="Timesheets live", environment=None), project)
    assert made.environment is not None
    assert (made.environment.name, made.base_defines, made.needs_client) == ("Production", True, False)
    unknown = made_of(row(baseConnection="Other"), project)
    assert (unknown.base_unknown, unknown.definition) == (True, None)


def test_nothing_follows_from_a_connector_that_nobody_knows(tmp_path: Path) -> None:
    made = made_of(row(connector="nobody"), around(tmp_path).project)
    assert (made.connector, made.definition, made.environment, made.needs_client) == (None, None, None, False)
    assert addresses(None, None, "https://login.example.com") == {}
