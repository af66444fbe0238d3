"""People who log in, as the tests want them."""

from __future__ import annotations

import re
import ssl
from typing import TYPE_CHECKING

import httpx

from validator.live.login import Denied, NoCode, Paste

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.fake_procore import FakeProcore
    from validator.live.login import Authorization, Person
    from validator.live.secret import Secret


def browse(fake: FakeProcore, address: str) -> httpx.Response:
    """Play the browser in which a person allows the app."""
    return httpx.get(address, verify=ssl.create_default_context(cafile=fake.ca_file), trust_env=False)


class Script:
    """A person who does what a test says."""

    redirect_uri = "https://app.example/callback"

    def __init__(self, outcome: Secret | NoCode | Denied) -> None:
        self.outcome = outcome
        self.requested: list[Authorization] = []

    def log_in(
        self, authorization: Authorization, _waiting: Callable[[], object] = print
    ) -> Secret | NoCode | Denied:
        self.requested.append(authorization)
        return self.outcome


def pasting(fake: FakeProcore) -> Person:
    pages: list[str] = []

    def show(asked: Authorization) -> None:
        pages.append(browse(fake, asked.url).text)

    def read(_prompt: str) -> str:
        found = re.search(r"<code id=code>([^<]+)</code>", pages[-1])
        assert found
        return found[1]

    return Paste(show, read)
