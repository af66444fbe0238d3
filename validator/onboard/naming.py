"""Names made of names: for files, configs and variables, whatever a customer is called."""

from __future__ import annotations

import unicodedata

from validator.lazy import lazy
from validator.secrets.references import parse_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

_OTHERS = lazy(r"[^A-Za-z0-9]+")
_HUMP = lazy(r"(?<=[a-z0-9])(?=[A-Z])")
_LETTERS = str.maketrans(
    {
        **dict(zip("øØłŁđĐðÐ\u0131", "oOlLdDdDi", strict=True)),
        **dict(zip("ßæÆœŒþÞ", ("ss", "ae", "AE", "oe", "OE", "th", "TH"), strict=True)),
        **dict.fromkeys("'\u2019`\u00b4", ""),
    }
)
_LONGEST = 60
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for devices, whatever follows their dot."""


def plain(text: str) -> str:
    """Return a text in the letters and digits of ASCII, with one blank between words; those of others are left out."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return " ".join(_OTHERS.sub(" ", apart.encode("ascii", "ignore").decode("ascii")).split())


def slug(*parts: str, otherwise: str) -> str:
    """Return names in small letters with hyphens, fit for a file on every system; `otherwise` where nothing is left."""
    words = "-".join(word for part in parts for word in plain(part).lower().split())
    short = words[:_LONGEST].strip("-") or otherwise
    return f"{short}-{otherwise}" if short in _RESERVED else short


def variable(*parts: str, otherwise: str) -> str:
    """Return names in capitals as an environment variable that a reference can name."""
    words = "_".join(word for part in parts for word in plain(_HUMP.sub(" ", part)).upper().split())
    short = words[-_LONGEST:].strip("_")
    if not short or short[0].isdigit():
        short = f"{otherwise}_{short}".strip("_")
    return short if parse_reference(f"${{env:{short}}}") is not None else otherwise


def unique(name: str, taken: Container[str], *, joint: str = "-") -> str:
    """Return a name, or the first with a number behind it, that differs from others not just in the case of letters."""
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{name}{joint}{number}"
    return found
