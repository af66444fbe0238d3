from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from validator.live.errors import SetupError
from validator.live.tls import context

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.fake_procore import FakeProcore


def test_certificates_and_host_names_are_always_verified(fake: FakeProcore) -> None:
    for settings in (context(None), context(fake.ca_file)):
        assert settings.verify_mode is ssl.CERT_REQUIRED
        assert settings.check_hostname
        assert settings.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_bundle_replaces_the_usual_authorities(fake: FakeProcore) -> None:
    assert len(context(fake.ca_file).get_ca_certs()) == 1


def test_a_missing_bundle_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="--ca-bundle cannot be read") as caught:
        context(tmp_path / "gone.pem")
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "content", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"]
)
def test_a_bundle_without_a_certificate_is_a_clear_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "bundle.pem").write_text(content, encoding="utf-8")
    with pytest.raises(SetupError, match="no certificate"):
        context(tmp_path / "bundle.pem")


def test_the_authorities_of_the_environment_are_used(
    monkeypatch: pytest.MonkeyPatch, fake: FakeProcore
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(fake.ca_file))
    names = [each["subject"] for each in context(fake.ca_file).get_ca_certs()]
    assert all(name in [each["subject"] for each in context(None).get_ca_certs()] for name in names)


def test_a_wrong_certificate_file_of_the_environment_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    with pytest.raises(SetupError, match="SSL_CERT_FILE"):
        context(None)


def test_no_keys_are_logged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fake: FakeProcore) -> None:
    for bundle in (None, fake.ca_file):
        monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
        assert context(bundle).keylog_filename is None
    assert not (tmp_path / "keys").exists()
