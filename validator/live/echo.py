"""Whether a text from outside repeats a secret, in whatever form a server may give it back."""

from __future__ import annotations

import base64
import html
import unicodedata
from urllib.parse import unquote, unquote_plus

from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

LONGEST = 512
"""A longer text is not looked into: it counts as one that repeats every secret."""

_DEEPEST = 3
_SHORTEST_PART = 8
_SHORTEST_PLAIN = 6
_BASE64 = lazy(r"[A-Za-z0-9+/_-]{2,}")
_HEXADECIMAL = lazy(r"[0-9A-Fa-f]{2,}")
_BETWEEN = lazy(r"(?<=[0-9A-Fa-f]{2})[ :,-](?=[0-9A-Fa-f]{2}(?![0-9A-Fa-f]))")
_PREFIX = lazy(r"(?:0|\\)[xX]")
_ESCAPED = lazy(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
_STANDARD = str.maketrans("-_", "+/")
_FIRST_WHOLE = (0, 2, 3)
"""How many characters of base64 hold bits of so many bytes that stand before a text."""


def readings(text: str) -> frozenset[str]:
    """Return a text and all that it may be an encoding of, several times over: base64, hex, URLs, JSON, HTML."""
    found: set[str] = set()
    level = {text, "".join(each for each in text if each.isprintable())}
    for _ in range(_DEEPEST):
        found |= level
        level = {decoded for each in level for decoded in _decoded(each)} - found
    return frozenset(found | level)


def repeats(read: Iterable[str], secret: str) -> bool:
    """Whether one of a text's readings holds a secret or a good part of it, in any case, from either end."""
    wanted = set(_parts(secret))
    return any(_holds(form, wanted) for each in read for form in _forms(each))


def _holds(text: str, wanted: set[tuple[int, str]]) -> bool:
    pieces = ((text[at : at + size], whole) for size, whole in wanted for at in range(len(text) - size + 1))
    return any(piece in whole for piece, whole in pieces)


def _parts(secret: str) -> Iterator[tuple[int, str]]:
    """Yield what a reading is held against, with the length of the part of it that is one too many."""
    for text in (secret, secret[::-1]):
        encoded = [
            base64.b64encode(b"\0" * shift + text.encode()).decode().rstrip("=")[first:-1]
            for shift, first in enumerate(_FIRST_WHOLE)
        ]
        for form in {text.casefold(), _normal(text)}:
            yield _size(form), form
        for form in (_plain(each) for each in (text, *encoded)):
            if len(form) >= _SHORTEST_PLAIN:
                yield _size(form), form


def _size(text: str) -> int:
    return min(len(text), max(_SHORTEST_PART, len(text) // 4))


def _forms(text: str) -> set[str]:
    return {text.casefold(), _normal(text), _plain(text)}


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _plain(text: str) -> str:
    """Return a text without what may be put between its letters and digits."""
    return "".join(each for each in _normal(text) if each.isalnum())


def _decoded(text: str) -> Iterator[str]:
    yield text[::-1]
    yield "".join(text.split())
    yield unquote(text)
    yield unquote_plus(text)
    yield html.unescape(text)
    yield _ESCAPED.sub(_unescaped, text)
    for shift in range(4):
        yield _BASE64.sub(lambda run, shift=shift: _from_base64(run[0][shift:]), text)  # type: ignore[misc]
    for form in {text, _BETWEEN.sub("", _PREFIX.sub("", text))}:
        for shift in range(2):
            yield _HEXADECIMAL.sub(lambda run, shift=shift: _from_hexadecimal(run[0][shift:]), form)  # type: ignore[misc]


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else found[3]


def _from_base64(run: str) -> str:
    whole = run if len(run) % 4 != 1 else run[:-1]
    padded = whole.translate(_STANDARD) + "=" * (-len(whole) % 4)
    return base64.b64decode(padded).decode(errors="replace")


def _from_hexadecimal(run: str) -> str:
    return bytes.fromhex(run[: len(run) // 2 * 2]).decode(errors="replace")
