"""Names made of names: for files, configs and variables, whatever a customer is called."""

from __future__ import annotations

import unicodedata
from itertools import count

from validator.lazy import lazy
from validator.secrets.references import parse_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

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
    """Return names in capitals as an environment variable that a reference can name; the last one is a key of ours."""
    *owners, key = parts
    apart = (*owners, _HUMP.sub(" ", key))
    words = "_".join(word for part in apart for word in plain(part).upper().split())
    short = words[-_LONGEST:].strip("_")
    if not short or short[0].isdigit():
        short = f"{otherwise}_{short}".strip("_")
    return short if parse_reference(f"${{env:{short}}}") is not None else otherwise


def unique(name: str, taken: Container[str], *, joint: str = "-") -> str:
    """Return a name, or the first with a number behind it, that differs from others not just in the case of letters."""
    return first_of(numbered(name, joint), lambda each: each.casefold() not in taken)


def numbered(name: str, joint: str = "-") -> Iterator[str]:
    """Yield a name, and the same with each number from two behind it."""
    yield name
    yield from (f"{name}{joint}{number}" for number in count(2))


def first_of(names: Iterator[str], is_free: Callable[[str], bool]) -> str:
    """Return the first of endless names that is free."""
    found = next(names)
    while not is_free(found):
        found = next(names)
    return found
