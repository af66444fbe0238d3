"""The certificate authorities that a run trusts."""

from __future__ import annotations

import os
import ssl
from typing import TYPE_CHECKING

import httpx

from validator.live.errors import SetupError

if TYPE_CHECKING:
    from pathlib import Path


def context(ca_bundle: Path | None) -> ssl.SSLContext:
    """Return the settings for verified connections: the usual authorities, or those of `ca_bundle` alone.

    The usual ones are those that come with httpx and those of the system, where companies install their own.
    SSLKEYLOGFILE is removed from this process's environment first, because every library down the line would
    write the keys of the connections to that file.

    Raises:
        SetupError: the file (or SSL_CERT_FILE) is missing or holds no certificate.
    """
    os.environ.pop("SSLKEYLOGFILE", None)
    if ca_bundle is None:
        return _usual()
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        settings.load_verify_locations(cafile=ca_bundle)
    except ssl.SSLError:
        problem = "the file given as --ca-bundle holds no certificate in PEM form"
    except OSError:
        problem = "the file given as --ca-bundle cannot be read"
    else:
        return settings
    raise SetupError(problem)


def _usual() -> ssl.SSLContext:
    try:
        settings = httpx.create_ssl_context()
    except OSError:
        problem = "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read"
    else:
        settings.load_default_certs()
        return settings
    raise SetupError(problem)
