"""The answer of secret detection: where in a text something secret stands, and what it looks like."""

from __future__ import annotations

import enum
from typing import NamedTuple

LONGEST = 65_536
"""No more characters of a text than these are searched; a longer value is judged by its beginning."""


class SecretKind(enum.Enum):
    """What a secret looks like; the value is the phrase for a message, as in "this is …"."""

    FIELD = "a secret written out"
    ASSIGNMENT = "a secret written out in text"
    JWT = "a JWT"
    PRIVATE_KEY = "a private key"
    AUTH_HEADER = "an authorization header"
    BASIC_LOGIN = "a user and password for a command"
    URL_LOGIN = "a password inside a URL"
    URL_QUERY = "a token in a URL's query"
    WEBHOOK = "a webhook address, which is itself a key"
    CONNECTION_STRING = "a password in a connection string"
    AGE = "an age secret key"
    ANTHROPIC = "an Anthropic key"
    ATLASSIAN = "an Atlassian token"
    AWS = "an AWS access key"
    AZURE = "a Microsoft Entra client secret"
    DATABRICKS = "a Databricks token"
    DIGITALOCEAN = "a DigitalOcean token"
    DOPPLER = "a Doppler token"
    GITHUB = "a GitHub token"
    GITLAB = "a GitLab token"
    GOOGLE = "a Google key"
    HUGGING_FACE = "a Hugging Face token"
    NPM = "an npm token"
    OPENAI = "an OpenAI key"
    POSTMAN = "a Postman key"
    PYPI = "a PyPI token"
    SENDGRID = "a SendGrid key"
    SHOPIFY = "a Shopify token"
    SLACK = "a Slack token"
    STRIPE = "a Stripe key"
    TWILIO = "a Twilio key"
    VAULT = "a HashiCorp Vault token"
    HEX_64 = "a key of 64 hexadecimal digits"
    URL_SAFE_43 = "a key of 43 URL-safe characters"
    HEX = "a random-looking hexadecimal key"
    RANDOM = "a random-looking key"

    @property
    def opaque(self) -> bool:
        """Whether only randomness speaks for a secret: what it is for has to come from the context."""
        return self in _OPAQUE


_OPAQUE = frozenset({SecretKind.HEX_64, SecretKind.URL_SAFE_43, SecretKind.HEX, SecretKind.RANDOM})


class SecretMatch(NamedTuple):
    """A stretch of a text that should not have been written out.

    `start` and `end` are offsets in the text that was judged, `end` after the last character. `in_url` says
    that it stands in a URL. `certain` is false where nothing but its randomness speaks for it.
    """

    start: int
    end: int
    kind: SecretKind
    in_url: bool = False
    certain: bool = True
