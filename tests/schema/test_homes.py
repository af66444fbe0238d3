from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.reading import document_of
from validator.schema.homes import Home, home_of, other_kind

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
