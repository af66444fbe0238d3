from __future__ import annotations

from typing import Any

import pytest

from tests.support.reading import document_of
from validator.schema.explain_values import for_form, for_type, value_fault
from validator.schema.schemas import described
from validator.schema.validate import Breach

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection: {name: Acme, existing: true}
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: a\n"
TEXTS = {"type": "string"}


@pytest.mark.parametrize(
    ("value", "wanted", "bare", "remedy"),
    [
        (None, ["text"], True, "write a value, or leave the key out"),
        ([1], ["text"], True, "write one value behind the colon"),
        (5, ["text"], True, 'put it in quotes: "5"'),
        (True, ["a mapping"], True, "write a mapping"),
        ("yes", ["true or false"], True, "write true"),
        ("off", ["true or false"], False, "write false, without quotes"),
        ("maybe", ["true or false"], True, "write true or false"),
        ("42", ["a whole number"], False, "write 42, without quotes"),
        ("4e2", ["a whole number"], True, "write a number"),
        ("name:Acme", ["a mapping"], True, "write a space after the colon"),
        ("Acme", ["text", "a mapping"], True, "write text or a mapping"),
        ("Ledger", ["a list"], True, 'write ["Ledger"]'),
        (7, ["a list"], True, "write [7]"),
    ],
)
def test_a_value_of_the_wrong_type_has_a_remedy(
    value: object, wanted: list[str], bare: bool, remedy: str
) -> None:
    assert for_type(value, wanted, TEXTS, bare=bare) == remedy


def test_a_list_of_other_things_than_texts_begins_with_a_dash() -> None:
    assert (
        for_type("a", ["a list"], {"type": "object"}, bare=True)
        == "write a list: begin each entry with a dash"
    )
    assert for_type("a", ["a list"], {"$ref": "shared.json#/definitions/name"}, bare=True) == 'write ["a"]'


@pytest.mark.parametrize(
    ("value", "field", "remedy"),
    [
        ("02.10.2026", "clientSecretExpiration", "write 2026-10-02"),
        ("10/13/2026", "clientSecretExpiration", "write 2026-10-13"),
        ("2026-1-2", "clientSecretExpiration", "write 2026-01-02"),
        (
            "03/04/2026",
            "clientSecretExpiration",
            "write a day as YYYY-MM-DD, or a reference such as ${env:NAME}",
        ),
        (
            "2027-02-30",
            "clientSecretExpiration",
            "write a day as YYYY-MM-DD, or a reference such as ${env:NAME}",
        ),
        ("login.procore.com/oauth", "tokenUrl", "write https://login.procore.com/oauth"),
    ],
)
def test_a_value_of_the_wrong_form_has_a_remedy_where_it_leaves_no_doubt(
    value: str, field: str, remedy: str
) -> None:
    form = described("shared.json", ()).get("definitions", {})[
        "url" if field == "tokenUrl" else "dayOrReference"
    ]
    assert for_form(value, form) == remedy


def test_installed_may_be_true_where_a_word_says_so() -> None:
    form = described("application.json", ("installed",))
    assert for_form("yes", form) == "write true"


def test_what_may_be_a_secret_is_not_repeated_in_a_remedy() -> None:
    assert "Xk29" not in for_form(
        "Xk29-fh3Qa_71bZ.example/a", {"pattern": "^https://.*$", "errorMessage": "no"}
    )


@pytest.mark.parametrize(
    ("keyword", "value", "message"),
    [
        ("minimum", 3, "name must be at least 3, and is 2"),
        ("maximum", 1, "name must be at most 1, and is 2"),
        ("not", {}, "name cannot be 2"),
        ("minLength", 1, "name is empty"),
        ("enum", ["a", True], "name cannot be 2"),
    ],
)
def test_a_broken_keyword_about_a_value_is_one_fault(keyword: str, value: Any, message: str) -> None:
    document = document_of(WORKSPACE)
    fault = value_fault(document, Breach(("name",), keyword, value, 2, {}))
    assert fault is not None
    assert (fault.rule, fault.message, fault.place.route) == ("invalid-value", message, ("name",))


def test_a_breach_about_keys_is_no_fault_of_a_value() -> None:
    for keyword in ("required", "additionalProperties", "maxProperties"):
        assert value_fault(document_of(WORKSPACE), Breach((), keyword, None, {}, {})) is None


def test_of_alternatives_every_type_is_named_once() -> None:
    text = Breach((), "type", "string", 5, {})
    one = Breach((), "type", ["string", "object"], 5, {})
    other = Breach((), "const", "all", 5, {})
    fault = value_fault(document_of(WORKSPACE), Breach((), "anyOf", [], 5, {}, ((text,), (one, other))))
    assert fault is not None
    assert fault.message == 'the document must be text, a mapping or "all", and is a number'


def test_a_text_that_was_to_be_a_mapping_may_lack_a_space() -> None:
    (fault,) = document_of(CONFIG.replace("{name: Acme, existing: true}", "\n  name:Acme")).findings
    assert (fault.rule, fault.help) == ("wrong-type", "write a space after the colon")


def test_a_value_that_readers_disagree_about_is_told_how_to_be_text() -> None:
    (fault,) = document_of(WORKSPACE.replace("name: a", "name: 0123")).findings
    assert (fault.rule, fault.help) == ("wrong-type", "put it in quotes if it is text")
