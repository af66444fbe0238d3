from __future__ import annotations

import math

import pytest
import yaml

from validator.documents.scalars import Plain, ambiguity, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("NULL", None), ("nULL", "nULL"), ("None", "None"),
        ("true", True), ("True", True), ("FALSE", False), ("tRue", "tRue"),
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("y", "y"),
        ("0", 0), ("-7", -7), ("+7", 7), ("007", 7), ("562949953443325", 562949953443325),
        ("0o17", 15), ("0x1F", 31), ("0b11", "0b11"), ("1_000", "1_000"), ("12:30", "12:30"),
        ("1.5", 1.5), ("1e5", 1e5), (".5", 0.5), ("1.", 1.0), ("1e", "1e"), ("e5", "e5"),
        ("2026-10-02", "2026-10-02"), ("1.2.3", "1.2.3"), ("-", "-"), (".", "."), ("0x", "0x"),
        ("\u0661\u0662", "\u0661\u0662"), ("<<", "<<"), ("=", "="),
    ],
)  # fmt: skip
def test_an_unquoted_scalar_means_what_yaml_1_2_says(text: str, value: Plain) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", "1e999", "9" * 401])
def test_what_no_config_means_as_a_number_never_breaks_the_reading(text: str) -> None:
    found = resolve(text)
    assert isinstance(found, str) or math.isinf(float(found or 0))


def test_every_digit_of_a_long_number_is_kept() -> None:
    assert resolve("9" * 400) == int("9" * 400)


@pytest.mark.parametrize(
    ("text", "says", "cure"),
    [
        ("yes", "true", "write true"), ("Off", "false", "write false"), ("n", "false", "write false"),
        ("0123", "octal", "in quotes"), ("0o17", "", ""), ("00", "octal", "in quotes"),
        ("1e5", "exponent", "in quotes"), ("1.5E-3", "exponent", "in quotes"),
        ("1_000", "underscores", "in quotes"), ("12:30", "base 60", "in quotes"), ("1:2:3.5", "base 60", "in quotes"),
    ],
)  # fmt: skip
def test_readers_disagree_on_these(text: str, says: str, cure: str) -> None:
    found = ambiguity(text)
    assert (found is None) == (not says)
    if found:
        assert says in found[0]
        assert cure in found[1]


@pytest.mark.parametrize(
    "text",
    ["", "true", "null", "0", "10", "-1", "1.5", "4281379", "2026-10-02", "1.2.3", "us", "yesterday",
     "12:60", "a_b", "1e", "_1", "north", "0x1F", "10:00 to 12:00", "https://login.procore.com:443", "1-2"],
)  # fmt: skip
def test_readers_agree_on_these(text: str) -> None:
    assert ambiguity(text) is None


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "0123", "1_000", "12:30"])
def test_a_reader_of_yaml_1_1_really_takes_them_otherwise(text: str) -> None:
    assert yaml.safe_load(text) != resolve(text)
