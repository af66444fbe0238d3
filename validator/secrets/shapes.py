"""Secrets by their shape, wherever they stand: in a value, a key or a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.secrets.addresses import find_in_addresses, inside_url
from validator.secrets.assignments import find_assignments
from validator.secrets.kinds import LONGEST, SecretKind, SecretMatch
from validator.secrets.lazy import lazy
from validator.secrets.placeholders import NO_PLACEHOLDERS, Placeholders, is_placeholder
from validator.secrets.references import looks_like_reference
from validator.secrets.texture import random_key
from validator.secrets.tokens import find_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONG_WORD = lazy(
    r"(?<![A-Za-z0-9+/_.-])[A-Za-z0-9+/_-]{32,65536}+={0,2}(?![A-Za-z0-9])(?!\.[A-Za-z0-9])", re.ASCII
)
HEX_RUN = lazy(r"(?<![A-Za-z0-9])[0-9A-Fa-f]{32,512}+(?![A-Za-z0-9])")
PUBLIC_PREFIX = lazy(
    r"(?:(?:sha-?\d{0,3}|md5|blake\w{0,3})[:=-]|(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w{1,12}) )\Z",
    re.IGNORECASE | re.ASCII,
)
PUBLIC_DATA = lazy(
    r"data:[\w.+-]{0,80}/?[\w.+-]{0,80}[;,]|AAAA[BCE]3NzaC1|(?:sha-?\d{0,3}|md5)[:=-]",
    re.IGNORECASE | re.ASCII,
)
CERTIFICATE = lazy(r"-----BEGIN (?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|X509 CRL)")
HINT = lazy(
    r"(?<![A-Za-z])(?P<public>sha-?\d{0,3}|md5|hash|digest|checksum|commit|fingerprint|thumbprint"
    r"|revision|etag|integrity|image|certificate|public|cache|primary|foreign|partition|idempotency)"
    r"|(?P<id>(?<![a-z])ids?(?![a-z])|(?-i:(?<=[a-z])Ids?(?![a-z]))|uuid|guid|version[ _-]?key)"
    r"|(?P<secret>secret|token|passwor[dt]|passwd|passphrase|credential|pwd"
    r"|(?<![a-z])keys?(?![a-z])|(?-i:(?<=[a-z])Keys?(?![a-z])))",
    re.IGNORECASE,
)
AFTERWARDS = lazy(
    r"[\s\"'),.]{0,3}(?:is|was|are|as|=|<-|-|\()?[\s(]{0,3}(?:the|our|a|an|old|new)?\s{0,2}"
    r"(?:[A-Za-z]{1,20}[ _-]){0,2}(?:secret|token|password|passphrase|credential)",
    re.IGNORECASE,
)

_BEFORE = 60
_AFTER = 60


def find_shapes(
    text: str, *, comment: bool = False, placeholders: Placeholders = NO_PLACEHOLDERS
) -> list[SecretMatch]:
    """Find what looks like a secret anywhere in a text, in reading order, without overlaps.

    With `comment`, random-looking words count as well where a word like "secret" or "key" stands beside them.
    """
    text = text[:LONGEST]
    found = [*_inside_urls(text, find_tokens(text)), *find_in_addresses(text), *find_assignments(text)]
    if comment:
        found += _hinted(text)
    if not found:
        return []
    return _apart(match for match in found if not _stand_in(text[match.start : match.end], placeholders))


def opaque(text: str) -> SecretMatch | None:
    """Match a whole value that looks like a random key, such as 64 hexadecimal digits or 43 URL-safe characters.

    Silent for commits, UUIDs, digests with their prefix, public keys, `data:` URLs, and names however long.
    """
    value = text[:LONGEST].strip()
    if PUBLIC_DATA.match(value) or CERTIFICATE.match(value):
        return None
    kind = random_key("".join(value.split()) if "\n" in value else value)
    if kind is None:
        return None
    start = text.index(value)
    return SecretMatch(start, start + len(value), kind, certain=False)


def random_words(text: str) -> Iterator[SecretMatch]:
    """Yield the random-looking words of a text, those of URLs, digests and public keys left out."""
    for word in LONG_WORD.finditer(text[:LONGEST]):
        whole = random_key(word[0])
        runs = [word] if whole is not None else HEX_RUN.finditer(text, word.start(), word.end())
        for run in runs:
            kind = random_key(run[0])
            if kind is not None and not _is_public(text, run):
                yield SecretMatch(*run.span(), kind, certain=False)


def _is_public(text: str, run: re.Match[str]) -> bool:
    before = text[max(0, run.start() - _BEFORE) : run.start()]
    if PUBLIC_PREFIX.search(before) is not None or PUBLIC_DATA.match(run[0]) is not None:
        return True
    return inside_url(text, run.start()) or PUBLIC_DATA.match(before.rpartition(" ")[2]) is not None


def _hinted(text: str) -> Iterator[SecretMatch]:
    end = 0
    for match in random_words(text):
        before = text[max(end, match.start - _BEFORE) : match.start]
        end = match.end
        if _hints(before, text[match.end : match.end + _AFTER]):
            yield match._replace(certain=True)


def _hints(before: str, after: str) -> bool:
    kinds = [word.lastgroup for word in HINT.finditer(before)]
    if "public" in kinds:
        return False
    return (kinds[-1] == "secret") if kinds else AFTERWARDS.match(after) is not None


def _inside_urls(text: str, matches: Iterable[SecretMatch]) -> Iterator[SecretMatch]:
    for match in matches:
        in_url = match.kind is not SecretKind.PRIVATE_KEY and inside_url(text, match.start)
        yield match._replace(in_url=in_url)


def _stand_in(part: str, placeholders: Placeholders) -> bool:
    return looks_like_reference(part) or is_placeholder(part, placeholders)


def _apart(matches: Iterable[SecretMatch]) -> list[SecretMatch]:
    """Keep the first of overlapping matches; of those that begin together, the one in a URL, then the longest."""
    kept: list[SecretMatch] = []
    for match in sorted(matches, key=lambda match: (match.start, not match.in_url, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
