from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import document_of, told_of
from validator.diagnostics import Part
from validator.schema.unknown_keys import Home, fitting_type, home_of, other_kind

if TYPE_CHECKING:
    from validator.diagnostics import Route

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection: {name: Acme}
"""
OLDER = CONFIG.replace("connection: {name: Acme}", "generalConfiguration: {}")
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\n"


@pytest.mark.parametrize(
    ("text", "holder", "key", "home", "spelt"),
    [
        (CONFIG, (), "base_connection", Home(("connection",)), "baseConnection"),
        (CONFIG, ("connection",), "integration", Home(()), "integration"),
        (CONFIG, ("connection",), "companyId", Home(("connection", "details")), "companyId"),
        (OLDER, (), "companyid", Home(("generalConfiguration",)), "companyId"),
        (CONFIG, ("workspace",), "unattended", Home(()), "unattended"),
        (CONFIG.replace("{name: Acme}\nconn", "Acme\nconn"), (), "region", Home(kind="Workspace"), "region"),
    ],
)
def test_a_key_belongs_in_the_one_mapping_that_has_it(
    text: str, holder: Route, key: str, home: Home, spelt: str
) -> None:
    found = home_of(document_of(text), holder, key)
    assert found is not None
    assert (found.home, found.key) == (home, spelt)


@pytest.mark.parametrize("key", ["flavour", "name"])
def test_a_key_that_several_mappings_have_or_none_belongs_nowhere(key: str) -> None:
    assert home_of(document_of(CONFIG), ("connection",), key) is None


def test_credentials_of_a_config_belong_in_a_document_of_another_kind() -> None:
    found = other_kind(document_of(CONFIG), ("connection",), "client_secret")
    assert found is not None
    assert (found.home, found.key) == (Home(kind="OAuthClient"), "clientSecret")
    assert other_kind(document_of(CONFIG), ("workspace",), "client_secret") is None
    assert other_kind(document_of(WORKSPACE + "name: a\n"), (), "client_secret") is None


def test_the_addresses_of_a_definition_tell_its_type() -> None:
    assert fitting_type({"refreshUrl": "", "tokenUrl": ""}) == "OAuth2CodeFlow"
    assert fitting_type({"tokenUrl": ""}) == "OAuth2ClientCredentials"
    assert fitting_type({}) is None


@pytest.mark.parametrize("line", ['name:"Acme : Procore"\n', 'name "Acme : Procore"\n'])
def test_a_key_that_swallows_its_value_is_one_fault(line: str) -> None:
    (fault,) = told_of(WORKSPACE + line)
    assert (fault.rule, fault.place, fault.finding.change) == ("unknown-field", (3, 1), None)
    assert fault.finding.help == "write name: and then the value"


def test_keys_that_belong_in_one_other_mapping_are_one_fault() -> None:
    text = CONFIG.replace("connection: {name: Acme}\n", "baseConnection: a\ndefinition: b\n")
    (fault,) = told_of(text)
    assert (fault.rule, fault.place) == ("unknown-field", (6, 1))
    assert fault.finding.message.endswith('"baseConnection" and "definition"; they belong under connection')
    assert fault.finding.help == "write connection: above them, and indent them by two more spaces"


def test_a_fault_behind_a_merge_key_names_both_places() -> None:
    text = WORKSPACE + "metadata: {shared: &shared {name: a, flavour: b}}\n<<: *shared\n"
    (fault,) = told_of(text)
    assert (fault.rule, fault.place, fault.finding.place.part) == ("unknown-field", (4, 1), Part.KEY)
    assert fault.others == [(3, 38)]
