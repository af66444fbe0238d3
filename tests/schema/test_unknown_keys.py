from __future__ import annotations

import pytest

from tests.support.reading import told_of
from validator.diagnostics import Part
from validator.schema.unknown_keys import fitting_type

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection: {name: Acme}
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\n"


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
