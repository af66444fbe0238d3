"""Names of the files that sheets are written into: plain letters, whatever a connection is called."""

from __future__ import annotations

import unicodedata

from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.guide.sheet import Audience

_OTHER = lazy(r"[^a-z0-9]+")
_LONGEST = 60
_OTHERWISE = "connection"
_OF_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{at}" for kind in ("com", "lpt") for at in range(10))}
)
INDEX = "index"


def stems(names: Iterable[str]) -> list[str]:
    """Return the beginning of a file's name for each name, no two alike on any file system."""
    taken = {INDEX, *_OF_WINDOWS}
    found: list[str] = []
    for name in names:
        stem = _stem(name)
        number, free = 1, stem
        while free in taken:
            number += 1
            free = f"{stem}-{number}"
        taken.add(free)
        found.append(free)
    return found


def _stem(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-")[:_LONGEST].strip("-") or _OTHERWISE


def file_name(stem: str, audience: Audience, ending: str) -> str:
    """Return the name of the file of one sheet."""
    return f"{stem}-{audience.value}.{ending}"
