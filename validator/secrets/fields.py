"""Which keys of a document hold secrets, and which ones hold random-looking text that is none."""

from __future__ import annotations

import functools

from validator.lazy import lazy

PIECE = lazy(r"[A-Z]{1,60}(?=[A-Z][a-z])|[A-Z]?[a-z]{1,200}|[A-Z]{1,200}|[0-9]{1,200}")

_NO_LETTERS = bytes(each for each in range(128) if not chr(each).isalpha())
_WITHIN = (b"secret", b"pass", b"pw", b"token", b"jwt", b"key")
"""What every name of a secret has in it, once only its letters are left."""

_LONGEST_KEY = 200
_LONGEST_NUMBER = 9


def _words(text: str) -> frozenset[str]:
    """Return words out of a text; one with a bar has an ending that may be missing."""
    found = (word.partition("|") for word in text.split())
    return frozenset(end for stem, _, ending in found for end in (stem, stem + ending))


_KEYS = _words(
    "api secret signing private shared access encryption master account subscription function auth"
    " authorization hmac sas webhook"
)
_SECRET = (
    *_words("secret password|s passwd pwd passphrase|s passcode token jwt"),
    *(f"{owner}key" for owner in _KEYS),
)
"""How names of secrets end, as the next ones are of many secrets, and of what is none."""

_PLURAL = tuple(_words("secrets tokens apikeys secretkeys privatekeys accesskeys credential|s"))
_NEVER = tuple(
    _words(
        "pagetoken continuationtoken cursortoken synctoken cancellationtoken"
        " designtoken|s inputtoken|s outputtoken|s clientcredentials"
    )
)
_LAST = _words("pass pw")
_MANAGERS = _words("onepassword 1password lastpass keepass nordpass protonpass enpass roboform")
"""Programs that keep passwords: beside their names stands where something is kept in them."""

_GROUP = _words("secrets passwords tokens apikeys passphrases")
_KEY_OWNER = _words("api signing private shared access encryption master subscription hmac")
_QUALIFIER = _words(
    "value|s text string plain plaintext literal raw base b64 encoded pem current previous old new primary"
    " secondary backup prod production sandbox dev development test testing stage staging live demo monthly"
    " federal"
)
_FLAG = _words(
    "is has use|s show hide enable disable require|s allow|s need|s rotate reset validate skip without non not"
    " max min num number count total"
)
_VALUE = _words("value|s val default data text content literal current plaintext stringvalue stringdata")
_HASH = _words(
    "hash|es hashed checksum|s digest|s commit|s fingerprint|s thumbprint|s image|s sha crc etag"
    " revision|s rev integrity signature|s cert|s certificate|s"
)
_IDENTIFIER = _words("id|s uid|s uuid|s guid|s identifier|s")
_IDENTIFYING = tuple(
    _words(
        "clientid appid userid tenantid keyid applicationid companyid projectid"
        " versionkey consumerkey publickey md5 crc32"
    )
)
_SETTING = _words(
    "url|s uri|s host endpoint address name|s label|s title description ref|s reference|s file|s path|s folder"
    " type kind policy expiry expires expiration lifetime ttl length algorithm header location store"
    " provider manager owner rotation environment env region method format prefix scheme field count version note|s"
)


def is_secret_field(key: str, parent: str = "") -> bool:
    """Say whether a key names a secret, so that plain text does not belong there.

    `parent` is the key of the enclosing mapping, or the value of a `name` beside it; it decides for a key like
    `value`. Letters and digits count alone: `client_secret` and `Client Secret` are one, `secretValue` a secret.
    A key that says something about a secret (`tokenUrl`, `secretExpiration`, `isSensitive`) is none, nor is a
    plural that may as well hold names (`secrets`, `credentials`); see `may_hold_secret` for those.
    """
    return _named(deciding(key, parent)) or (_squashed(key) == "key" and _squashed(parent) in _KEY_OWNER)


def may_name_secret(text: str) -> bool:
    """Say whether any part of a text can be a key for which `is_secret_field` holds; most texts have none."""
    letters = text.encode("ascii", "ignore").translate(None, _NO_LETTERS).lower()
    return any(each in letters for each in _WITHIN)


def may_hold_secret(key: str, parent: str = "") -> bool:
    """Say whether secrets and names are equally likely here: `tokens: […]`, `secrets: {procore: …}`."""
    name = deciding(key, parent)
    return _plural(name) or (_squashed(parent) in _GROUP and _ordinary(key))


def holds_identifier(key: str, parent: str = "") -> bool:
    """Say whether a key names something random but public: an id, a digest, a commit, a certificate."""
    return _public(deciding(key, parent))


def deciding(key: str, parent: str) -> str:
    """Return the name that says what a value is: its key, or the parent of `value` or of an index."""
    if not parent:
        return key
    name = _squashed(key)
    return parent if not name or name in _VALUE or _is_number(name) else key


def _is_number(piece: str) -> bool:
    return piece.isdigit() and len(piece) <= _LONGEST_NUMBER


def _pieces(name: str) -> list[str]:
    return [piece.lower() for piece in PIECE.findall(name[:_LONGEST_KEY])]


@functools.lru_cache(maxsize=1024)
def _squashed(name: str) -> str:
    return "".join(_pieces(name))


def _core(name: str) -> list[str]:
    """Split a name into words, without those at its end that only say which one: `secret2`."""
    pieces = _pieces(name)
    while len(pieces) > 1 and (pieces[-1] in _QUALIFIER or _is_number(pieces[-1])):
        pieces.pop()
    return pieces


def _about(pieces: list[str]) -> bool:
    return not pieces or (len(pieces) > 1 and pieces[0] in _FLAG)


@functools.lru_cache(maxsize=1024)
def _named(name: str) -> bool:
    pieces = _core(name)
    squashed = "".join(pieces)
    if _about(pieces) or squashed.endswith(_NEVER) or squashed in _MANAGERS:
        return False
    return squashed.removesuffix("value").endswith(_SECRET) or pieces[-1] in _LAST


@functools.lru_cache(maxsize=1024)
def _plural(name: str) -> bool:
    pieces = _core(name)
    squashed = "".join(pieces)
    return not _about(pieces) and not squashed.endswith(_NEVER) and squashed.endswith(_PLURAL)


@functools.lru_cache(maxsize=1024)
def _ordinary(key: str) -> bool:
    pieces = _pieces(key)
    return bool(pieces) and pieces[-1] not in _SETTING and not _public(key)


@functools.lru_cache(maxsize=1024)
def _public(name: str) -> bool:
    pieces = _core(name)
    return bool(pieces) and (
        pieces[-1] in _IDENTIFIER
        or "".join(pieces).endswith(_IDENTIFYING)
        or _squashed(name).endswith(_IDENTIFYING)
        or not _HASH.isdisjoint(pieces)
    )
