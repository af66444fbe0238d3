from __future__ import annotations

import pytest

from validator.secrets.hide import joined
from validator.secrets.web import hidden_in_address, hidden_in_addresses, hidden_in_path


def left(text: str, hidden: list[tuple[int, int]]) -> str:
    """Return a text with asterisks for what is hidden."""
    for start, end in reversed(joined(hidden)):
        text = f"{text[:start]}***{text[end:]}"
    return text


@pytest.mark.parametrize(
    "text",
    [
        "https://login.procore.com/oauth/token",
        "https//login.procore.com/oauth/token",
        "https:\\\\login.procore.com\\oauth",
        "htps://login.procore.com",
        "http:login.procore.com",
        "api.procore.com",
        "login.procore.com:443/oauth",
        "https://login.procore..com/x",
        "http://localhost:8080/x",
        "https://127.0.0.1/x",
        "https://[::1]:80/x",
        "https://{tenant}.acme.example/%20b",
        "https://${env:TENANT}.acme.example/",
        "sftp://files.acme.example/in",
    ],
)
def test_the_scheme_the_host_and_the_path_of_an_address_are_shown(text: str) -> None:
    assert left(text, hidden_in_address(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://u:swordfish@login.procore.com/x", "https://***@login.procore.com/x"),
        ("https://u:a/swordfish?x#y@login.procore.com", "https://***@login.procore.com"),
        ("swordfish@login.procore.com", "***@login.procore.com"),
        (
            "https://a.example/x?client_secret=swordfish&b=1&swordfish",
            "https://a.example/x?client_secret=***&b=***&***",
        ),
        ("https://a.example/x?swordfish=1", "https://a.example/x?***=***"),
        ("https://a.example#swordfish", "https://a.example#***"),
        ("https://a.example/x;y=swordfish/z", "https://a.example/***/z"),
        ("https://a.example/oauth token swordfish", "https://a.example/***"),
        ("https://a.example:swordfish/x", "https://a.example:***/x"),
        ("https://{swordfish}.acme.example/", "https://{***}.acme.example/"),
        ("https://swordfish", "https://***"),
        ("swordfish", "***"),
        ("mailto:swordfish", "***"),
        ("swordfish://a.example", "***"),
        ("login.procore.com, swordfish", "***"),
        ("/swordfish", "***"),
    ],
)
def test_nothing_else_of_an_address_is_shown_and_nothing_of_a_text_that_is_none(
    text: str, shown: str
) -> None:
    assert left(text, hidden_in_address(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/oauth/token", "/oauth/token"),
        ("/oauth/{id}", "/oauth/{id}"),
        ("/oauth?token=swordfish", "/oauth?token=***"),
        ("/u:swordfish@oauth", "***"),
        ("swordfish", "***"),
        ("login.procore.com/oauth", "login.procore.com/oauth"),
    ],
)
def test_a_path_is_shown_without_its_query(text: str, shown: str) -> None:
    assert left(text, hidden_in_path(text)) == shown


def test_the_addresses_within_a_text_are_shown_without_users_and_values() -> None:
    text = "see https://u:swordfish@a.example/x?token=swordfish#b, or ask"
    assert left(text, hidden_in_addresses(text)) == "see https://***@a.example/x?token=***#*** or ask"
    assert hidden_in_addresses("nothing: of the sort") == []
