from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.run import check_projects
from validator.live import overrides as module
from validator.live.hosts import HostPort, Trust
from validator.live.overrides import (
    API_URL,
    LOGIN_URL,
    TRUST_HOST,
    Override,
    OverrideError,
    Overrides,
    bound,
    read,
    trust_for,
)

if TYPE_CHECKING:
    from pathlib import Path

NEAR = HostPort("near.example", None)


@pytest.mark.parametrize(
    ("option", "words", "read_as"),
    [
        (TRUST_HOST, "near.example", ("", "near.example")),
        (TRUST_HOST, "procore=near.example:8443", ("procore", "near.example:8443")),
        (TRUST_HOST, "procore=[::1]:8443", ("procore", "[::1]:8443")),
        (LOGIN_URL, "https://near.example", ("", "https://near.example")),
        (LOGIN_URL, "procore=https://near.example/a", ("procore", "https://near.example/a")),
        (API_URL, "my-own.one=http://localhost:8080", ("my-own.one", "http://localhost:8080")),
    ],
)
def test_an_option_is_a_value_with_a_key_or_without(
    option: str, words: str, read_as: tuple[str, str]
) -> None:
    assert read(option, words) == Override(option, *read_as)


@pytest.mark.parametrize(
    ("option", "words", "said"),
    [
        (TRUST_HOST, "not a host", "--trust-host: "),
        (TRUST_HOST, "procore=", "--trust-host: the value is empty"),
        (TRUST_HOST, "https://near.example", "is no HOST or HOST:PORT"),
        (LOGIN_URL, "nonsense", "--login-url: this is no address"),
        (LOGIN_URL, "", "--login-url: the value is empty"),
        (LOGIN_URL, "procore=", "--login-url: the value is empty"),
        (LOGIN_URL, "https://near.example/a?b=c", "this is no address"),
        (LOGIN_URL, "https://near.example#a", "this is no address"),
        (LOGIN_URL, "https://[::1", "this is no address"),
        (LOGIN_URL, "https://near.example:99999", "this is no address"),
        (LOGIN_URL, "ws://near.example", "this is no address"),
        (API_URL, "https://me:swordfish@near.example", "--api-url: the address holds a user name"),
        (API_URL, "http://near.example", "near.example would be asked over plain http"),
    ],
)
def test_what_is_neither_host_nor_address_is_refused_by_the_options_name(
    option: str, words: str, said: str
) -> None:
    with pytest.raises(OverrideError) as caught:
        read(option, words)
    assert said in str(caught.value)
    assert "swordfish" not in str(caught.value)


def test_without_a_key_an_option_is_for_the_only_connector_of_the_run() -> None:
    given = [read(TRUST_HOST, "near.example"), read(LOGIN_URL, "https://near.example/a")]
    assert bound(given, ["procore", "procore"]) == {
        "procore": Overrides(frozenset({NEAR}), "https://near.example/a")
    }


def test_without_a_key_an_option_is_no_ones_where_a_run_has_several_connectors() -> None:
    with pytest.raises(OverrideError) as caught:
        bound([read(TRUST_HOST, "near.example")], ["procore", "hcss"])
    assert str(caught.value) == (
        "--trust-host is for one connector, and this run has several: "
        "write --trust-host hcss=near.example or --trust-host procore=near.example"
    )


def test_with_a_key_an_option_is_for_that_connector_alone() -> None:
    given = [read(TRUST_HOST, "procore=near.example"), read(API_URL, "procore=https://near.example")]
    assert bound(given, ["procore", "hcss"]) == {
        "procore": Overrides(frozenset({NEAR}), "", "https://near.example"),
        "hcss": Overrides(),
    }


def test_a_known_connector_that_the_run_has_no_config_for_is_passed_over() -> None:
    assert bound([read(TRUST_HOST, "hcss=near.example")], ["procore"]) == {"procore": Overrides()}
    assert bound([read(TRUST_HOST, "near.example")], []) == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([(TRUST_HOST, "procor=near.example")], 'no connector has the key "procor"; did you mean "procore"?'),
        (
            [(LOGIN_URL, "https://near.example")],
            "near.example is no host of procore; trust it with --trust-host",
        ),
        (
            [(TRUST_HOST, "near.example"), (LOGIN_URL, "https://near.example:8443")],
            "trust it with --trust-host procore=near.example:8443",
        ),
        ([(LOGIN_URL, "https://login.procore.com")] * 2, "--login-url is given twice for procore"),
    ],
)
def test_an_option_that_leads_nowhere_is_refused(given: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(OverrideError) as caught:
        bound([read(*each) for each in given], ["procore"])
    assert said in str(caught.value)


def test_an_official_host_needs_no_further_trust() -> None:
    given = [read(LOGIN_URL, "https://login-sandbox.procore.com")]
    assert bound(given, ["procore"])["procore"].login_url == "https://login-sandbox.procore.com"


def test_the_hosts_of_a_connector_are_those_of_its_environments_and_definitions() -> None:
    procore = trust_for("procore", Overrides())
    assert "login.procore.com" in procore.official
    assert "sandbox.procore.com" in procore.official
    assert "app.procore.com" not in procore.official
    assert trust_for("bluebeam", Overrides()).official == {"authserver.bluebeam.com"}


def test_only_environments_and_definitions_make_a_host_official(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "apiVersion: appxlint/v1\nkind: Connector\nkey: plantrack\nname: PlanTrack\n"
        "environments:\n  - {name: Live, loginUrl: https://id.plantrack.example, apiUrl: https://api.plantrack.example}\n"
        "---\napiVersion: appxlint/v1\nkind: ConnectionDefinition\nconnector: plantrack\nkey: one\nname: One\n"
        "type: OAuth2ClientCredentials\n"
        "tokenUrl: https://token.plantrack.example/a\nauthorizationUrl: https://page.plantrack.example/b\n"
        "---\napiVersion: appxlint/v1\nkind: OAuthClient\nconnector: plantrack\ndefinition: One\nname: Acme\n"
        "tokenUrl: https://client.plantrack.example/a\n"
    )
    write_project(project, {"config.yaml": text})
    (found,) = check_projects(Request((".",)))[1]
    monkeypatch.setattr(module, "shipped", lambda _key: found.loaded.project.documents)
    official = trust_for("plantrack", Overrides()).official
    assert official == {f"{name}.plantrack.example" for name in ("id", "api", "token", "page")}


@pytest.mark.parametrize(
    ("connector", "host"),
    [
        ("power-bi", "login.microsoftonline.com"),
        ("autodesk-forma", "developer.api.autodesk.com"),
        ("hcss", "api.hcssapps.com"),
        ("bluebeam", "authserver.bluebeam.com"),
        ("accubid", "id.trimble.com"),
    ],
)
def test_where_a_token_address_is_a_sourced_fact_it_needs_no_trust_of_the_command_line(
    connector: str, host: str
) -> None:
    assert host in trust_for(connector, Overrides()).official


@pytest.mark.parametrize("connector", ["http", "salesforce", "spectrum", "quickbooks-online", "ramp"])
def test_where_it_is_the_customers_own_or_not_known_nothing_is_trusted(connector: str) -> None:
    assert trust_for(connector, Overrides()).official == frozenset()


def test_trust_is_for_the_connector_that_is_named_and_for_the_command_lines_hosts() -> None:
    own = frozenset({HostPort("near.example", 8443)})
    for key in (None, "no-such-connector"):
        assert trust_for(key, Overrides(own)) == Trust(frozenset(), own)
    assert trust_for("procore", Overrides()).official.isdisjoint(trust_for("bluebeam", Overrides()).official)
