"""What the schemas take for an address, a day or a setting, and how a part of one is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from validator.schema.schemas import alternatives, bundle, described, resolve, schema

FOLDER = Path(__file__).parents[2] / "schemas"
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], DRAFT7.create_resource(schema))
    for schema in (json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json"))
)


def _faults(value: object, place: str) -> set[str]:
    """Return the faults of a value under a schema of the folder as `path keyword`."""
    errors = Draft7Validator({"$ref": place}, registry=REGISTRY).iter_errors(value)
    return {f"{'/'.join(map(str, error.absolute_path))} {error.validator}" for error in errors}


ADDRESSES = {
    "https://login.procore.com/oauth/token",
    "https://api.example.com:8482/v1?x=1",
    "http://localhost:8080/callback",
    "HTTPS://Login.Example.com",
}
REFERENCES = {
    "${env:URL}",
    "${file:../secrets/url}",
    "${keyring:procore/acme}",
    "${unknown:thing}",
    "op://vault/procore/url",
    "ref+vault://secret/procore#url",
    "vault:secret/data/procore#url",
    "{{ secrets.url }}",
    "arn:aws:secretsmanager:us-east-1:1:secret:url",
}
NEITHER = {
    "login.procore.com/oauth/token",
    "login.procore.com:443/oauth/token",
    "localhost:8080/callback",
    "htps://login.procore.com/oauth/token",
    "https:/login.procore.com/oauth/token",
    "https://",
    "https://login.procore.com/oauth token",
    " https://login.procore.com",
    "ftp://login.procore.com",
    "",
}


@pytest.mark.parametrize("value", sorted(ADDRESSES))
def test_an_address_is_accepted_wherever_one_belongs(value: str) -> None:
    assert _faults(value, "shared.json#/definitions/url") == set()
    assert _faults(value, "shared.json#/definitions/webAddress") == set()


@pytest.mark.parametrize("value", sorted(REFERENCES))
def test_any_form_of_reference_may_stand_for_an_address_of_a_client_but_not_for_a_fact(value: str) -> None:
    assert _faults(value, "shared.json#/definitions/url") == set()
    assert _faults(value, "shared.json#/definitions/webAddress") == {" pattern"}


@pytest.mark.parametrize("value", sorted(NEITHER))
def test_what_is_plainly_no_address_is_refused(value: str) -> None:
    assert _faults(value, "shared.json#/definitions/url") == {" pattern"}


@pytest.mark.parametrize("key", ["tokenUrl", "authorizationUrl", "refreshUrl", "redirectUri"])
def test_the_addresses_of_a_client_are_judged_as_addresses(key: str) -> None:
    assert _faults("${env:URL}", f"oauth-client.json#/properties/{key}") == set()
    assert _faults("urn:ietf:wg:oauth:2.0:oob", f"oauth-client.json#/properties/{key}") == set()
    assert _faults("login", f"oauth-client.json#/properties/{key}") == {" pattern"}


@pytest.mark.parametrize(
    ("value", "day", "day_or_month", "day_or_reference"),
    [
        ("2026-10-02", True, True, True),
        ("2026-10", False, True, False),
        ("2026-13-01", False, False, False),
        ("2026-10-32", False, False, False),
        ("2026-1-2", False, False, False),
        ("02.10.2026", False, False, False),
        ("2026-10-02T00:00:00Z", False, False, False),
        ("٢٠٢٦-10-02", False, False, False),
        ("${env:DAY}", False, False, True),
        ("op://vault/procore/day", False, False, True),
    ],
)
def test_a_day_is_written_year_first(
    value: str, *, day: bool, day_or_month: bool, day_or_reference: bool
) -> None:
    accepted = {"day": day, "dayOrMonth": day_or_month, "dayOrReference": day_or_reference, "installed": day}
    for name, right in accepted.items():
        assert _faults(value, f"shared.json#/definitions/{name}") == (set() if right else {" pattern"})


@pytest.mark.parametrize(
    ("settings", "faults"),
    [
        ({}, set()),
        ({"select": ["literal-secret"], "severity": {"unknown-field": "warning"}, "fail-on": "never"}, set()),
        ({"per-file-ignores": {"old/**": ["unused-document"]}, "limits": {"depth": 8}}, set()),
        ({"secret_expiry_days": 3}, {" additionalProperties"}),
        ({"secret-expiry-days": -1}, {"secret-expiry-days minimum"}),
        ({"severity": {"unknown-field": "fatal"}}, {"severity/unknown-field enum"}),
        ({"limits": {"depth": 0}}, {"limits/depth minimum"}),
        ({"limits": {"depth": 100_000}}, {"limits/depth maximum"}),
        ({"exclude": "old/**"}, {"exclude type"}),
    ],
)
def test_settings_are_a_closed_table(settings: dict[str, Any], faults: set[str]) -> None:
    assert _faults(settings, "settings.json") == faults


@pytest.mark.parametrize(
    ("place", "required"),
    [
        ("shared.json#/definitions/application", {"source"}),
        ("shared.json#/definitions/source", {"url", "asOf", "certainty"}),
        ("connection-definition.json#/definitions/option", {"label"}),
        ("connector.json#/definitions/address", {"path", "gives"}),
        ("connector.json#/definitions/environment", {"name"}),
        ("connector.json#/definitions/host", {"host"}),
        ("connector.json#/definitions/mistaken", {"pattern", "is"}),
        ("connector.json#/definitions/zone", {"name", "from", "to"}),
        ("platform.json#/definitions/choice", {"label"}),
        ("report.json#/definitions/suppression", {"kind", "reason"}),
    ],
)
def test_a_part_lacks_its_required_keys_and_no_others(place: str, required: set[str]) -> None:
    errors = Draft7Validator({"$ref": place}, registry=REGISTRY).iter_errors({})
    assert [(error.validator, set(error.validator_value)) for error in errors] == [
        ("required", required)
    ] * len(required)


@pytest.mark.parametrize(
    ("name", "route", "title"),
    [
        ("workspace.json", ("name",), "Workspace name"),
        ("connector-config.json", ("connection", "oauthClient"), "OAuth Client Details"),
        ("connector-config.json", ("workspace", "region"), "Region"),
        ("base-connection-rules.json", ("baseConnections", 3, "sets", "details"), "Connection Details"),
        ("connection-definition.json", ("attributes", 0, "attributes", 1, "isArray"), "Array"),
    ],
)
def test_a_part_of_a_schema_is_found_through_references_and_alternatives(
    name: str, route: tuple[str | int, ...], title: str
) -> None:
    assert described(name, route)["title"] == title


@pytest.mark.parametrize(
    "route", [("flavour",), ("name", "first"), ("name", 0), ("connection", "details", "x")]
)
def test_of_what_a_schema_does_not_know_it_says_nothing(route: tuple[str | int, ...]) -> None:
    assert described("connector-config.json", route) == {}


def test_a_reference_leads_to_a_part_and_the_file_that_it_stands_in() -> None:
    assert resolve("shared.json#/definitions/text", "workspace.json") == (
        schema("shared.json")["definitions"]["text"],
        "shared.json",
    )
    assert resolve("#/definitions/connection", "connector-config.json")[1] == "connector-config.json"


def test_a_bundle_holds_what_a_schema_refers_to() -> None:
    whole = bundle("workspace.json")
    assert whole["properties"]["name"]["$ref"] == "#/definitions/shared/definitions/screenName"
    assert whole["definitions"]["shared"]["definitions"]["screenName"]["minLength"] == 1
    assert "$id" not in {*whole, *whole["definitions"]["shared"]}


def test_alternatives_are_all_that_a_part_may_be_with_references_followed() -> None:
    name = "connector-config.json"
    assert [node["type"] for node in alternatives(name, ("workspace",))] == ["string", "object"]
    assert [node["enum"] for node in alternatives(name, ("workspace", "region"))] == [["us", "au"]]
    assert [node["type"] for node in alternatives(name, ("sources", 0, "note"))] == ["string"]
    assert alternatives(name, ("workspace", "swordfish")) == []
