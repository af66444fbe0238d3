"""Secrets by their shape, wherever they stand: in a value, a key or a comment."""

from __future__ import annotations

import re

from validator.lazy import lazy
from validator.secrets.fields import holds_identifier, is_secret_field
from validator.secrets.placeholders import NO_PLACEHOLDERS, Placeholders, is_placeholder
from validator.secrets.references import ADDRESS, looks_like_reference
from validator.secrets.tokens import LONGEST, WORD, SecretKind, SecretMatch, find_tokens, random_key, wordy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


USER_INFO = lazy(r"://([^\s/?#:\"'<>]{0,256}+):([^\s/?#\"]{1,256})@")
# A password with a slash, a question mark or a number sign, which a URL would have to encode; a port has digits alone.
ODD_USER_INFO = lazy(
    r"://([^\s/?#:@\"'<>]{1,256}+):(?![0-9]{0,5}(?:[/?#]|\Z)|\$?\{)(?=[^\s\"'<>/?#@]{0,256}[/?#])"
    r"([^\s\"'<>]{1,256})@(?=[\w\[-])"
)
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
            for pattern in (USER_INFO, ODD_USER_INFO)
            for found in pattern.finditer(text)
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
        random = random_key(value) is not None and not holds_identifier(name)
        if not (named or random) and _QUERY_SECRET.fullmatch(name) is None:
            continue
        if len(value) >= (_SHORTEST_NAMED if named else _SHORTEST_OTHER) and not wordy(value[:_LONGEST_NAME]):
            in_url = inside_url(text, found.start(1))
            kind = SecretKind.URL_QUERY if in_url else SecretKind.ASSIGNMENT
            yield SecretMatch(*found.span(2), kind, in_url)


def _setting(found: re.Match[str]) -> SecretMatch:
    return SecretMatch(*found.span(found.lastindex or 0), SecretKind.CONNECTION_STRING)


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
REMARKED = lazy(
    r"(?<![A-Za-z0-9_-])(?P<label>secret|passwor[dt]|passphrase|pwd|token|api[ _-]?key)"
    r"(?:[ ]{1,2}[A-Za-z(][A-Za-z.,')]{0,19}){1,6}?[ ]{0,2}[:=][ ]{1,3}",
    re.IGNORECASE | re.ASCII,
)
"""The label of a secret with a few words between it and the value, as people write it down."""
SORTS = lazy(r"[a-z]{1,80}|[A-Z]{1,80}|[^A-Za-z]{1,80}")
LAST_WORD = lazy(r"([A-Za-z]{1,20})[ _-]\Z")

# Every secret field contains one of these, so that a text without them needs no search.
_NAMES = ("secret", "pass", "pw", "token", "key", "jwt")
_SIGNS = (":", "=", "<", "--", " is ", " was ")
_SHORTEST = 8
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_BEFORE_A_VALUE = 24


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
        yield from _remarked(text)
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


def _remarked(text: str) -> Iterator[SecretMatch]:
    """Yield what stands behind a label and a few words, where it looks like nothing but a password."""
    for label in REMARKED.finditer(text) if ": " in text or "= " in text else ():
        found = VALUE.match(text, label.end())
        if found is None or not _hints(label[0], ""):
            continue
        start, end = found.span(found.lastgroup or 0)
        value = _plain_value(text[start:end], label) if found.lastgroup == "plain" else text[start:end]
        if PASSWORD_LIKE.match(value) and _is_jumbled(value) and not _harmless(value):
            yield SecretMatch(start, start + len(value), SecretKind.ASSIGNMENT)


def _is_jumbled(value: str) -> bool:
    """Whether small letters, capitals and digits of a value take turns, as in no name, version or product."""
    return 2 * len(SORTS.findall(value)) > len(value)


def _is_secret_name(text: str, found: re.Match[str]) -> bool:
    name = found[found.lastgroup or 0]
    if is_secret_field(name):
        return True
    before = LAST_WORD.search(text, max(0, found.start() - _BEFORE_A_VALUE), found.start())
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

_SHORTEST_LONG = 32
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
    kind = random_key("".join(value.split()) if "\n" in value else value)
    if kind is None or PUBLIC_DATA.match(value) or CERTIFICATE.match(value):
        return None
    start = text.index(value)
    return SecretMatch(start, start + len(value), kind, certain=False)


def random_words(text: str) -> Iterator[SecretMatch]:
    """Yield the random-looking words of a text, those of URLs, digests and public keys left out."""
    if len(text) < _SHORTEST_LONG or max(map(len, text.split()), default=0) < _SHORTEST_LONG:
        return
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
