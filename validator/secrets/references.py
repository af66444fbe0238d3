"""References to secrets kept elsewhere: our own, those of the settings, and the look of everybody else's."""

from __future__ import annotations

import enum
import re

from validator.lazy import lazy
from validator.secrets.tokens import find_tokens, random_key, wordy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    class Form(Protocol):
        """The form of a custom reference."""

        def fullmatch(self, text: str, /) -> object | None:
            """Return something where a whole text has the form."""


OWN = lazy(
    r"\$\{(?:env:(?P<ENV>[A-Za-z_][A-Za-z0-9_]{0,254})"
    r"|file:(?P<FILE>[^\s{}](?:[^\r\n\t{}]{0,1021}[^\s{}])?)"
    r"|keyring:(?P<KEYRING>[^\s/{}](?:[^\r\n\t{}]{0,253}[^\s{}])?/[^\s{}](?:[^\r\n\t{}]{0,253}[^\s{}])?))\}\Z"
)
BRACED = lazy(r"\$\{[^{}]{0,512}+(?:\$?\{[^{}]{0,512}+\}[^{}]{0,512}+){0,4}\}")
TEMPLATE = lazy(
    r"(?:\$?\{\{[^\r\n{}]{0,512}+\}\}|<%[^\r\n%]{0,512}+%>|#\{[^{}\r\n]{1,256}+\}#?|\$\([^()\r\n]{1,512}+\))"
)
NAMED = lazy(
    r"(?:\$(?:env:)?(?P<dollar>[A-Z_][A-Z0-9_]{0,127})"
    r"|%(?:env\()?[A-Za-z_][A-Za-z0-9_]{0,127}\)?%"
    r"|%\{[\w.:-]{1,128}\}"
    r"|@@[\w.-]{1,128}@@"
    r"|__[A-Za-z][A-Za-z0-9.]{0,60}(?:_[A-Za-z0-9.]{1,60}){0,8}__"
    r"|\(\([\w./-]{1,128}\)\)"
    r"|@Microsoft\.KeyVault\([^()\r\n]{1,512}\)"
    r"|(?:env|lookup|vault|secret|getenv)\([^()\r\n]{1,256}\)"
    r"|(?:process\.env|os\.environ|ENV)(?:\.\w{1,128}|\[['\"]\w{1,128}['\"]\])"
    r"|secrets\.[A-Za-z_]\w{0,127})\Z",
    re.ASCII,
)
SCHEME = lazy(
    r"(?:(?:(?:hashi|hc)?vault|env|file|keyring|keychain|key-?vault|akv|azurekv|aws-?(?:ssm|sm)|ssm"
    r"|(?:aws-?)?secrets?-?manager|gcp-?(?:sm|secret-?manager|secrets?)|gsm|berglas|bws|bitwarden|doppler"
    r"|infisical|conjur|cyberark|akeyless|lastpass|lpass|onepassword|sops|secretref|chamber|credstash|summon"
    r"|dotenv|wincred|ref\+[a-z0-9]{1,30})(?::(?://)?|\+[a-z]{1,10}://)"
    r"|(?:secrets?|pass|kv|sm|cred|credential|k8s|gopass)://)(?P<target>[^\s]{1,512})\Z",
    re.IGNORECASE,
)
PLACED = lazy(
    r"(?:op://[^\r\n\t]{1,512}|arn:aws[a-z-]{0,12}:(?:secretsmanager|ssm|kms):[^\s]{1,512}"
    r"|projects/[\w.:-]{1,128}/secrets/[\w./-]{1,256})\Z",
    re.ASCII,
)
SEALED = lazy(r"ENC\[[A-Z0-9_]{3,20},data:[^\]\s]{1,65536}+\]\Z|\$ANSIBLE_VAULT;[\d.]{1,8};")
QUOTED_DEFAULT = lazy(
    r"(?:default\s{0,4}\(?|\|\||\?\?|\bor\b)\s{0,4}(?:'([^'\r\n]{8,256})'|\"([^\"\r\n]{8,256})\")"
)
STRING = lazy(r"\s{0,4}(?:'[^'\r\n]{8,256}'|\"[^\"\r\n]{8,256}\")\s{0,4}\Z")
MARKS = lazy(r"[$%{<@#_(:/.]")
ADDRESS = lazy(r"https?://[^\s@]{1,2048}\Z", re.IGNORECASE)

_LONGEST = 2048
_LONGEST_WORD = 24
_LONGEST_NAME = 60
_LONGEST_NUMBER = 6
_SHORTEST_LITERAL = 8
_NAMED = (
    *("$", "%", "@", "__", "((", "env(", "lookup(", "vault(", "secret(", "getenv("),
    *("process.env", "os.environ", "ENV", "secrets."),
)
"""What all begin with that `NAMED` matches, so that it is not compiled for anything else."""

_PLACED = ("op://", "arn:aws", "projects/")
_TEMPLATES = ("{{", "<%", "#{", "$(")
_HEADERS = ("Bearer ", "Basic ", "bearer ", "basic ")


class ReferenceKind(enum.Enum):
    """Where a reference leads; `CUSTOM` is a form that the settings declare."""

    ENV = "env"
    FILE = "file"
    KEYRING = "keyring"
    CUSTOM = "custom"


