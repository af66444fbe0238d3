"""A Procore for tests: a real HTTPS server on loopback that answers as the documentation says Procore does."""

from __future__ import annotations

from tests.fake_procore.accounts import COMPANY, NOT_INSTALLED, PROJECT, SECRET, client_id
from tests.fake_procore.server import FakeProcore

__all__ = ["COMPANY", "NOT_INSTALLED", "PROJECT", "SECRET", "FakeProcore", "client_id"]
