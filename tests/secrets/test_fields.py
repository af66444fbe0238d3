from __future__ import annotations

import pytest

from validator.secrets.fields import (
    _LAST,
    _SECRET,
    holds_identifier,
    is_secret_field,
    may_hold_secret,
    may_name_secret,
)


@pytest.mark.parametrize(
    "key",
    [
        "clientSecret",
        "client_secret",
        "Client Secret",
        "CLIENT-SECRET",
        "clientsecret",
        "PROCORE_CLIENT_SECRET",
        "clientSecretValue",
        "clientsecretvalue",
        "clientSecret2",
        "clientSecretProduction",
        "secret",
        "password",
        "passwords",
        "dbPassword",
        "user1Password",
        "Certificate Password",
        "passwd",
        "pwd",
        "dbPass",
        "ftp_pw",
        "passphrase",
        "token",
        "accessToken",
        "refresh_token",
        "apiKey",
        "API Key",
        "APIKey",
        "X-Api-Key",
        "Partner Api Key",
        "apiSecretKey",
        "signingKey",
        "privateKey",
        "SFTP Private Key - Base 64 encoded",
        "sharedKey",
        "SharedAccessKey",
        "userPassword",
        "ConnectionStrings:Password",
        "jwt",
    ],
)
def test_these_keys_hold_secrets(key: str) -> None:
    assert is_secret_field(key)
    assert may_name_secret(f"the {key}: x")


@pytest.mark.parametrize(
    "key",
    [
        "",
        "name",
        "clientId",
        "client_id",
        "tokenUrl",
        "token_url",
        "tokenEndpoint",
        "refreshUrl",
        "clientAuthentication",
        "clientSecretExpiration",
        "clientSecretExpirationDate",
        "secret-expiry-days",
        "secretReferences",
        "secret-references",
        "secretName",
        "secretRef",
        "secretFile",
        "passwordFile",
        "passwordPolicy",
        "passwordHash",
        "tokenType",
        "tokenLifetime",
        "tokenSha256",
        "isSensitive",
        "isSecret",
        "hasPassword",
        "usePassword",
        "requireToken",
        "secretsExpire",
        "credentials",
        "credentialSetIdentifier",
        "environmentCredentials",
        "versionKey",
        "primaryKey",
        "publicKey",
        "key",
        "keys",
        "urlPart",
        "nextPageToken",
        "maxTokens",
        "secrets",
        "tokens",
        "oAuth2ClientCredentials",
        "onePassword",
        "1password",
        "LastPass",
        "bypass",
        "compass",
        "Zugang",
        "日本語",
        "x" * 100_000,
    ],
)
def test_these_keys_do_not(key: str) -> None:
    assert not is_secret_field(key)


@pytest.mark.parametrize("key", ["value", "Value", "values", "default", "data", "", "0", "17"])
def test_the_parent_decides_for_a_key_that_says_nothing(key: str) -> None:
    assert is_secret_field(key, "clientSecret")
    assert not is_secret_field(key, "clientId")


@pytest.mark.parametrize("key", ["name", "title", "description", "url", "isSensitive", "type", "expires"])
def test_the_parent_does_not_decide_for_a_key_that_says_something(key: str) -> None:
    assert not is_secret_field(key, "clientSecret")


def test_every_ending_of_a_secrets_name_is_looked_for_in_a_text() -> None:
    assert [each for each in (*_SECRET, *_LAST) if not may_name_secret(each)] == []
    assert may_name_secret("C-l-i-e-n-t S_e_c_r_e_t")
    assert not may_name_secret("Alder Homes : Procore, handed over by Rowan")


def test_a_key_belongs_to_its_owner() -> None:
    assert is_secret_field("key", "api")
    assert is_secret_field("key", "signing")
    assert not is_secret_field("key", "clientSecret")
    assert not is_secret_field("key", "cache")


@pytest.mark.parametrize(
    ("key", "parent", "expected"),
    [
        ("tokens", "", True),
        ("secrets", "", True),
        ("apiCredentials", "", True),
        ("credentials", "", True),
        ("procore", "secrets", True),
        ("vista", "passwords", True),
        ("manager", "secrets", False),
        ("url", "tokens", False),
        ("clientId", "secrets", False),
        ("checksum", "secrets", False),
        ("maxTokens", "", False),
        ("oAuth2ClientCredentials", "", False),
        ("name", "", False),
    ],
)
def test_plurals_may_hold_secrets_or_their_names(key: str, parent: str, expected: bool) -> None:
    assert may_hold_secret(key, parent) is expected


@pytest.mark.parametrize(
    ("key", "parent", "expected"),
    [
        ("clientId", "", True),
        ("CLIENT_ID", "", True),
        ("clientIdSandbox", "", True),
        ("value", "Client ID", True),
        ("clientid", "", True),
        ("ids", "", True),
        ("uuid", "", True),
        ("versionKey", "", True),
        ("commit", "", True),
        ("checksum", "", True),
        ("digests", "", True),
        ("file_sha256", "", True),
        ("md5", "", True),
        ("image", "", True),
        ("fingerprint", "", True),
        ("publicKey", "", True),
        ("clientCertificate", "", True),
        ("clientIdSecret", "", False),
        ("valid", "", False),
        ("paid", "", False),
        ("setting", "", False),
        ("", "", False),
    ],
)
def test_ids_and_digests_are_known_by_their_keys(key: str, parent: str, expected: bool) -> None:
    assert holds_identifier(key, parent) is expected
