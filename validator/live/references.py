"""Secret references become secrets: environment variables, files, the system's keyring."""

from __future__ import annotations

import enum
import os
import stat

from validator.live.secret import Secret
from validator.secrets.references import ReferenceKind
from validator.secrets.unexpanded import is_unexpanded
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.secrets.references import Reference

FILE_BYTES = 64 * 1024
"""How much a secret's file may hold."""

_BYTE_ORDER_MARK = "\ufeff"
_QUOTES = frozenset("\"'`")


class Reason(enum.Enum):
    """Why a reference gives no secret."""

    FOREIGN = "foreign"
    ENV_UNSET = "env-unset"
    ENV_UNEXPANDED = "env-unexpanded"
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_NOT_REGULAR = "file-not-regular"
    FILE_TOO_LARGE = "file-too-large"
    FILE_NOT_TEXT = "file-not-text"
    KEYRING_ABSENT = "keyring-absent"
    KEYRING_FAILED = "keyring-failed"
    KEYRING_UNKNOWN = "keyring-unknown"
    EMPTY = "empty"
    BLANKS = "blanks"
    QUOTED = "quoted"
    BYTE_ORDER_MARK = "byte-order-mark"
    UNUSABLE = "unusable"


class Unresolved(NamedTuple):
    """A reference without a secret, and what it names."""

    reason: Reason
    name: str = ""


def resolve(reference: Reference, base: Path, environment: Mapping[str, str]) -> Secret | Unresolved:
    """Return what a reference stands for; paths are relative to `base`, the folder of the file with the reference."""
    match reference.kind:
        case ReferenceKind.ENV:
            return _variable(reference.target, environment)
        case ReferenceKind.FILE:
            return _file(reference.target, base)
        case ReferenceKind.KEYRING:
            return _keyring(reference.target)
        case ReferenceKind.CUSTOM:
            return Unresolved(Reason.FOREIGN)


def usable(value: str, name: str) -> Secret | Unresolved:
    """Return a value as a secret, or what is wrong with it: such slips would be sent, and refused without a word."""
    text = value.removesuffix("\n").removesuffix("\r")
    if not text.strip():
        return Unresolved(Reason.EMPTY, name)
    if text[0] == _BYTE_ORDER_MARK:
        return Unresolved(Reason.BYTE_ORDER_MARK, name)
    if not text.isprintable():
        return Unresolved(Reason.UNUSABLE, name)
    if text != text.strip():
        return Unresolved(Reason.BLANKS, name)
    if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        return Unresolved(Reason.QUOTED, name)
    return Secret(text)


def _variable(name: str, environment: Mapping[str, str]) -> Secret | Unresolved:
    value = environment.get(name)
    if value is None:
        return Unresolved(Reason.ENV_UNSET, name)
    return Unresolved(Reason.ENV_UNEXPANDED, name) if is_unexpanded(value) else usable(value, name)


def _file(name: str, base: Path) -> Secret | Unresolved:
    try:
        content = read_bounded(base / name)
    except FileNotFoundError:
        return Unresolved(Reason.FILE_MISSING, name)
    except (OSError, ValueError):
        return Unresolved(Reason.FILE_UNREADABLE, name)
    if content is None:
        return Unresolved(Reason.FILE_NOT_REGULAR, name)
    if len(content) > FILE_BYTES:
        return Unresolved(Reason.FILE_TOO_LARGE, name)
    try:
        return usable(content.decode(), name)
    except UnicodeDecodeError:
        return Unresolved(Reason.FILE_NOT_TEXT, name)


def read_bounded(path: Path) -> bytes | None:
    """Return the bounded content of a regular file, None for anything else; a FIFO does not block."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(FILE_BYTES + 1)
    finally:
        os.close(descriptor)


def _keyring(name: str) -> Secret | Unresolved:
    # The last slash parts service and user, unless nothing follows it.
    service, _, user = name[:-1].rpartition("/")
    user += name[-1]
    try:
        import keyring  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - an optional package
    except ImportError:
        return Unresolved(Reason.KEYRING_ABSENT, name)
    try:
        value = keyring.get_password(service, user)
    except Exception:  # noqa: BLE001 - back ends raise what they like
        return Unresolved(Reason.KEYRING_FAILED, name)
    return Unresolved(Reason.KEYRING_UNKNOWN, name) if value is None else usable(value, name)
