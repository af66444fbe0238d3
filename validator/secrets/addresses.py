"""Secrets inside URLs and connection strings: `user:password@host`, `?token=…`, `Password=…;`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.secrets.fields import is_secret_field
from validator.secrets.kinds import SecretKind, SecretMatch
from validator.secrets.lazy import lazy
from validator.secrets.texture import random_key, wordy

if TYPE_CHECKING:
    from collections.abc import Iterator

USER_INFO = lazy(r"://([^\s/?#:\"'<>]{0,256}+):([^\s/?#\"]{1,256})@")
ORACLE = lazy(r"jdbc:oracle:\w{1,10}:[^\s/@:]{1,64}/([^\s/@]{1,128})@", re.ASCII)
USER_ALONE = lazy(r"://([^\s/?#:@\"']{20,512}+)@")
QUERY = lazy(r"(?:[?&]|(?<=[\w/%-])#)([A-Za-z][\w.-]{0,60}+)=([^\s&#\"'<>]{6,2048}+)", re.ASCII)
WEBHOOK = lazy(
    r"hooks\.slack\.com/(?:services|workflows)/[\w/]{20,128}"
    r"|discord(?:app)?\.com/api/webhooks/\d{15,25}/[\w-]{40,100}"
    r"|\.webhook\.office\.com/webhookb2/[\w@./-]{40,300}",
    re.ASCII,
)
SETTING = lazy(
    r"(?:^|[;\s\"'])(?:user )?(?:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature|sharedsecret"
    r"|clientsecret|apikey|secret|token)\s{0,4}=\s{0,4}"
    r"(?:\"([^\"\r\n]{1,512})\"|'([^'\r\n]{1,512})'|([^;\"'\r\n]{1,512}))",
    re.IGNORECASE,
)

_QUERY_SECRET = lazy(
    r"code|key|sig|signature|auth|sas|session|sid|x-amz-(?:signature|security-token)", re.IGNORECASE
)
_SHORTEST_NAMED = 8
_SHORTEST_OTHER = 16
_LONGEST_BEFORE = 2048
_LONGEST_NAME = 256


def find_in_addresses(text: str) -> Iterator[SecretMatch]:
    """Yield the secret parts of URLs and connection strings: the part alone, without user, name or host."""
    if "://" in text and "@" in text:
        yield from (
            SecretMatch(*found.span(2), SecretKind.URL_LOGIN, in_url=True)
            for found in USER_INFO.finditer(text)
        )
        for found in USER_ALONE.finditer(text):
            if random_key(found[1]) is not None:
                yield SecretMatch(*found.span(1), SecretKind.URL_LOGIN, in_url=True)
    if "jdbc:oracle" in text:
        yield from (
            SecretMatch(*found.span(1), SecretKind.URL_LOGIN, in_url=True) for found in ORACLE.finditer(text)
        )
    if "=" in text:
        yield from _queries(text)
        if ";" in text:
            yield from (_setting(found) for found in SETTING.finditer(text))
    if ".com/" in text:
        yield from (
            SecretMatch(*found.span(), SecretKind.WEBHOOK, in_url=True) for found in WEBHOOK.finditer(text)
        )


def inside_url(text: str, start: int) -> bool:
    """Say whether a place in a text belongs to a URL, or to the path of one."""
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    word = before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""
    return "://" in word or word.lstrip("\"'(<").startswith(("/", "?"))


def _queries(text: str) -> Iterator[SecretMatch]:
    for found in QUERY.finditer(text):
        name, value = found[1], found[2]
        named = is_secret_field(name)
        if not named and _QUERY_SECRET.fullmatch(name) is None:
            continue
        if len(value) >= (_SHORTEST_NAMED if named else _SHORTEST_OTHER) and not wordy(value[:_LONGEST_NAME]):
            in_url = inside_url(text, found.start(1))
            kind = SecretKind.URL_QUERY if in_url else SecretKind.ASSIGNMENT
            yield SecretMatch(*found.span(2), kind, in_url)


def _setting(found: re.Match[str]) -> SecretMatch:
    return SecretMatch(*found.span(found.lastindex or 0), SecretKind.CONNECTION_STRING)
