"""A sensitive value that shows itself only on request."""

from __future__ import annotations

import hmac

from validator.live.echo import repeats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn


class SecretError(ValueError):
    """A value that cannot be a secret: empty, or with characters that nobody types; the text does not hold it."""


class Secret:  # noqa: PLW1641 - what cannot be compared cannot be hashed
    """A client secret, token, code or verifier; nothing prints, copies, pickles or compares it by accident.

    One line end after the value is dropped: a file and a pipe bring one.

    Raises:
        SecretError: the value is empty, or holds a character that is not printable.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        text = value.removesuffix("\n").removesuffix("\r")
        if not text:
            raise SecretError("the value is empty")
        if not text.isprintable():
            raise SecretError("the value holds a control character or another one that cannot be seen")
        self._value = text

    def reveal(self) -> str:
        """Return the value, to be sent and for nothing else."""
        return self._value

    def matches(self, other: Secret) -> bool:
        """Whether both hold the same value, in constant time."""
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def occurs_in(self, text: str) -> bool:
        """Whether a text holds the value as it is."""
        return self._value in text

    def echoed_in(self, read: Iterable[str]) -> bool:
        """Whether a text that came from outside, in its `live.echo.readings`, repeats the value in any form."""
        return repeats(read, self._value)

    def __repr__(self) -> str:
        return "***"

    def __str__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return "***"

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError("a secret is compared with `matches` only")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret cannot be copied or pickled")