class Reference(NamedTuple):
    """A reference that is understood: `target` is the variable, path, SERVICE/USER, or a custom one's text."""

    kind: ReferenceKind
    target: str


def parse_reference(text: str, custom_patterns: tuple[Form, ...] = ()) -> Reference | None:
    """Read a whole value as a reference; None when it is not one that this tool or the settings know.

    Never a reference: one with a literal default of eight or more characters, and one around a key itself.
    """
    variable = plain_variable(text)
    if variable is not None:
        return Reference(ReferenceKind.ENV, variable)
    if len(text) > _LONGEST:
        return None
    own = OWN.match(text)
    if own is not None and own.lastgroup is not None:
        found = Reference(ReferenceKind[own.lastgroup], own[own.lastgroup])
    elif any(pattern.fullmatch(text) for pattern in custom_patterns):
        found = Reference(ReferenceKind.CUSTOM, text)
    else:
        return None
    return None if wraps_literal(text) else found


def plain_variable(text: str) -> str | None:
    """Return the variable of `${env:NAME}` with an everyday name, which is told at a glance; None of all else.

    Such a name is made of short words in capitals, perhaps with a number at its end.
    """
    if not text.startswith("${env:") or not text.endswith("}"):
        return None
    name = text[6:-1]
    words = name.rstrip("0123456789")
    if len(name) > _LONGEST_NAME or len(name) - len(words) > _LONGEST_NUMBER or not name[:1].isalpha():
        return None
    letters = words.replace("_", "")
    if not letters.isascii() or not letters.isalpha() or not letters.isupper():
        return None
    return name if max(map(len, words.split("_"))) <= _LONGEST_WORD else None


def looks_like_reference(text: str) -> bool:
    """Say whether a whole value has the form of some tool's reference or template, or of a sealed value.

    Blanks around it do not count. What carries a literal is none, as for `parse_reference`.
    """
    if plain_variable(text) is not None:
        return True
    if text.startswith("https://") and not any(sign in text for sign in "${<%#"):
        return False
    value = text.strip()
    if SEALED.match(value) or plain_variable(f"{value}}}") is not None:
        return True
    if len(value) > _LONGEST or MARKS.search(value) is None:
        return False
    return (_named(value) or _composed(value)) and not wraps_literal(value)


def wraps_literal(text: str) -> bool:
    """Say whether what looks like a reference carries the secret itself, as its default or as its name."""
    bodies = [chunk[0] for pattern in _chunks(text) for chunk in pattern.finditer(text)]
    if any(_literal_default(body) or _literal_body(body) for body in bodies):
        return True
    if not bodies and _is_key(_target(text)):
        return True
    return next(find_tokens(text), None) is not None


def _chunks(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of what may stand within a text, by what each of these holds."""
    if "${" in text:
        yield BRACED
    if any(mark in text for mark in _TEMPLATES):
        yield TEMPLATE


def _by_scheme(text: str) -> re.Match[str] | None:
    return SCHEME.match(text) if ":" in text and text.split() == [text] else None


def _named(value: str) -> bool:
    named = NAMED.match(value) if value.startswith(_NAMED) else None
    if named is not None:
        name = named["dollar"] or ""
        digits = sum(character.isdigit() for character in name)
        return digits * 3 <= len(name) and ("_" in name or len(name) <= _LONGEST_WORD)
    if _by_scheme(value) is not None:
        return True
    return value.startswith(_PLACED) and PLACED.match(value) is not None


def _composed(value: str) -> bool:
    """Tell whether references and templates make up a value but for a few characters between them."""
    for header in _HEADERS:
        value = value.removeprefix(header)
    rest = value
    for pattern in reversed([*_chunks(value)]):
        rest = pattern.sub("", rest)
    return (
        rest != value and len(rest) < _SHORTEST_LITERAL and not any(character.isspace() for character in rest)
    )


def _target(text: str) -> str:
    scheme = _by_scheme(text)
    return scheme["target"] if scheme is not None else text.strip("$%@_()")


def _is_key(target: str) -> bool:
    """Tell a key from what names one; a path is a name, however random its parts."""
    return "/" not in target and random_key(target) is not None


def _literal_body(body: str) -> bool:
    inner = body.strip("$#<%>{}() ")
    return STRING.match(inner) is not None or _is_key(inner) or _is_key(inner.rpartition(":")[2])


def _literal_default(body: str) -> bool:
    if body.startswith(("${{", "{{", "<%", "$(", "#{")):
        return QUOTED_DEFAULT.search(body) is not None
    inner = body[2:-1]
    for operator in (":-", ":=", ":+"):
        if operator in inner:
            return _literal(inner.partition(operator)[2])
    if ":?" in inner:
        return False
    name, separator, rest = inner.partition(":")
    if separator:
        return (
            name != name.lower()
            and name not in {"ENV", "FILE", "KEYRING", "VAULT", "SECRET"}
            and _literal(rest)
        )
    for operator in ("-", "="):
        name, separator, rest = inner.partition(operator)
        if separator and name.isidentifier() and not wordy(rest):
            return _literal(rest)
    return False


def _literal(default: str) -> bool:
    value = default.strip(" '\"")
    return (
        len(value) >= _SHORTEST_LITERAL and ADDRESS.match(value) is None and not looks_like_reference(value)
    )
