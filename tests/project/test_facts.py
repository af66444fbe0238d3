from __future__ import annotations

import pytest

from tests.support.reading import document_of
from validator.project.facts import (
    Environment,
    Option,
    Role,
    attributes,
    environment_named,
    environments,
    environments_at,
    environments_of_host,
    host_of,
    hosts_of,
    is_loopback,
    wrong_host,
)

CONNECTOR = document_of(
    """\
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
environments:
  - name: Production
    aliases: [Prod, Live]
    loginUrl: https://login.ledger.example
    apiUrl: https://api.ledger.example/rest
    webHosts: [app.ledger.example]
  - name: Sandbox
    loginUrl: https://login.ledger.example
    apiUrl: https://API.sandbox.ledger.example
  - name: Nothing known
hosts:
  - {host: old.ledger.example, as: login, use: login.ledger.example, tolerated: true, note: documented nowhere}
  - {host: www.ledger.example, use: api.ledger.example}
"""
)
KNOWN = environments(CONNECTOR)
PRODUCTION, SANDBOX, BARE = KNOWN


def names(found: tuple[Environment, ...]) -> list[str]:
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Production", "Production"),
        ("production ", "Production"),
        ("LIVE", "Production"),
        ("nothing-known", "Nothing known"),
        (2, "Sandbox"),
        ("2", "Sandbox"),
        ("Staging", None),
        (7, None),
        (True, None),
        (None, None),
        (["Production"], None),
    ],
)
def test_an_environment_is_named_by_label_alias_or_number(value: object, name: str | None) -> None:
    options = (Option("Production", 1), Option("Sandbox", 2))
    found = environment_named(value, KNOWN, options)
    assert (found.name if found is not None else None) == name


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Login.Ledger.example/x", "login.ledger.example"),
        (" https://login.ledger.example:443 ", "login.ledger.example"),
        ("login.ledger.example", None),
        ("https://[", None),
        (7, None),
        (None, None),
    ],
)
def test_a_host_is_what_a_url_names(url: object, host: str | None) -> None:
    assert host_of(url) == host


def test_hosts_are_listed_once_and_in_order() -> None:
    assert hosts_of(KNOWN, Role.LOGIN) == ["login.ledger.example"]
    assert hosts_of(KNOWN, Role.API) == ["api.ledger.example", "api.sandbox.ledger.example"]


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("login.ledger.example", ["Production", "Sandbox"]),
        ("api.sandbox.ledger.example", ["Sandbox"]),
        ("app.ledger.example", ["Production"]),
        ("ledger.example", []),
        (None, []),
    ],
)
def test_an_environment_has_its_login_api_and_web_hosts(host: str | None, found: list[str]) -> None:
    assert names(environments_of_host(host, KNOWN)) == found


@pytest.mark.parametrize(
    ("url", "role", "found"),
    [
        ("https://login.ledger.example", Role.LOGIN, ["Production", "Sandbox"]),
        ("https://login.ledger.example", Role.API, []),
        ("https://api.ledger.example", Role.API, ["Production"]),
        ("https://old.ledger.example", Role.LOGIN, ["Production", "Sandbox"]),
        ("https://old.ledger.example", Role.API, []),
        ("https://www.ledger.example", Role.API, []),
        ("nowhere", Role.API, []),
    ],
)
def test_an_address_serves_the_environments_of_its_host_or_of_the_one_it_is_tolerated_for(
    url: str, role: Role, found: list[str]
) -> None:
    assert names(environments_at(url, role, CONNECTOR, KNOWN)) == found


def test_a_wrong_host_is_known_with_the_right_one() -> None:
    assert wrong_host(CONNECTOR, "old.ledger.example", Role.LOGIN) == (
        "login.ledger.example",
        True,
        "documented nowhere",
    )
    assert wrong_host(CONNECTOR, "www.ledger.example", Role.LOGIN) == ("api.ledger.example", False, "")
    assert wrong_host(CONNECTOR, "old.ledger.example", Role.API) is None
    assert wrong_host(None, "old.ledger.example", Role.LOGIN) is None


def test_a_connector_or_definition_that_is_not_there_has_nothing() -> None:
    assert environments(None) == ()
    assert attributes(None) == ()


def test_attributes_have_the_usual_values_where_nothing_is_said() -> None:
    definition = document_of(
        "apiVersion: appxlint/v1\nkind: ConnectionDefinition\nconnector: ledger\nkey: k\nname: N\n"
        "type: Standard\nattributes:\n"
        "  - {key: apiKey}\n"
        "  - {key: tier, title: Tier, isRequired: true, isSensitive: false, options: [{label: A, value: 1}]}\n"
        "  - {key: group, title: Group, isArray: true, attributes: [{key: inner, title: Inner}]}\n"
    )
    plain, tier, group = attributes(definition)
    assert (plain.title, plain.type, plain.required, plain.sensitive) == ("apiKey", "string", False, True)
    assert (tier.required, tier.sensitive, tier.options) == (True, False, (Option("A", 1),))
    assert (group.is_array, [each.key for each in group.attributes]) == (True, ["inner"])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.255.255.254", "::1"])
def test_loopback_addresses_are_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", [None, "", "localhost.example", "128.0.0.1", "::2", "127.1", "0", "LOCALHOST"]
)
def test_what_only_looks_like_loopback_is_not(host: str | None) -> None:
    assert not is_loopback(host)
