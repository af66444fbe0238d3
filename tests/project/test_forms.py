from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.reading import project_of
from validator.project.forms import (
    _NUMBER,
    TEXT,
    Form,
    _is_number,
    fields_at,
    form_at,
    hidden_by_form,
    is_identifier,
)

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
connection: {definition: Ledger PIN, details: {rank: 1}}
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
  - {key: rank, title: Rank, isSensitive: false, options: [{label: Gold, value: 1}, {label: Silver}]}
  - {key: size, title: Size, type: integer, isSensitive: false}
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
    pageSize: {type: integer}
    pond: {type: object, properties: {reed: {enum: [tall, low]}}}
"""
PROJECT = project_of(CONFIG, DEFINITION, CONNECTOR)
IN_CONFIG, IN_DEFINITION, IN_CONNECTOR = PROJECT.documents
DETAILS = ("connection", "details")


def form(*takes: str, words: tuple[str, ...] = ()) -> Form:
    return Form(frozenset(takes), words)


@pytest.mark.parametrize(
    ("route", "found"),
    [
        (("name",), TEXT),
        (("kind",), form("word", words=tuple(form_at(IN_CONFIG, ("kind",), PROJECT).words))),
        (("apiVersion",), form("word", words=("appxlint/v1",))),
        (("metadata",), form()),
        (("sources",), form()),
        (("sources", 0, "url"), form("address")),
        (("sources", 0, "asOf"), form("day")),
        (("connection",), form()),
        (DETAILS, form()),
        (("generalConfiguration",), form()),
        (("unattended",), form("boolean")),
        (("workspace",), TEXT),
        (("workspace", "region"), form("word", words=("us", "au"))),
        (("application", "installed"), form("boolean", "day")),
        (("application", "permittedProjects"), form("word", "text", "number", words=("all",))),
        (("application", "permittedProjects", 0), form("text", "number")),
        ((*DETAILS, "rank"), form("word", words=("Gold", "1", "Silver", "None"))),
        ((*DETAILS, "size"), form("number")),
        ((*DETAILS, "sluice"), form()),
        ((*DETAILS, "sluice", "weir"), TEXT),
        ((*DETAILS, "clientId"), form("identifier")),
        ((*DETAILS, "tokenUrl"), form("address")),
        (("generalConfiguration", "pageSize"), form("number")),
        (("generalConfiguration", "pond"), form()),
        (("generalConfiguration", "pond", "reed"), form("word", words=("tall", "low"))),
    ],
)
def test_a_field_takes_what_its_schema_or_its_definition_says(
    route: tuple[str | int, ...], found: Form
) -> None:
    assert form_at(IN_CONFIG, route, PROJECT) == found


def test_a_connectors_own_schema_takes_any_words() -> None:
    assert form_at(IN_CONNECTOR, ("generalConfiguration", "properties", "pageSize", "type"), PROJECT) is TEXT


@pytest.mark.parametrize(
    ("route", "some"),
    [
        ((), {"name", "unattended"}),
        (DETAILS, {"rank", "sluice", "clientSecret"}),
        ((*DETAILS, "sluice"), {"weir"}),
        (("generalConfiguration",), {"pageSize", "pond"}),
        (("generalConfiguration", "pond"), {"reed"}),
        (("metadata",), set()),
        (("generalConfiguration", "other"), set()),
    ],
)
def test_the_fields_of_a_mapping_are_those_that_somebody_declares(
    route: tuple[str | int, ...], some: set[str]
) -> None:
    found = set(fields_at(IN_CONFIG, route, PROJECT))
    assert found >= some
    assert bool(found) is bool(some)


@pytest.mark.parametrize(
    ("takes", "shown", "hidden"),
    [
        ("text", ["swordfish", "two words"], []),
        ("boolean", ["ture", "Yess", "1"], ["swordfish", "password swordfish"]),
        ("number", ["4_281_379", "12x", "1,5", "-3", "0x1F", "50 %"], ["swordfish", "12 swordfish", "1swordfish"]),
        (
            "day",
            ["30 February", "2026-13-40", "03/04/2026", "May 2027", "2027-01-01T00:00:00Z", "1st of May"[:3]],
            ["swordfish", "2027 swordfish", "May", "soon"],
        ),
        ("identifier", ["0oa1b2c3", "a-b.c_d~e"], ["id, swordfish", "Token swordfish", "0oa:swordfish", "a\nb"]),
        ("address", ["api.procore.com"], ["swordfish"]),
        ("path", ["/oauth/token"], ["swordfish"]),
    ],
)  # fmt: skip
def test_a_text_is_shown_that_has_the_form_of_its_field(
    takes: str, shown: list[str], hidden: list[str]
) -> None:
    assert [text for text in shown if hidden_by_form(text, form(takes))] == []
    assert [text for text in hidden if hidden_by_form(text, form(takes)) != [(0, len(text))]] == []


def test_of_a_closed_set_what_is_near_to_one_of_its_words_is_shown() -> None:
    closed = form("word", words=("Production", "Sandbox"))
    assert not any(hidden_by_form(text, closed) for text in ("Production", "Prodution", "prod", "SANDBOX"))
    assert hidden_by_form("swordfish", closed) == [(0, 9)]


def test_where_a_field_takes_several_things_a_text_may_have_the_form_of_any() -> None:
    both = form("boolean", "day")
    assert not any(hidden_by_form(text, both) for text in ("ture", "2027-01-01"))
    assert hidden_by_form("swordfish", both) == [(0, 9)]
    assert hidden_by_form("swordfish", form()) == [(0, 9)]


def test_a_public_name_of_an_application_is_one_run_of_characters() -> None:
    assert is_identifier("0oa1b2c3", form("identifier"))
    assert not is_identifier("0oa1b2c3 swordfish", form("identifier"))
    assert not is_identifier("0oa1b2c3", TEXT)


@given(st.text("-0123 .x\u0663", max_size=45))
def test_digits_with_hyphens_are_a_number_as_the_pattern_has_it(text: str) -> None:
    assert _is_number(text) is (_NUMBER.match(text) is not None)
