from __future__ import annotations

import hashlib
import time
from itertools import pairwise

import pytest

from validator.secrets.hide import HIDDEN, may_be_shown, stretches, without_secrets
from validator.secrets.tokens import LONGEST

HEX = hashlib.sha256(b"veil").hexdigest()
PASSWORD = "dGp6!BMb8^oiU0;OUE5+"
NAMES = (
    "Procore V2 OAuth Client Credentials Auth",
    "Acme Builders : Procore <> Ledger",
    "OAuth2ClientCredentials",
    "OAuth2CodeFlow.cs",
    "Equipment360",
    "clientCertBase64",
    "ACME-4281379-Production",
    "connectionEnvironment2b",
    "https://us02.procore.com/webclients/host/companies/562949953443325/tools",
    "https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback",
    "/rest/v1.1/projects?company_id=ID&per_page=1",
    "${env:ACME_Client2_SECRET}",
    "op://Vault2/Procore/Client2Secret",
    "8A6F2C1E-53d7-4b90-9e0c-5f1f7d2a4b36",
    "2026-11-23T10:15:00Z",
    "^[A-Za-z0-9_-]{43}$",
    "sha256:" + HEX,
    "appxlint/v1",
    "a name with Number 42 in it",
)


@pytest.mark.parametrize("text", NAMES)
def test_names_addresses_references_and_expressions_are_shown(text: str) -> None:
    assert without_secrets(text) == text
    assert may_be_shown(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"the name {PASSWORD} of it", f"the name {HIDDEN} of it"),
        (f'{{owner: "{PASSWORD}"}}', f'{{owner: "{HIDDEN}"}}'),
        (f"{HEX[:-1]}x", HIDDEN),
        (f"https://login.procore.com/{HEX}", f"https://login.procore.com/{HIDDEN}"),
        (f"https://{HEX}/oauth/token", f"https://{HIDDEN}/oauth/token"),
        ("Xk29-fh3Qa_71bZ", HIDDEN),
        ("P@ssw0rd2026!", f"{HIDDEN}!"),
    ],
)
def test_what_looks_like_a_password_or_a_key_is_hidden(text: str, shown: str) -> None:
    assert without_secrets(text) == shown
    assert not may_be_shown(text)


def test_the_stretches_are_in_order_and_apart() -> None:
    text = f"{PASSWORD} token: {HEX} and {PASSWORD}"
    found = stretches(text)
    assert [text[start:end].strip(";") for start, end in found] == [PASSWORD, HEX, PASSWORD]
    assert found == sorted(found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))


def test_what_is_too_long_to_be_searched_is_hidden() -> None:
    text = "a " * LONGEST
    assert stretches(text) == [(LONGEST, len(text))]


@pytest.mark.parametrize(
    "unit", ["a", "aB1", "aB1-", "aB1/", "://aB1", "aB1,{", "${aB1}", "https://aB1?aB1=", " aB1cD2eF3gH4"]
)
def test_a_hostile_text_is_searched_in_little_time(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    stretches(text)
    assert time.process_time() - start < 8
