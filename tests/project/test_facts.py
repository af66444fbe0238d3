from __future__ import annotations

import pytest

from validator.project.facts import is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.255.255.254", "::1"])
def test_loopback_addresses_are_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", [None, "", "localhost.example", "128.0.0.1", "::2", "127.1", "0", "LOCALHOST"]
)
def test_what_only_looks_like_loopback_is_not(host: str | None) -> None:
    assert not is_loopback(host)
