"""The errors of the live check.

LiveError
├── SecretError    a value that cannot be a secret
├── SetupError     the run cannot start: certificate authorities, proxy, a trusted host that is none
└── TransportBug   a failure inside the HTTP library that no list of failures names
"""

from __future__ import annotations


class LiveError(Exception):
    """Base of the live check's own errors; no text of one holds a value that came from outside."""


class SecretError(LiveError, ValueError):
    """A value that cannot be a secret: empty, or with characters that nobody types."""


class SetupError(LiveError):
    """The live check cannot start; the text says what to change."""


class TransportBug(LiveError):  # noqa: N818 - it is no error of the user's
    """An exception of an unforeseen type inside the HTTP library; only the type's name is kept."""
