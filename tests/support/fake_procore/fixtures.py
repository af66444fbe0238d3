"""The fake as a fixture, and an environment in which nothing stands between it and the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.fake_procore.server import FakeProcore

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeProcore]:
    """One fake for all tests of the live check; each test uses client ids of its own."""
    with FakeProcore(tmp_path_factory.mktemp("fake-procore")) as running:
        yield running


@pytest.fixture
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's proxies and certificate settings out of a test."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
