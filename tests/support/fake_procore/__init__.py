"""A Procore for tests: a real HTTPS server on loopback that answers as Procore is documented to."""

from __future__ import annotations

from tests.support.fake_procore.accounts import COMPANY, NOT_INSTALLED, PROJECT, SECRET, WORD, client_id
from tests.support.fake_procore.server import FakeProcore

__all__ = ["COMPANY", "NOT_INSTALLED", "PROJECT", "SECRET", "WORD", "FakeProcore", "client_id"]
