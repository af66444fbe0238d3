from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.words import (
    _ODD_SPACE,
    Names,
    closest,
    counted,
    did_you_mean,
    is_label,
    likeliest_first,
    listed,
    marked,
    quoted,
    shown,
    simplified,
)

HEX = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"


@pytest.mark.parametrize("key", ["name", "clientSecret", "client-id", "snake_case", "a.b", "X1"])
def test_a_key_that_looks_like_a_name_is_shown(key: str) -> None:
    assert shown(key, "this key") == f'"{key}"'


@pytest.mark.parametrize(
    "key",
    [
        "",
        "1a",
        "a b",
        "a:b",
        HEX,
        HEX[:20],
        "a" * 41,
        "Xk29fh3Qa71bZ0mN4pT8vRw2Yc6Ue1Sd5Lg",
        "a\x1b[31m",
        "\u00e9",
    ],
)
def test_a_key_that_may_be_anything_else_is_not(key: str) -> None:
    assert shown(key, "this key") == "this key"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("acme", '"acme"'), ("two  words\nhere", '"two\u2420\u2420words\u2424here"'), ("a b ", '"a b\u2420"'),
        ("\u00a0a\t", '"\u237da\u2409"'), (True, "true"), (False, "false"), (42, "42"), (1.5, "1.5"), ("", '""'),
        ("x " * 60, '"' + ("x " * 60)[:79] + "\u2026" + '"'), (HEX, "this value (hidden)"),
        (None, "an empty value"), ("https://user:Xk29fh3Qa71bZ@host.example/", "this value (hidden)"),
    ],
)  # fmt: skip
def test_a_value_is_quoted_cut_or_hidden(value: object, text: str) -> None:
    assert quoted(value) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"),
        ([*"abcdefgh"], "a, b, c, d, e, f, g or h"), ([*"abcdefghij"], "a, b, c, d, e, f, g, h and 2 more"),
    ],
)  # fmt: skip
def test_names_are_joined_for_a_sentence(names: list[str], text: str) -> None:
    assert listed(names) == text


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("conector", "connector"), ("Connector", "connector"), ("client_id", "clientId"), ("client-id", "clientId"),
        ("CLIENT ID", "clientId"), ("clientID", "clientId"), ("nmae", "name"), ("Names", "name"),
        ("flavour", None), ("x", None), ("", None), ("!!", None),
        ("clientSecretExpirationDate", "clientSecretExpiration"),
    ],
)  # fmt: skip
def test_the_name_that_was_meant_is_found_or_none(name: str, meant: str | None) -> None:
    known = ["name", "connector", "clientId", "clientSecret", "clientSecretExpiration"]
    assert closest(name, known) == meant
    assert did_you_mean(closest(name, known)) == (f'; did you mean "{meant}"?' if meant else "")


def test_of_thousands_of_names_the_one_that_was_meant_is_found() -> None:
    known = Names(f"Acme {number * 7919} builders" for number in range(2_000))
    for at in range(0, 2_000, 100):
        number = at * 7919
        assert known.closest(f"Acme {number} biulders") == f"Acme {number} builders"
        assert known.closest(f"Acme {number} bilders") == f"Acme {number} builders"
        assert known.closest(f"ACME-{number}-BUILDERS") == f"Acme {number} builders"
    assert known.closest("Zebra crossing") is None


def test_of_equal_spellings_the_first_one_counts() -> None:
    known = Names(["Acme live", "acme-live", "other"])
    assert known.same_form("ACME LIVE") == known.closest("acmelvie") == "Acme live"
    assert known.same_form("?!") is None
    assert "acme-live" in known
    assert "acmelive" not in known


def test_a_name_without_end_is_like_none_but_itself() -> None:
    assert closest("a" * 5_000, ["a" * 4_999]) is None
    assert closest("A" * 5_000, ["a" * 5_000]) == "a" * 5_000


def test_nothing_is_near_to_nothing() -> None:
    assert closest("name", []) is None
    assert simplified("Procore + Vista (Financials)") == "procorevistafinancials"


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("permitted", ["permittedProjects", "metadata", "sources", "access"]),
        ("zebra", ["metadata", "sources", "access", "permittedProjects"]),
        ("", ["metadata", "sources", "access", "permittedProjects"]),
    ],
)
def test_what_a_name_resembles_comes_first_and_the_rest_stays_in_order(name: str, names: list[str]) -> None:
    assert likeliest_first(name, ["metadata", "sources", "access", "permittedProjects"]) == names


@pytest.mark.parametrize(
    ("key", "label", "field", "known"),
    [
        ("OAuth Client Details", "OAuth Client Details", "oauthClient", True),
        ("oauth_client_details", "OAuth Client Details", "oauthClient", True),
        ("Token URL", "Token URL", "tokenUrl", True),
        ("token_url", "Token URL", "tokenUrl", False),
        ("tokenUrl", "Token URL", "tokenUrl", False),
        ("client", "OAuth Client Details", "oauthClient", False),
    ],
)
def test_what_the_screen_calls_a_field_is_told_from_a_slip(
    key: str, label: str, field: str, *, known: bool
) -> None:
    assert is_label(key, label, field) == known


def test_things_are_counted_in_words() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


@given(st.text(" ab\t\u00a0\u2003\u2028\x1f\u200b", max_size=8))
def test_white_space_is_marked_as_the_pattern_finds_it(text: str) -> None:
    assert (marked(text) == text) is (_ODD_SPACE.search(text) is None)
