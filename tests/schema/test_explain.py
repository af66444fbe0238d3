"""Every fault of a shape in our own words: rule, place, message and help."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.support.reading import told_of

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection: {name: Acme, existing: true}
"""
CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: acme
connector: procore
definition: Acme Login
public: true
"""
RULES = """apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger
connector: procore
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\n"


class Case(NamedTuple):
    """A document and what is wrong with it: rule, line and column, and words of the message and the help."""

    text: str
    rule: str
    place: tuple[int, int]
    message: str
    help: str = ""


CASES = {
    "a key is missing at the root": Case(
        WORKSPACE + "type: standard\n", "missing-field", (1, 1), 'a Workspace lacks "name"', "add name: "
    ),
    "a key is missing in a mapping": Case(
        CONFIG.replace("{name: Acme}", "{type: standard}"),
        "missing-field",
        (5, 1),
        'workspace lacks "name"',
        "add name: ",
    ),
    "a key is missing in an item": Case(
        RULES + "baseConnections:\n  - name: a\n",
        "missing-field",
        (6, 5),
        'baseConnections[a] lacks "enabled"',
        "add enabled: true",
    ),
    "neither of two keys": Case(
        CONFIG.replace("connection: {name: Acme, existing: true}\n", ""),
        "missing-field",
        (1, 1),
        "neither connection nor generalConfiguration",
        "add connection or generalConfiguration",
    ),
    "an unknown key": Case(
        WORKSPACE + "name: a\nflavour: b\n",
        "unknown-field",
        (4, 1),
        'a Workspace has no field "flavour"',
        "it can have",
    ),
    "a misspelt key": Case(
        WORKSPACE + "name: a\ncompanny: b\n",
        "unknown-field",
        (4, 1),
        'did you mean "company"',
        "write company",
    ),
    "a misspelt key that is required": Case(
        WORKSPACE + "nmae: a\n", "unknown-field", (3, 1), 'did you mean "name"', "write name"
    ),
    "snake case": Case(
        CLIENT + "client_authentication: Basic auth header\n",
        "unknown-field",
        (7, 1),
        'did you mean "clientAuthentication"',
    ),
    "kebab case": Case(
        CLIENT + "token-url: https://a.example\n", "unknown-field", (7, 1), 'did you mean "tokenUrl"'
    ),
    "a label of the screen": Case(
        CONFIG.replace("{name: Acme, existing: true}", "{Base Connection: Live}"),
        "unknown-field",
        (6, 14),
        '"Base Connection" is the label on the screen',
        "write baseConnection",
    ),
    "a key that may be a secret": Case(
        WORKSPACE + "name: a\n9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c: b\n",
        "unknown-field",
        (4, 1),
        "has no field of this name",
    ),
    "a list for one value": Case(
        WORKSPACE + "name: [a]\n", "wrong-type", (3, 7), "name must be text, and is a list"
    ),
    "a mapping for one value": Case(
        WORKSPACE + "name: {a: b}\n", "wrong-type", (3, 7), "name must be text, and is a mapping"
    ),
    "a number for text": Case(
        WORKSPACE + "name: 42\n", "wrong-type", (3, 7), "and is a number", 'put it in quotes: "42"'
    ),
    "true for text": Case(WORKSPACE + "name: true\n", "wrong-type", (3, 7), "must be text, and is true"),
    "an empty value": Case(
        WORKSPACE + "name:\n", "wrong-type", (3, 1), "name has no value", "the name that App Xchange shows"
    ),
    "an empty value anywhere": Case(
        WORKSPACE + "name: a\nmetadata: {owner: }\n", "wrong-type", (4, 12), "metadata.owner has no value"
    ),
    "text for true": Case(
        CLIENT.replace("true", '"true"'), "wrong-type", (6, 9), "true or false, and is text", "without quotes"
    ),
    "yes for true": Case(
        CLIENT.replace("true", "yes"), "wrong-type", (6, 9), "true or false, and is text", "write true"
    ),
    "text for a list": Case(
        CLIENT + "integrations: Ledger\n",
        "wrong-type",
        (7, 15),
        "integrations must be a list",
        'write ["Ledger"]',
    ),
    "text for a mapping": Case(
        CONFIG + "generalConfiguration: x\n", "wrong-type", (7, 23), "must be a mapping"
    ),
    "a number among texts": Case(
        CLIENT + "integrations: [Ledger, 7]\n", "wrong-type", (7, 24), "integrations[2] must be text"
    ),
    "neither a name nor a mapping": Case(
        CONFIG.replace("{name: Acme}", "7"),
        "wrong-type",
        (5, 12),
        "workspace must be text or a mapping, and is a number",
    ),
    "a secret of the wrong type": Case(
        CLIENT.replace("public: true", "clientId: a\nclientSecret: 4711"),
        "wrong-type",
        (7, 15),
        "clientSecret must be text",
        "reference",
    ),
    "a value outside the set": Case(
        WORKSPACE + "name: a\nregion: moon\n",
        "invalid-value",
        (4, 9),
        'region cannot be "moon"',
        "write us or au",
    ),
    "a value in another case": Case(
        WORKSPACE + "name: a\ntype: Standard\n",
        "invalid-value",
        (4, 7),
        'did you mean "standard"',
        "standard",
    ),
    "an empty name": Case(WORKSPACE + 'name: ""\n', "invalid-value", (3, 7), "name is empty"),
    "no address": Case(
        CLIENT + "tokenUrl: login.procore.com\n", "invalid-value", (7, 11), "tokenUrl cannot be", "https://"
    ),
    "no day": Case(
        CLIENT + "clientSecretExpiration: 2027-02-30\n", "invalid-value", (7, 25), "cannot be", "YYYY-MM-DD"
    ),
    "a field beside an existing connection": Case(
        CONFIG.replace("existing: true", "existing: true, definition: Acme"),
        "exclusive-fields",
        (6, 36),
        "exists already, and definition belongs to a new one",
        "leave definition out, or write existing: false",
    ),
    "a key of a public client": Case(
        CLIENT + "clientId: a\n", "exclusive-fields", (6, 9), "public client", "leave public out"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_fault_of_the_shape_is_one_fault_at_its_place_in_plain_words(case: Case) -> None:
    (fault,) = told_of(case.text)
    assert (fault.rule, fault.place) == (case.rule, case.place)
    assert case.message in fault.finding.message
    assert case.help in fault.finding.help
    assert fault.finding.help


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_no_message_speaks_the_language_of_schemas(case: Case) -> None:
    (fault,) = told_of(case.text)
    for word in (
        "oneOf",
        "anyOf",
        "additionalProperties",
        "is not valid under",
        "required property",
        "schema",
        "^[",
    ):
        assert word not in fault.words


@pytest.mark.parametrize("text", [CONFIG, CLIENT, RULES + "baseConnections: []\n", WORKSPACE + "name: a\n"])
def test_a_right_document_has_no_fault(text: str) -> None:
    assert told_of(text) == []


def test_several_faults_are_each_found() -> None:
    faults = told_of(WORKSPACE + "nmae: a\ntype: [x]\nregion: eu\nextra: 1\n")
    assert sorted((fault.rule, fault.place[0]) for fault in faults) == [
        ("invalid-value", 5),
        ("unknown-field", 3),
        ("unknown-field", 6),
        ("wrong-type", 4),
    ]


def test_a_misspelt_method_of_connection_is_one_fault() -> None:
    (fault,) = told_of(CONFIG.replace("connection:", "conection:"))
    assert (fault.rule, fault.place[0]) == ("unknown-field", 6)


def test_what_a_misspelt_key_decides_is_not_asked_for() -> None:
    (fault,) = told_of(CLIENT.replace("public", "pubilc"))
    assert (fault.rule, fault.place[0]) == ("unknown-field", 6)
