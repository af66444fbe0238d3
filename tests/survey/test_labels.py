"""A field is called what the screen calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.survey.labels import label_of

if TYPE_CHECKING:
    from pathlib import Path

    from validator.diagnostics import Route

TEXT = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  details: {companyId: 4281379, password: x, rosebud: y}
generalConfiguration: {clientSecret: x, rosebud: y}
"""


@pytest.mark.parametrize(
    ("route", "label"),
    [
        (("name",), "Config name"),
        (("connection", "oauthClient"), "OAuth Client Details"),
        (("connection", "details", "companyId"), "CompanyId"),
        (("connection", "details", "password"), "password"),
        (("connection", "details", "rosebud"), "(hidden)"),
        (("generalConfiguration", "clientSecret"), "Client Secret"),
        (("generalConfiguration", "rosebud"), "(hidden)"),
    ],
)
def test_a_label_is_the_screens_or_the_key_if_that_may_be_shown(
    route: Route, label: str, project: Path
) -> None:
    write_project(project, {"a.yaml": TEXT})
    known = load_projects(Request((".",)))[0].project
    found = label_of(known.configs()[0], route, known, frozenset())
    assert found.casefold().replace(" ", "") == label.casefold().replace(" ", "")
