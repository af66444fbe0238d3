from __future__ import annotations

from tests.support.reading import document_of, told_of

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
connection: {name: Acme, existing: true}
"""
RULES = """apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger
connector: procore
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\n"


def test_broken_parts_are_taken_out_of_the_data_and_remembered() -> None:
    document = document_of(CONFIG.replace("procore", "[x]").replace("existing: true", "existing: maybe"))
    assert document.get("connector") is None
    assert document.is_broken(("connector",))
    assert not document.lacks("connector")
    assert document.get("connection", "name") == "Acme"
    assert document.is_broken(("connection", "existing"))
    assert not document.is_broken(("connection", "name"))


def test_a_misspelt_key_leaves_nothing_to_say_of_the_right_one() -> None:
    document = document_of(WORKSPACE + "nmae: a\n")
    assert not document.lacks("name")
    assert document.lacks("region")


def test_an_empty_value_is_told_once_however_often_an_alias_brings_it() -> None:
    text = WORKSPACE + "name: a\nmetadata: {one: &one null, two: *one, three: {four: *one}}\n"
    (fault,) = told_of(text)
    assert (fault.rule, fault.place) == ("wrong-type", (4, 22))


def test_what_the_text_makes_unreadable_is_taken_out_of_the_data() -> None:
    document = document_of(WORKSPACE + "name: a\ncompany: \u201cAcme\u201d\nregion: us\nregion: us\n")
    assert document.data == {"name": "a"}
    assert not document.lacks("company")
    assert not document.is_sound()
    assert not document.is_sound("region")
    assert document.is_sound("name")


def test_a_broken_item_keeps_the_places_of_the_others() -> None:
    document = document_of(RULES + "baseConnections: [x, {name: b, enabled: true}]\n")
    assert document.get("baseConnections", 1, "name") == "b"
    assert document.is_broken(("baseConnections", 0, "name"))


def test_a_shape_that_was_found_broken_before_is_not_spoken_of_again() -> None:
    document = document_of(WORKSPACE + "name: a\ntype: standard\ntype: sandbox\n")
    assert [finding.rule for finding in document.findings] == ["duplicate-key"]
