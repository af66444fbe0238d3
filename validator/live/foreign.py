"""Words that came from a server, made fit to be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.live.secret import Secret

LONGEST_NAME = 60
MOST_NAMES = 5
_HOST = re.compile(r"https://([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::443)?/?")


def shown(text: str, secrets: Iterable[Secret]) -> str:
    """Return a server's text as one short printable line, or a stand-in where it repeats a secret."""
    printable = "".join(character for character in text if character.isprintable())
    if any(secret.occurs_in(candidate) for secret in secrets for candidate in (text, printable)):
        return "(hidden: it repeats a secret)"
    line = "".join(character if character.isprintable() else "\ufffd" for character in text).strip()
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def listed(names: Sequence[str], secrets: Sequence[Secret]) -> str:
    """Return the first names in quotes, and how many more there are."""
    first = ", ".join(f'"{shown(name, secrets)}"' for name in names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return f"{first} and {more} more" if more > 0 else first


def web_host(address: str) -> str | None:
    """Return the host of a plain https address in lower case, None for any other text."""
    match = _HOST.fullmatch(address)
    return match[1].lower() if match else None
