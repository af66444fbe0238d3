"""Secrets that give themselves away by form: JWTs, private keys, authorization headers, issued tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.secrets.issuers import find_issued
from validator.secrets.kinds import SecretKind, SecretMatch
from validator.secrets.lazy import lazy
from validator.secrets.texture import entropy, random_key, word_share, wordy

if TYPE_CHECKING:
    from collections.abc import Iterator

JWT = lazy(
    r"(?<![\w-])eyJ[\w-]{10,8192}+\."
    r"(?:eyJ[\w-]{10,32768}+\.[\w-]{10,8192}+"
    r"|[\w-]{0,8192}+\.[\w-]{10,8192}+\.[\w-]{10,32768}+\.[\w-]{10,8192}+)",
    re.ASCII,
)
PRIVATE_KEY = lazy(r"-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|PuTTY-User-Key-File-\d")
PRIVATE_KEY_END = lazy(r"-{4,5} ?END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-{0,5}")
KEY_BODY = lazy(r"[A-Za-z0-9+/=]{20}")
# The base64 of "-----BEGIN PRIVATE KEY", also with RSA, EC, DSA, ENCRYPTED or OPENSSH before PRIVATE.
ENCODED_PRIVATE_KEY = lazy(
    r"LS0tLS1CRUdJTiB(?:QUklWQVRF|SU0EgUFJJVkFUR|FQyBQUklWQVRF|EU0EgUFJJVkFUR|FTkNSWVBURUQgUFJJVkFUR"
    r"|PUEVOU1NIIFBSSVZBVE)"
    r"[A-Za-z0-9+/=\s]{0,65536}+"
)
HEADER = lazy(
    r"(?<![A-Za-z0-9])(?:bearer|basic"
    r"|authorization[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"']?token)[ \t]{1,4}([A-Za-z0-9._~+/=-]{16,8192}+)",
    re.IGNORECASE,
)

_SHORTEST = 16
_WEAKEST = 2.5
_WORDS = 0.7


def find_tokens(text: str) -> Iterator[SecretMatch]:
    """Yield what is a secret by its own form, in no particular order; matches may overlap."""
    if len(text) < _SHORTEST:
        return
    if "eyJ" in text:
        yield from (SecretMatch(*found.span(), SecretKind.JWT) for found in JWT.finditer(text))
    yield from _private_keys(text)
    lowered = text.lower()
    if "bearer" in lowered or "basic" in lowered or "token" in lowered:
        for found in HEADER.finditer(text):
            if _credential(found[1]):
                yield SecretMatch(*found.span(1), SecretKind.AUTH_HEADER)
    yield from find_issued(text)


def _private_keys(text: str) -> Iterator[SecretMatch]:
    after = 0
    for found in PRIVATE_KEY.finditer(text) if "KEY" in text or "Key" in text else ():
        if found.start() < after:
            continue
        footer = PRIVATE_KEY_END.search(text, found.end())
        after = footer.end() if footer is not None else len(text)
        body = text[found.end() : footer.start() if footer is not None else after]
        # A comment holds a key line by line, so a header alone counts; "<your key>" between header and footer does not.
        if KEY_BODY.search(body) or (footer is None and not body.strip("- \r\n")):
            yield SecretMatch(found.start(), after, SecretKind.PRIVATE_KEY)
    if "LS0t" in text:
        for found in ENCODED_PRIVATE_KEY.finditer(text):
            yield SecretMatch(*found.span(), SecretKind.PRIVATE_KEY)


def _credential(word: str) -> bool:
    if random_key(word) is not None:
        return True
    varied = any(character.isdigit() for character in word) or (word != word.lower() and word != word.upper())
    return varied and entropy(word) >= _WEAKEST and not wordy(word) and word_share(word) < _WORDS
