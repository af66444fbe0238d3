"""Which keys of a document hold secrets, and which ones hold random-looking text that is none."""

from __future__ import annotations

import functools

from validator.lazy import lazy

PIECE = lazy(r"[A-Z]{1,60}(?=[A-Z][a-z])|[A-Z]?[a-z]{1,200}|[A-Z]{1,200}|[0-9]{1,200}")

_LONGEST_KEY = 200
_SECRET = lazy(
    r"(?:secret|passwords?|passwd|pwd|passphrases?|passcode|token|jwt"
    r"|(?:api|secret|signing|private|shared|access|encryption|master|account|subscription|function|auth"
    r"|authorization|hmac|sas|webhook)key)(?:value)?\Z"
)
_PLURAL = lazy(r"(?:secrets|tokens|(?:api|secret|private|access)keys|credentials?)\Z")
_NEVER = lazy(
    r"(?:(?:page|continuation|cursor|sync|cancellation)token|(?:design|input|output)tokens?"
    r"|clientcredentials)\Z"
)
_LAST = lazy(r"pass|pw")
_GROUP = lazy(r"secrets|passwords|tokens|apikeys|passphrases")
_KEY_OWNER = lazy(r"api|signing|private|shared|access|encryption|master|subscription|hmac")
_QUALIFIER = lazy(
    r"values?|text|string|plain|plaintext|literal|raw|base|b64|encoded|pem|current|previous|old|new|primary"
    r"|secondary|backup|prod|production|sandbox|dev|development|test|testing|stage|staging|live|demo|monthly"
    r"|federal|\d{1,9}"
)
_FLAG = lazy(
    r"is|has|uses?|show|hide|enable|disable|requires?|allows?|needs?|rotate|reset|validate|skip|without|non|not"
    r"|max|min|num|number|count|total"
)
_VALUE = lazy(
    r"values?|val|default|data|text|content|literal|current|plaintext|stringvalue|stringdata|\d{0,9}"
)
_HASH = lazy(
    r"hash(?:es|ed)?|checksums?|digests?|commits?|(?:finger|thumb)prints?|images?|sha\d{0,3}|crc|etag"
    r"|revisions?|rev|integrity|signatures?|cert|certs|certificates?"
)
_IDENTIFIER = lazy(r"ids?|uids?|uuids?|guids?|identifiers?")
_IDENTIFYING = lazy(
    r"(?:(?:client|app|user|tenant|key|application|company|project)id"
    r"|(?:version|consumer|public)key|md5|crc32)\Z"
)
_SETTING = lazy(
    r"ur[li]s?|host|endpoint|address|names?|labels?|title|description|refs?|references?|files?|paths?|folder"
    r"|type|kind|policy|expiry|expires|expiration|lifetime|ttl|length|algorithm|header|location|store"
    r"|provider|manager|owner|rotation|environment|env|region|method|format|prefix|scheme|field|count|version|notes?"
)


def is_secret_field(key: str, parent: str = "") -> bool:
    """Say whether a key names a secret, so that plain text does not belong there.

    `parent` is the key of the enclosing mapping, or the value of a `name` beside it; it decides for a key like
    `value`. Letters and digits count alone: `client_secret` and `Client Secret` are one, `secretValue` a secret.
    A key that says something about a secret (`tokenUrl`, `secretExpiration`, `isSensitive`) is none, nor is a
    plural that may as well hold names (`secrets`, `credentials`); see `may_hold_secret` for those.
    """
    return _named(deciding(key, parent)) or (
        _squashed(key) == "key" and _KEY_OWNER.fullmatch(_squashed(parent)) is not None
    )


def may_hold_secret(key: str, parent: str = "") -> bool:
    """Say whether secrets and names are equally likely here: `tokens: […]`, `secrets: {procore: …}`."""
    name = deciding(key, parent)
    return _plural(name) or (_GROUP.fullmatch(_squashed(parent)) is not None and _ordinary(key))


def holds_identifier(key: str, parent: str = "") -> bool:
    """Say whether a key names something random but public: an id, a digest, a commit, a certificate."""
    return _public(deciding(key, parent))


def deciding(key: str, parent: str) -> str:
    """Return the name that says what a value is: its key, or the parent of `value` or of an index."""
    return parent if parent and _VALUE.fullmatch(_squashed(key)) is not None else key


def _pieces(name: str) -> list[str]:
    return [piece.lower() for piece in PIECE.findall(name[:_LONGEST_KEY])]


@functools.lru_cache(maxsize=1024)
def _squashed(name: str) -> str:
    return "".join(_pieces(name))


def _core(name: str) -> list[str]:
    """Split a name into words, without those at its end that only say which one: `secret2`."""
    pieces = _pieces(name)
    while len(pieces) > 1 and _QUALIFIER.fullmatch(pieces[-1]):
        pieces.pop()
    return pieces


def _about(pieces: list[str]) -> bool:
    return not pieces or (len(pieces) > 1 and _FLAG.fullmatch(pieces[0]) is not None)


@functools.lru_cache(maxsize=1024)
def _named(name: str) -> bool:
    pieces = _core(name)
    squashed = "".join(pieces)
    if _about(pieces) or _NEVER.search(squashed):
        return False
    return _SECRET.search(squashed) is not None or _LAST.fullmatch(pieces[-1]) is not None


@functools.lru_cache(maxsize=1024)
def _plural(name: str) -> bool:
    pieces = _core(name)
    squashed = "".join(pieces)
    return not _about(pieces) and _NEVER.search(squashed) is None and _PLURAL.search(squashed) is not None


@functools.lru_cache(maxsize=1024)
def _ordinary(key: str) -> bool:
    pieces = _pieces(key)
    return bool(pieces) and _SETTING.fullmatch(pieces[-1]) is None and not _public(key)


@functools.lru_cache(maxsize=1024)
def _public(name: str) -> bool:
    pieces = _core(name)
    return bool(pieces) and (
        _IDENTIFIER.fullmatch(pieces[-1]) is not None
        or _IDENTIFYING.search("".join(pieces)) is not None
        or _IDENTIFYING.search(_squashed(name)) is not None
        or any(_HASH.fullmatch(piece) for piece in pieces)
    )
