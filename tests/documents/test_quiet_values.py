from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.documents.quiet_values import HEADER, OddError, key_of, known_value_of, value_of

if TYPE_CHECKING:
    from typing import Any


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("acme", "acme"),
        ("true", True),
        ("false", False),
        ("", None),
        ("12", 12),
        ("${env:NAME}", "${env:NAME}"),
        ("https://example.com/a", "https://example.com/a"),
    ],
)
def test_a_harmless_text_means_what_it_means_in_yaml(text: str, meant: Any) -> None:
    assert value_of(text, "name", "", plain=True) is meant or value_of(text, "name", "", plain=True) == meant
    assert known_value_of(text, "name", "", plain=True) == meant
    assert value_of(text, "name", "", plain=False) == text


@pytest.mark.parametrize(
    "text",
    ["True", "~", "null", "yes", "1.5", "0x1F", "007", "1:30", "1_000", "<name>", "b ", "swordfish@host"],
)
def test_a_text_that_is_doubtful_or_may_be_something_else_means_nothing_here(text: str) -> None:
    with pytest.raises(OddError):
        value_of(text, "name", "", plain=True)


@pytest.mark.parametrize(
    ("key", "parent"), [("password", ""), ("value", "password"), ("tokens", ""), ("a", "secrets")]
)
def test_what_stands_in_the_place_of_a_secret_means_nothing_here(key: str, parent: str) -> None:
    with pytest.raises(OddError):
        value_of("x7Gq2pLm9", key, parent, plain=True)
    assert value_of("${env:NAME}", key, parent, plain=True) == "${env:NAME}"


def test_equal_keys_are_one_object() -> None:
    assert key_of("{}me".format("na")) is key_of("n{}".format("ame"))


@pytest.mark.parametrize("key", ["", "value", "a b", "1a", "<<", "k" * 32, "\u00e9"])
def test_a_key_that_is_no_plain_name_is_odd(key: str) -> None:
    with pytest.raises(OddError):
        key_of(key)


def test_a_header_is_known_by_its_values() -> None:
    assert "appxlint/v1" in HEADER["apiVersion"]
    assert "ConnectorConfig" in HEADER["kind"]
    assert "appxlint/v2" not in HEADER["apiVersion"]
