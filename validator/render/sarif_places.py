"""Places and messages as SARIF objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from validator.render.escape import escape, visible

if TYPE_CHECKING:
    from validator.diagnostics import Span


def message(*lines: str) -> dict[str, str]:
    """Return a message object of lines that are escaped already.

    Braces are left single although §3.11.5 doubles them: viewers substitute only where arguments are given,
    and show doubled braces as they are, which would spoil a reference such as `${env:NAME}`.
    """
    # Viewers make a link of `[words](target)` (§3.11.6), and the words may be a stranger's.
    return {"text": "\n".join(lines).replace("](", f"]{visible('(')}")}


def location(path: str, span: Span, document: str = "", pointer: str = "") -> dict[str, Any]:
    """Return the members of a location object; the document and the pointer are its logical location."""
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact(path), "region": region(span)}}
    if document or pointer:
        place["logicalLocations"] = [{"fullyQualifiedName": escape(f"{document}#{pointer}")}]
    return place


def artifact(path: str) -> dict[str, str]:
    """Return an artifact location: relative to SRCROOT, or a file address where the path is absolute."""
    encoded = quote(_bytes(path), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{encoded}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[0]}:{encoded.removeprefix(quote(path[:2]))}"}
    return {"uri": encoded, "uriBaseId": "SRCROOT"}


def _bytes(path: str) -> bytes:
    """Return the bytes of a path, those on disk where it was no UTF-8."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def region(span: Span) -> dict[str, int]:
    """Return a region; as in a span, the end column is the one after the last character."""
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }
