"""Navigation in the words of Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def toctree(names: Iterable[str], caption: str = "") -> str:
    """Return a hidden table of contents, which the navigation beside the pages is made from."""
    head = ":hidden:" + (f"\n:caption: {caption}" if caption else "")
    return "\n".join(["```{toctree}", head, "", *names, "```"])
