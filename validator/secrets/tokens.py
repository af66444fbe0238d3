"""Secrets that give themselves away by form: JWTs, private keys, authorization headers, issued tokens."""

from __future__ import annotations

import enum
import re

from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


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
    HEX_64 = "a key of hexadecimal digits"
    URL_SAFE_43 = "a key of URL-safe characters"
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


HEXADECIMAL = lazy(r"[0-9A-Fa-f]{32,512}+\Z")
BASE64 = lazy(r"[A-Za-z0-9+/_-]{40,65536}+={0,2}\Z")
WORD_RUN = lazy(r"[A-Z]?[a-z]{3,64}+")
CAPITAL_RUN = lazy(r"[A-Z]{4,64}+")
NESTED_ID = lazy(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])", re.IGNORECASE
)
BARE_UUID = lazy(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}\Z", re.IGNORECASE)
DATE = lazy(r"\d{4}-\d\d-\d\d(?:[T ][\d:.,+Z-]{0,30})?\Z")
SEPARATORS = lazy(r"[-_./:\\ ]{1,4}")
WORD = lazy(r"\d?[A-Za-z]{1,40}\d{0,8}\Z|\d{1,8}\Z")
NAME = lazy(r"\d?[A-Za-z]{1,60}(?:\d{1,2}[A-Z][A-Za-z]{1,40}){0,4}\Z")
PIECE = lazy(r"[A-Z]{2,40}(?![a-z])|[A-Z]?[a-z]{1,40}|[A-Z]")

_COMMIT = 40
_DIGEST_64 = 64
_TOKEN_43 = 43
_HEX_ENTROPY = 3.0
_BASE64_ENTROPY = 4.2
_MADE_OF_WORDS = 0.7
_SHORTEST_KEY = 32
_SHORT_PIECE = 3
_LONG_ENOUGH_TO_MEASURE = 4096


def entropy(text: str) -> float:
    """Return the Shannon entropy of a text in bits a character; 0 for an empty one."""
    import math  # noqa: PLC0415 - few texts are measured

    size = len(text)
    return -sum(n / size * math.log2(n / size) for n in map(text.count, set(text)))


def word_share(text: str) -> float:
    """Return which share of a text stands in runs that look like words, from 0 to 1."""
    return lower_word_share(text) + sum(map(len, CAPITAL_RUN.findall(text))) / max(len(text), 1)


def lower_word_share(text: str) -> float:
    """Return the share of words that are not in capitals throughout."""
    return sum(map(len, WORD_RUN.findall(text))) / max(len(text), 1)


def random_key(word: str) -> SecretKind | None:
    """Return what a single word looks like if it looks like a random key.

    Silent for the 40 digits of a git commit, a UUID with or without hyphens, and long names made of words.
    """
    if len(word) < _SHORTEST_KEY:
        return None
    if HEXADECIMAL.match(word):
        return _hexadecimal(word)
    if not BASE64.match(word):
        return None
    bare = word.rstrip("=")
    rest = NESTED_ID.sub("", bare[:_LONG_ENOUGH_TO_MEASURE])
    if not _mixed(rest) or entropy(rest) < _BASE64_ENTROPY or word_share(rest) >= _MADE_OF_WORDS:
        return None
    url_safe = "+" not in bare and "/" not in bare
    return SecretKind.URL_SAFE_43 if url_safe and len(bare) == _TOKEN_43 else SecretKind.RANDOM


def _hexadecimal(word: str) -> SecretKind | None:
    if (
        len(word) == _COMMIT
        or BARE_UUID.match(word)
        or word.isdigit()
        or entropy(word.lower()) < _HEX_ENTROPY
    ):
        return None
    return SecretKind.HEX_64 if len(word) == _DIGEST_64 else SecretKind.HEX


def _mixed(text: str) -> bool:
    return (
        any("a" <= character <= "z" for character in text)
        and any("A" <= character <= "Z" for character in text)
        and any("0" <= character <= "9" for character in text)
    )


def wordy(text: str) -> bool:
    """Say whether a value reads as words, a name, a date or a number rather than as a password.

    "stored-in-1password" and "ProcoreClientSecret" do; "hunter2hunter2" and "Winter2026!" do not.
    """
    if text[:1].isdigit() and (text.isdigit() or DATE.match(text)):
        return True
    parts = [part for part in SEPARATORS.split(text) if part]
    if len(parts) == 1:
        return NAME.match(parts[0]) is not None and _spelt(parts[0])
    return all(WORD.match(part) is not None and _spelt(part) for part in parts)


def _spelt(part: str) -> bool:
    pieces = PIECE.findall(part)
    return len(pieces) <= 1 or sum(map(len, pieces)) >= _SHORT_PIECE * len(pieces)


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

MARKS = tuple({mark for issuer in ISSUERS for mark in issuer.marks})
_LEAST_ENTROPY = 2.5
_MOST_WORDS = 0.7
_DOCUMENTATION = "EXAMPLE"


def find_issued(text: str) -> Iterator[SecretMatch]:
    """Yield the tokens of known issuers, samples such as `sk_live_xxxxxxxx` left out."""
    if not any(mark in text for mark in MARKS):
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
