"""Secrets inside longer texts: `client_secret = …` in a comment, JSON in a value, options of a command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from validator.secrets.fields import is_secret_field
from validator.secrets.kinds import SecretKind, SecretMatch
from validator.secrets.lazy import lazy
from validator.secrets.references import ADDRESS, looks_like_reference
from validator.secrets.texture import WORD, wordy

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = lazy(
    r"(?<![\w-])--(?P<option>[A-Za-z][\w-]{1,40}+)(?:=|[ ]{1,3})"
    r"|<(?P<tag>[A-Za-z][\w.:-]{0,63}+)>\s{0,3}"
    r"|(?<![\w:/.$@%-])(?<!\$\{)(?P<name>[A-Za-z][\w.-]{0,63}+)[\"']?\s{0,3}(?:[:=]>?|:=)\s{0,3}"
    r"(?:[|>][+-]?[ \t]{0,3}\r?\n[ \t#]{0,16})?"
    r"|(?<![\w-])(?P<subject>[A-Za-z]\w{0,63}+)\s{1,3}(?:is|was):?\s{1,3}",
    re.ASCII,
)
PAIRED = lazy(
    r"(?:name|key)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<name>[A-Za-z][\w .-]{0,63}?)[\"']?[,;]?\s{1,8}"
    r"[\"']?value[\"']?\s{0,3}[:=]\s{0,3}",
    re.ASCII | re.IGNORECASE,
)
DEFAULTED = lazy(r"\$\{(?:env:)?(?P<name>\w{1,64}+):?[-=](?P<value>[^{}\s]{8,512}+)\}", re.ASCII)
LOGIN = lazy(r"(?<!\S)(?:-u|--user|--proxy-user)[ =][\"']?[^\s:\"']{1,256}+:(?P<value>[^\s\"']{4,512}+)")
VALUE = lazy(
    r"\"(?P<double>[^\"\r\n]{8,512}+)\"|'(?P<single>[^'\r\n]{8,512}+)'|(?P<plain>[^\s\"'`][^\s\"'`]{7,511}+)"
)
MAIL = lazy(r"[\w.+-]{1,64}@[\w.-]{1,255}\Z", re.ASCII)
DIGEST = lazy(r"(?:sha-?\d{0,3}|md5)[:=-]", re.IGNORECASE)
CALL = lazy(r"[A-Za-z_][\w.]{0,60}\(", re.ASCII)
CONTINUED = lazy(r"[;&](?=[A-Za-z_][\w. -]{0,40}=)|;\Z")
PASSWORD_LIKE = lazy(r"(?=[^a-z]{0,80}[a-z])(?=[^A-Z]{0,80}[A-Z])(?=\D{0,80}\d)[^-_./\\]{8,80}\Z")
LAST_WORD = lazy(r"([A-Za-z]{1,20})[ _-]\Z")

# Every secret field contains one of these, so that a text without them needs no search.
_NAMES = ("secret", "pass", "pw", "token", "key", "jwt")
_SIGNS = (":", "=", "<", "--", " is ", " was ")
_SHORTEST = 8
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_BEFORE = 24


def find_assignments(text: str) -> Iterator[SecretMatch]:
    """Yield values that stand beside the name of a secret: eight or more characters that are not mere words.

    In quotation marks words count too. References, addresses and digests are left out.
    """
    lowered = text.lower()
    if any(word in lowered for word in _NAMES):
        yield from _named(text, paired="value" in lowered)
    if "-u" in text:
        for found in LOGIN.finditer(text):
            if not looks_like_reference(found["value"]) and ("curl" in lowered or not wordy(found["value"])):
                yield SecretMatch(*found.span("value"), SecretKind.BASIC_LOGIN)


def _named(text: str, *, paired: bool) -> Iterator[SecretMatch]:
    if any(sign in text for sign in _SIGNS):
        yield from (match for found in NAMED.finditer(text) for match in _beside(text, found))
        if paired:
            yield from (match for found in PAIRED.finditer(text) for match in _beside(text, found))
    if "${" in text:
        for found in DEFAULTED.finditer(text):
            if is_secret_field(found["name"]) and not _harmless(found["value"]):
                yield SecretMatch(*found.span("value"), SecretKind.ASSIGNMENT)


def _beside(text: str, named: re.Match[str]) -> Iterator[SecretMatch]:
    found = VALUE.match(text, named.end()) if _is_secret_name(text, named) else None
    if found is None:
        return
    start, end = found.span(found.lastgroup or 0)
    value = text[start:end]
    if found.lastgroup == "plain":
        value = _plain_value(value, named)
        if named.lastgroup == "subject" and PASSWORD_LIKE.match(value) is None:
            return
        # "token:introspect2" is a scope; "token: introspect2" is an assignment.
        if wordy(value) or CALL.match(value) or (named[0].endswith(":") and WORD.match(value)):
            return
    if len(value) >= _SHORTEST and not _harmless(value):
        yield SecretMatch(start, start + len(value), SecretKind.ASSIGNMENT)


def _is_secret_name(text: str, found: re.Match[str]) -> bool:
    name = found[found.lastgroup or 0]
    if is_secret_field(name):
        return True
    before = LAST_WORD.search(text, max(0, found.start() - _BEFORE), found.start())
    return before is not None and name.lower() == "key" and is_secret_field(f"{before[1]} {name}")


def _plain_value(value: str, named: re.Match[str]) -> str:
    """Cut an unquoted value where what follows belongs to the text around it."""
    if named.lastgroup == "tag":
        return value.partition("</")[0] if "</" in value else ""
    if named[0].rstrip().endswith("="):
        value = CONTINUED.split(value, maxsplit=1)[0]
    while value and (
        value[-1] in ",;." or value.count(value[-1]) > value.count(_BRACKETS.get(value[-1], value[-1]))
    ):
        value = value[:-1]
    return value


def _harmless(value: str) -> bool:
    return (
        looks_like_reference(value)
        or ADDRESS.match(value) is not None
        or MAIL.match(value) is not None
        or DIGEST.match(value) is not None
    )
