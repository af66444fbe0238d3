"""What formats in XML have in common."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def attributes(values: Mapping[str, str]) -> str:
    """Return the attributes of an element, with a blank before each.

    A line break is a character reference: as itself readers make a blank of it.
    """
    return "".join(f' {name}="{text(value)}"'.replace("\n", "&#10;") for name, value in values.items())


def text(words: str) -> str:
    """Return escaped text as XML; what XML does not allow is not printable, so it was escaped before."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
