"""What keys and values of a quiet text mean: plain data that is surely harmless, or nothing for a quick reader."""

from __future__ import annotations

import functools
import sys

from validator.documents.kinds import API_VERSION, KINDS
from validator.documents.scalars import ambiguity, resolve
from validator.lazy import lazy
from validator.secrets.fields import is_secret_field, may_hold_secret
from validator.secrets.quiet import (
    is_plain_address,
    is_plain_reference,
    is_quiet,
    is_quiet_beside,
    is_quiet_key,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONGEST = 1024
"""No text that is quiet has more characters."""

DEEPEST = 12
HEADER = {"apiVersion": frozenset({API_VERSION}), "kind": frozenset(KINDS)}
"""Keys at a document's root with the values that are known to be harmless, whatever they look like."""

_CANONICAL = lazy(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_WORDS = {"true": True, "false": False, "": None}


class OddError(Exception):
    """Something that the reader with places has to look at; it never leaves the quick readers."""


@functools.lru_cache(maxsize=1024)
def key_of(text: str) -> str:
    """Return a key, the same object for each that is equal; documents repeat their keys.

    Raises:
        OddError: it is no plain name.
    """
    if not is_quiet_key(text):
        raise OddError
    return sys.intern(text)


def value_of(text: str, key: str, parent: str, plain: bool) -> Any:  # noqa: ANN401, FBT001 - data of a user's file
    """Return what a text means below a key, whose mapping is that of the key `parent`; `plain` is one without quotes.

    Raises:
        OddError: it is not surely harmless.
    """
    if plain:
        if text in _WORDS:
            return _WORDS[text]
        value = resolve(text)
        if not isinstance(value, str):
            if type(value) is int and _CANONICAL.match(text) is not None and not _place(key, parent)[0]:
                return value
            raise OddError
        if ambiguity(text) is not None:
            raise OddError
    if not text or is_plain_reference(text):
        return text
    secret, may_be_secret = _place(key, parent)
    if secret or text[-1].isspace():
        raise OddError
    quiet = is_quiet(text) and (not may_be_secret or is_quiet_beside(text, key, parent))
    if not quiet and not is_plain_address(text):
        raise OddError
    return text


known_value_of = functools.lru_cache(maxsize=4096)(value_of)
"""The same for those who do not keep what lines mean; documents repeat each other."""


@functools.lru_cache(maxsize=1024)
def _place(key: str, parent: str) -> tuple[bool, bool]:
    """Return whether a key names a secret, and whether it may hold one as well as names."""
    return is_secret_field(key, parent), may_hold_secret(key, parent)
