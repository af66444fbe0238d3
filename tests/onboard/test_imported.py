"""A connector.json as documents: what is found in them is what is found in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import validator
from tests.conftest import write_project
from validator.diagnostics import UsageError
from validator.onboard.imported import SECRET_RULES, imported

if TYPE_CHECKING:
    from validator.diagnostics import Report

SAMPLES = Path(__file__).parents[2] / "sample-configs"
FILES = sorted(SAMPLES.rglob("connector.json"))
WHOLE = {
    "key": "siteboard",
    "urlPart": "siteboard",
    "name": "Siteboard: no",
    "description": None,
    "connectionDefinitions": [
        {
            "key": "basicAuth",
            "name": "Siteboard Sign-in",
            "description": "Signs in with a name and a password.",
            "type": "Standard",
            "extra": 1,
            "attributes": [
                {"key": "user", "title": "User", "description": "Who.", "isSensitive": False, "odd": [1]},
                {"key": "password", "title": "Password", "description": "Whose.", "isRequired": True},
                {
                    "key": "companies",
                    "title": "Companies",
                    "description": "All.",
                    "isSensitive": False,
                    "isArray": True,
                    "attributes": [
                        {"key": "code", "title": "Code", "description": "One.", "isSensitive": False}
                    ],
                },
                {
                    "key": "connectionEnvironment",
                    "title": "Environment",
                    "description": "Which.",
                    "isRequired": True,
                    "isSensitive": False,
                    "options": [{"label": "Production", "value": 1, "odd": 2}, {"label": "no"}],
                },
            ],
        }
    ],
    "configSchema": {
        "type": "object",
        "properties": {"pageSize": {"type": "integer", "minimum": 1.5}},
        "$schema": "x",
    },
    "modules": [],
}


def findings(report: Report) -> list[tuple[str, str]]:
    return sorted((each.rule, each.message) for each in report.diagnostics)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SAMPLES).parent.as_posix())
def test_the_samples_lint_to_the_same_result(file: Path, tmp_path: Path) -> None:
    data = file.read_bytes()
    before = validator.check(write_project(tmp_path / "json", {"connector.json": data}))
    if {each.rule for each in before.diagnostics} & set(SECRET_RULES):
        with pytest.raises(UsageError, match="secrets are not copied"):
            imported("connector.json", data)
        return
    text = imported("connector.json", data).text()
    after = validator.check(write_project(tmp_path / "yaml", {"connector.yaml": text}))
    beyond = [
        each for each in before.diagnostics if "modules" in each.route or each.route[-1:] == ("urlPart",)
    ]
    lost = sorted((each.rule, each.message) for each in beyond)
    assert sorted([*findings(after), *lost]) == findings(before)
    assert after.summary.documents == before.summary.documents


def test_configs_are_judged_alike_by_both(tmp_path: Path) -> None:
    config = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: siteboard
integration: Siteboard + Reports
workspace: {name: Acme}
connection:
  definition: Siteboard Sign-in
  details: {user: acme, passwrod: x, connectionEnvironment: Prod, companies: [{cod: a}]}
generalConfiguration: {pageSize: 1}
"""
    data = json.dumps(WHOLE).encode()
    text = imported("connector.json", data).text()
    reports = [
        validator.check(
            write_project(tmp_path / name, {"config.yaml": config, name: content}) / "config.yaml"
        )
        for name, content in (("connector.json", data), ("connector.yaml", text))
    ]
    assert len(findings(reports[0])) > 3
    assert findings(reports[0]) == findings(reports[1])


def test_what_has_no_place_is_left_out_and_named() -> None:
    made = imported("connector.json", json.dumps(WHOLE).encode())
    assert made.left_out == ("urlPart", "modules")
    text = made.text()
    assert text.startswith('# Made from connector.json, without "urlPart" and "modules".\n')
    connector, definition = yaml.safe_load_all(text)
    assert connector == {
        "apiVersion": "appxlint/v1",
        "kind": "Connector",
        "key": "siteboard",
        "name": "Siteboard: no",
        "generalConfiguration": WHOLE["configSchema"],
    }
    user, password, companies, environment = definition["attributes"]
    assert user == {
        "key": "user",
        "title": "User",
        "description": "Who.",
        "isRequired": False,
        "isSensitive": False,
    }
    assert "isSensitive" not in password
    assert companies["attributes"][0]["isRequired"] is False
    assert environment["options"] == [{"label": "Production", "value": 1}, {"label": "no"}]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "connector.json"),
        (b"{", r"^connector\.json:1:\d+: "),
        (b"[]", "is no connector.json"),
        (b"\xff\xfe\x00", "connector.json"),
        (b'{"name": "x"}', "is no connector.json"),
        (b'{"connectionDefinitions": [], "connectionDefinitions": [}', r"^connector\.json:1:"),
    ],
)
def test_what_is_none_is_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words) as raised:
        imported("connector.json", data)
    assert "\n" not in f"{raised.value}"


def test_a_secret_is_not_copied(tmp_path: Path) -> None:
    key = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    data = json.dumps({**WHOLE, "description": f"Use {key}"}).encode()
    with pytest.raises(UsageError, match="secrets are not copied") as raised:
        imported("connector.json", data)
    assert key not in f"{raised.value}"
