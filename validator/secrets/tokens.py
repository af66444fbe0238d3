"""Secrets that give themselves away by form: JWTs, private keys, authorization headers, known prefixes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
# The base64 of "-----BEGIN PRIVATE KEY", also with RSA, EC, DSA, ENCRYPTED or OPENSSH before PRIVATE.
ENCODED_PRIVATE_KEY = lazy(
    r"LS0tLS1CRUdJTiB(?:QUklWQVRF|SU0EgUFJJVkFUR|FQyBQUklWQVRF|EU0EgUFJJVkFUR|FTkNSWVBURUQgUFJJVkFUR"
    r"|PUEVOU1NIIFBSSVZBVE)"
    r"[A-Za-z0-9+/=\s]{0,65536}+"
)
HEADER = lazy(
    r"(?<![A-Za-z0-9])(?:bearer|basic|token)[ \t]{1,4}([A-Za-z0-9._~+/=-]{16,8192}+)", re.IGNORECASE
)
KNOWN = lazy(
    r"(?<![A-Za-z0-9_])(?:"
    r"(?P<GITHUB>gh[opsur]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})"
    r"|(?P<GITLAB>gl(?:pat|ptt|dt|rt|cbt|soat|ft)-[\w-]{20,300})"
    r"|(?P<AWS>(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9]))"
    r"|(?P<SLACK>xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-[A-Za-z0-9-]{20,250})"
    r"|(?P<STRIPE>[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{24,100})"
    r"|(?P<GOOGLE>AIza[\w-]{35}|GOCSPX-[\w-]{28}|ya29\.[\w-]{20,2048}|1//0[\w-]{30,512})"
    r"|(?P<SENDGRID>SG\.[\w-]{16,32}\.[\w-]{16,64})"
    r"|(?P<NPM>npm_[A-Za-z0-9]{36})"
    r"|(?P<PYPI>pypi-[\w-]{40,1024})"
    r"|(?P<HUGGING_FACE>hf_[A-Za-z0-9]{30,100})"
    r"|(?P<ANTHROPIC>sk-ant-[\w-]{20,250})"
    r"|(?P<OPENAI>sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,250})"
    r"|(?P<DIGITALOCEAN>do[opr]_v1_[a-f0-9]{64})"
    r"|(?P<SHOPIFY>shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})"
    r"|(?P<TWILIO>SK[a-f0-9]{32}(?![A-Za-z0-9]))"
    r"|(?P<DATABRICKS>dapi[a-f0-9]{32})"
    r"|(?P<DOPPLER>dp\.(?:pt|st|sa|ct)\.[\w.-]{30,200})"
    r"|(?P<VAULT>hv[sbr]\.[\w-]{24,300})"
    r"|(?P<ATLASSIAN>ATATT3[\w=-]{40,400})"
    r"|(?P<POSTMAN>PMAK-[a-f0-9]{24}-[a-f0-9]{34})"
    r"|(?P<AGE>AGE-SECRET-KEY-1[A-Z0-9]{40,80})"
    r")",
    re.ASCII,
)
# Three characters, a digit and Q~ begin every client secret that Microsoft Entra has issued since 2021.
ENTRA = lazy(r"(?<![\w~.-])[A-Za-z0-9_~.]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])", re.ASCII)

_PREFIXES = (
    "gh",
    "gl",
    "AKIA",
    "ASIA",
    "xox",
    "xapp",
    "k_live",
    "k_test",
    "whsec_",
    "AIza",
    "GOCSPX",
    "ya29.",
    "1//0",
    "SG.",
    "npm_",
    "pypi-",
    "hf_",
    "sk-",
    "_v1_",
    "shp",
    "SK",
    "dapi",
    "dp.",
    "hv",
    "ATATT3",
    "PMAK-",
    "AGE-",
)
_SHORTEST = 16
_WEAKEST = 2.5
_WORDS = 0.7
_DOCUMENTATION = "EXAMPLE"


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
    if any(prefix in text for prefix in _PREFIXES):
        for found in KNOWN.finditer(text):
            if _issued(found[0]):
                yield SecretMatch(*found.span(), SecretKind[found.lastgroup or ""])
    if "Q~" in text:
        yield from (SecretMatch(*found.span(), SecretKind.AZURE) for found in ENTRA.finditer(text))


def _private_keys(text: str) -> Iterator[SecretMatch]:
    after = 0
    for found in PRIVATE_KEY.finditer(text) if "KEY" in text or "Key" in text else ():
        if found.start() < after:
            continue
        after = _end_of_key(text, found.end())
        yield SecretMatch(found.start(), after, SecretKind.PRIVATE_KEY)
    if "LS0t" in text:
        yield from (
            SecretMatch(*found.span(), SecretKind.PRIVATE_KEY) for found in ENCODED_PRIVATE_KEY.finditer(text)
        )


def _end_of_key(text: str, start: int) -> int:
    footer = PRIVATE_KEY_END.search(text, start)
    return footer.end() if footer else len(text)


def _credential(word: str) -> bool:
    if random_key(word) is not None:
        return True
    varied = any(character.isdigit() for character in word) or (word != word.lower() and word != word.upper())
    return varied and entropy(word) >= _WEAKEST and not wordy(word) and word_share(word) < _WORDS


def _issued(token: str) -> bool:
    """Tell an issued token from a sample such as `sk_live_xxxxxxxx` and from a name that begins like one."""
    if token.endswith(_DOCUMENTATION):
        return False
    if token.isupper():
        return entropy(token) >= _WEAKEST
    return (
        any(character.isdigit() for character in token[4:])
        and entropy(token[4:]) >= _WEAKEST
        and word_share(token, capitals=False) < _WORDS
    )
