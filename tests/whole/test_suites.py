"""Public suites of YAML and of JSON Schema as input that may not break anything, where a copy is at hand.

`APPXLINT_YAML_TEST_SUITE` names a folder with the branch `data` of github.com/yaml/yaml-test-suite,
`APPXLINT_JSON_SCHEMA_TEST_SUITE` one with github.com/json-schema-org/JSON-Schema-Test-Suite.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import write_project
from tests.support.spans import lies_inside, lines_of
from validator.diagnostics import Request
from validator.engine.run import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Lint
    from validator.diagnostics import Report

HEADER = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\ntype: standard\nregion: us\n"
CONFIG: dict[str, Any] = {"apiVersion": "appxlint/v1", "kind": "ConnectorConfig", "connector": "ledger"}


def yaml_inputs(folder: Path) -> list[Path]:
    """Return the inputs of the YAML suite, the right ones and the wrong ones."""
    return sorted({*folder.rglob("in.yaml"), *folder.rglob("in.json")})


def schema_groups(file: Path) -> list[dict[str, Any]]:
    """Return the schemas of a file of the JSON Schema suite, each with values to hold against it."""
    groups: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return groups


def spans_of(report: Report) -> Iterator[tuple[str, bool]]:
    """Yield the rule of each finding, and whether all of its places lie inside their files."""
    lines = {path: lines_of(Path(path).read_bytes()) for path in report.files}
    for each in (*report.diagnostics, *report.suppressed, *report.omitted):
        edits = each.fix.edits if each.fix is not None else ()
        places = [(each.path, each.span), *((each.path, edit.span) for edit in edits)]
        places += [(other.path, other.span) for other in each.related]
        yield each.rule, all(lies_inside(span, lines[path]) for path, span in places)


def sound(report: Report) -> bool:
    """Whether every place of a report lies inside its file."""
    return all(inside for _, inside in spans_of(report))


def checked(names: list[str]) -> Report:
    return run(Request(tuple(names)))


def schema_project(group: dict[str, Any]) -> dict[str, str]:
    """Return a connector with a schema for general configuration, and a config for each value."""
    configs = [
        json.dumps({**CONFIG, "name": f"c{number}", "generalConfiguration": test["data"]})
        for number, test in enumerate(group["tests"])
    ]
    metadata = {"key": "ledger", "name": "Ledger", "configSchema": group["schema"]}
    return {"config.yaml": "\n---\n".join(configs), "connector.json": json.dumps(metadata)}


def test_an_input_is_found_and_read_by_itself_and_below_a_header(project: Path) -> None:
    write_project(project / "suite", {"229Q/in.yaml": b"- a\n", "229Q/in.json": b"[]", "other.yaml": b""})
    inputs = yaml_inputs(project / "suite")
    assert [each.name for each in inputs] == ["in.json", "in.yaml"]
    assert sound(read_as_yaml(project, inputs[1].read_bytes()))
    assert sound(read_as_json(project, inputs[0].read_bytes()))


def read_as_yaml(project: Path, data: bytes) -> Report:
    below = (
        HEADER.encode() + b"metadata:\n  x:\n" + b"".join(b"    " + line for line in data.splitlines(True))
    )
    files = {"alone.yaml": data, "behind.yaml": HEADER.encode() + b"---\n" + data, "below.yaml": below}
    write_project(project, files)
    return checked([*files])


def read_as_json(project: Path, data: bytes) -> Report:
    write_project(project, {"alone.json": data, "connector.json": b'{"configSchema": ' + data + b"}"})
    return checked(["alone.json", "connector.json"])


def test_a_schema_and_its_values_are_a_connector_and_configs(lint: Lint) -> None:
    group = {"schema": {"properties": {"a": {"type": "string"}}}, "tests": [{"data": {"a": 1}}]}
    report = lint(schema_project(group))
    assert "wrong-type" in {rule for rule, _ in spans_of(report)}
    assert sound(report)


if YAML_SUITE := os.environ.get("APPXLINT_YAML_TEST_SUITE"):

    @pytest.mark.parametrize("file", yaml_inputs(Path(YAML_SUITE)), ids=lambda file: f"{file.parent.name}")
    def test_no_input_of_the_yaml_suite_breaks_anything(file: Path, project: Path) -> None:
        read = read_as_json if file.suffix == ".json" else read_as_yaml
        assert sound(read(project, file.read_bytes()))


if SCHEMA_SUITE := os.environ.get("APPXLINT_JSON_SCHEMA_TEST_SUITE"):

    @pytest.mark.parametrize(
        "file", sorted((Path(SCHEMA_SUITE) / "tests").rglob("*.json")), ids=lambda file: f"{file.stem}"
    )
    def test_no_schema_of_the_json_schema_suite_breaks_anything(file: Path, lint: Lint) -> None:
        for group in schema_groups(file):
            assert sound(lint(schema_project(group))), group["description"]
