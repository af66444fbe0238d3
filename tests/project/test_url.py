"""Addresses taken apart, by whichever way."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.project.url import url_of

PIECES = ("https://", "http://", "HTTPS://", "ftp:", "login", "Procore.com", "/", "//", ":443", "@", "?a=b")
ADDRESSES = st.lists(st.sampled_from([*PIECES, "#x", "é", " ", "-", "_", "[::1]", "a1"]), max_size=6).map(
    "".join
)


@given(ADDRESSES)
def test_the_parts_of_an_address_are_those_that_python_finds(text: str) -> None:
    try:
        parts = urlsplit(text.strip())
        expected = (parts.hostname, parts.netloc, parts.path, parts.query)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            url_of(text)
    else:
        assert tuple(url_of(text)) == expected


def test_a_host_is_told_in_small_letters_and_where_it_stands_as_it_is_written() -> None:
    assert url_of(" https://Login.procore.com/oauth/token ") == (
        "login.procore.com",
        "Login.procore.com",
        "/oauth/token",
        "",
    )
