"""Keys and tokens that say by their beginning who issued them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.secrets.kinds import SecretKind, SecretMatch
from validator.secrets.lazy import lazy
from validator.secrets.texture import entropy, lower_word_share

if TYPE_CHECKING:
    from collections.abc import Iterator


class Issuer(NamedTuple):
    """One family of tokens: texts of which every token contains one, and the form of a token."""

    kind: SecretKind
    marks: tuple[str, ...]
    pattern: re.Pattern[str]


def _issuer(kind: SecretKind, marks: str, pattern: str) -> Issuer:
    return Issuer(kind, tuple(marks.split()), lazy(rf"(?<![A-Za-z0-9_])(?:{pattern})", re.ASCII))


ISSUERS = (
    _issuer(SecretKind.GITHUB, "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[opsur]_[A-Za-z0-9]{36,255}"),
    _issuer(SecretKind.GITHUB, "github_pat_", r"github_pat_[A-Za-z0-9_]{22,255}"),
    _issuer(SecretKind.GITLAB, "glpat- glptt- gldt- glrt- glcbt-", r"gl(?:pat|ptt|dt|rt|cbt)-[\w-]{20,300}"),
    _issuer(SecretKind.AWS, "AKIA ASIA", r"(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])"),
    _issuer(
        SecretKind.SLACK, "xox xapp-", r"(?:xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-[A-Za-z0-9-]{20,250})"
    ),
    _issuer(
        SecretKind.STRIPE,
        "k_live_ k_test_ whsec_",
        r"[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[\w+/=]{24,99}",
    ),
    _issuer(SecretKind.GOOGLE, "AIza GOCSPX- ya29.", r"AIza[\w-]{35}|GOCSPX-[\w-]{28}|ya29\.[\w-]{20,2048}"),
    _issuer(SecretKind.SENDGRID, "SG.", r"SG\.[\w-]{16,32}\.[\w-]{16,64}"),
    _issuer(SecretKind.NPM, "npm_", r"npm_[A-Za-z0-9]{36}"),
    _issuer(SecretKind.PYPI, "pypi-", r"pypi-[\w-]{40,1024}"),
    _issuer(SecretKind.HUGGING_FACE, "hf_", r"hf_[A-Za-z0-9]{30,100}"),
    _issuer(SecretKind.ANTHROPIC, "sk-ant-", r"sk-ant-[\w-]{20,250}"),
    _issuer(SecretKind.OPENAI, "sk-", r"sk-(?!ant-)(?:proj-|svcacct-|admin-)?[\w-]{32,250}"),
    _issuer(SecretKind.DIGITALOCEAN, "_v1_", r"do[opr]_v1_[a-f0-9]{64}"),
    _issuer(SecretKind.SHOPIFY, "shpat_ shpca_ shppa_ shpss_", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    _issuer(SecretKind.TWILIO, "SK", r"SK[a-f0-9]{32}(?![A-Za-z0-9])"),
    _issuer(SecretKind.DATABRICKS, "dapi", r"dapi[a-f0-9]{32}"),
    _issuer(SecretKind.DOPPLER, "dp.", r"dp\.(?:pt|st|sa|ct)\.[\w.-]{30,200}"),
    _issuer(SecretKind.VAULT, "hvs. hvb. hvr.", r"hv[sbr]\.[\w-]{24,300}"),
    _issuer(SecretKind.ATLASSIAN, "ATATT3", r"ATATT3[\w=-]{40,400}"),
    _issuer(SecretKind.POSTMAN, "PMAK-", r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
    _issuer(SecretKind.AGE, "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[A-Z0-9]{40,80}"),
    # Every client secret of Microsoft Entra since 2021 has a digit and Q~ after its first three characters.
    _issuer(SecretKind.AZURE, "Q~", r"(?<![~.-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])"),
)

_MARKS = tuple({mark for issuer in ISSUERS for mark in issuer.marks})
_LEAST_ENTROPY = 2.5
_MOST_WORDS = 0.7
_DOCUMENTATION = "EXAMPLE"


def find_issued(text: str) -> Iterator[SecretMatch]:
    """Yield the tokens of known issuers, samples such as `sk_live_xxxxxxxx` left out."""
    if not any(mark in text for mark in _MARKS):
        return
    for issuer in ISSUERS:
        if any(mark in text for mark in issuer.marks):
            for found in issuer.pattern.finditer(text):
                if _random(found[0]):
                    yield SecretMatch(*found.span(), issuer.kind)


def _random(token: str) -> bool:
    if token.endswith(_DOCUMENTATION) or entropy(token) < _LEAST_ENTROPY:
        return False
    digits = any(character.isdigit() for character in token[4:])
    return token.isupper() or (digits and lower_word_share(token) < _MOST_WORDS)
