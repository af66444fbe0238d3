from __future__ import annotations

import pytest

from tests.support.reading import project_of
from validator.project.forms import TEXT, Form
from validator.project.showing import field, hidden_in, is_open, key_is_shown, keys_of

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
connection: {definition: Ledger PIN, details: {pin: 1}}
generalConfiguration: {pageSize: 1}
"""
DEFINITION = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: pinAuth
name: Ledger PIN
type: Standard
attributes:
  - {key: pin, title: PIN}
  - {key: sluice, title: Sluice, isSensitive: false, attributes: [{key: weir, title: Weir, isSensitive: false}]}
"""
CONNECTOR = """\
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
generalConfiguration:
  type: object
  properties:
    pageSize: {type: integer, default: 5}
    apiToken: {type: string}
    hush: {type: string, writeOnly: true}
    pond: {type: array, items: {type: object, properties: {reed: {type: string}}}}
"""
PROJECT = project_of(CONFIG, DEFINITION, CONNECTOR)
IN_CONFIG, IN_DEFINITION, IN_CONNECTOR = PROJECT.documents


@pytest.mark.parametrize(
    ("route", "opened"),
    [
        (("kind",), True),
        (("name",), True),
        (("nmae",), None),
        (("connection", "details", "pin"), False),
        (("connection", "details", "sluice"), True),
        (("connection", "details", "sluice", "weir"), True),
        (("connection", "details", "Pin"), None),
        (("connection", "details", "clientSecret"), False),
        (("connection", "details", "scope"), True),
        (("generalConfiguration", "pageSize"), True),
        (("generalConfiguration", "apiToken"), False),
        (("generalConfiguration", "hush"), False),
        (("generalConfiguration", "pond", 0, "reed"), True),
        (("generalConfiguration", "other"), None),
        (("generalConfiguration", "clientSecret"), False),
        (("metadata", "owner"), None),
    ],
)
def test_a_field_is_open_where_it_is_declared_and_not_sensitive(
    route: tuple[str | int, ...], opened: bool | None
) -> None:
    assert is_open(IN_CONFIG, route, PROJECT) is opened


@pytest.mark.parametrize(
    ("route", "opened"),
    [
        (("nmae",), True),
        (("conection", "deteils", "sluce"), True),
        (("connection", "details", "pinn"), None),
        (("connection", "details", "Pin"), False),
        (("connection", "details", "clientScret"), False),
        (("connection", "details", "authUrl"), None),
        (("metadata", "nmae"), None),
        (("workspace", "region", "nmae"), None),
    ],
)
def test_a_key_that_can_mean_one_field_alone_stands_for_that(
    route: tuple[str | int, ...], opened: bool | None
) -> None:
    assert field(IN_CONFIG, route, PROJECT).opened is opened


def test_a_field_that_is_not_open_takes_nothing_in_particular() -> None:
    assert field(IN_CONFIG, ("unattended",), PROJECT).form.takes == {"boolean"}
    assert field(IN_CONFIG, ("unatended",), PROJECT).form.takes == {"boolean"}
    assert field(IN_CONFIG, ("connection", "details", "pin"), PROJECT).form is TEXT


@pytest.mark.parametrize(
    ("route", "text", "shown"),
    [
        (("region",), "us", True),
        (("region",), "rosebud", False),
        (("company",), "4281379", True),
        (("company",), "rosebud", False),
        (("connection", "region"), "au", True),
        (("metadata", "retries"), "3", True),
        (("metadata", "retries"), "48213", True),
        (("metadata", "owner"), "482", True),
        (("metadata", "owner"), "4821", False),
        (("metadata", "owner"), "2026-10-02", True),
        (("metadata", "owner"), "Developer Sandbox", True),
        (("metadata", "owner"), "Sandbox 12", False),
        (("metadata", "password"), "us", False),
        (("metadata", "pasword"), "us", False),
        (("metadata", "kennwort"), "us", False),
        (("metadata", "pin"), "482", False),
        (("metadata", "code"), "482", False),
        (("metadata", "rosebud"), "482", False),
        (("metadata", "tokens", "owner"), "482", False),
        (("metadata", "rosebud", "owner"), "482", False),
        (("connection", "pin"), "482", False),
    ],
)
def test_of_a_field_that_nobody_declares_what_is_no_secret_anyhow_is_shown(
    route: tuple[str | int, ...], text: str, shown: bool
) -> None:
    opened, form = field(IN_CONFIG, route, PROJECT)
    assert opened is None
    assert hidden_in(text, open_=True, forms=(form,)) == ([] if shown else [(0, len(text))])


def test_the_texts_of_an_attribute_that_is_sensitive_are_not_open() -> None:
    (document,) = project_of(
        DEFINITION.replace(
            "{key: pin, title: PIN}",
            "{key: pin, title: PIN, isSensitive: true, options: [{label: x}], description: y, pattern: z}",
        )
    ).documents
    for at, opened in ((0, False), (1, True)):
        for route in (("pattern",), ("description",), ("options", 0, "label")):
            assert is_open(document, ("attributes", at, *route), PROJECT) is opened
    assert is_open(document, ("attributes", 0, "title"), PROJECT) is True


def test_the_words_of_a_json_schema_are_open_and_its_defaults_are_not() -> None:
    at = ("generalConfiguration", "properties", "pageSize")
    assert is_open(IN_CONNECTOR, (*at, "type"), PROJECT) is True
    assert is_open(IN_CONNECTOR, (*at, "default"), PROJECT) is None
    assert is_open(IN_CONNECTOR, ("generalConfiguration", "properties", "type"), PROJECT) is None


def test_the_keys_of_a_project_are_those_that_its_documents_declare() -> None:
    known = keys_of(PROJECT)
    assert known == {"pin", "sluice", "weir", "pageSize", "apiToken", "hush", "pond", "reed"}
    assert key_is_shown("sluice", known)
    assert key_is_shown("sluicee", known)
    assert not key_is_shown("sluice", frozenset())
    assert not key_is_shown("swordfish", known)


@pytest.mark.parametrize(
    ("text", "opened", "hidden"),
    [
        ("swordfish", True, []),
        ("swordfish", False, [(0, 9)]),
        ("no", False, []),
        ("  ", False, []),
        ("Bearer swordfish", True, [(7, 16)]),
        ("${env:ACME_ID}", False, []),
        ("${env:swordfish}", False, [(6, 15)]),
        ("${env:ACME_ID:-swordfish}", False, [(0, 25)]),
        ("${file:/run/acme}", False, []),
        ("op://Private/meadow/password", False, [(13, 19)]),
    ],
)
def test_a_value_is_hidden_but_for_the_names_of_a_reference(
    text: str, opened: bool, hidden: list[tuple[int, int]]
) -> None:
    assert hidden_in(text, open_=opened) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("swordfish", [(0, 9)]),
        ("${env:ACME_ID}", []),
        ("${env:swordfish}", [(6, 15)]),
        ("ture", []),
        ("no", []),
    ],
)
def test_of_a_text_that_has_another_form_than_its_field_only_a_reference_is_shown(
    text: str, hidden: list[tuple[int, int]]
) -> None:
    boolean = Form(frozenset({"boolean"}))
    assert hidden_in(text, open_=True, forms=[boolean]) == hidden
    assert hidden_in(text, open_=True, forms=[TEXT, boolean]) == hidden
