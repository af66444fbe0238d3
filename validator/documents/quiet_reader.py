"""The quick way from YAML text to data: without places, for documents in which nothing is odd.

Most documents hold names, numbers, references and addresses in plain block mappings, and nothing is wrong with their
text. Their data is all that rules need; where a part stands is worked out when something has to be said about it.
Whatever is rare, doubtful or broken is left to the reader that keeps places: `read_quietly` then returns None.

A text each of whose lines has a plain form is read by its lines, and needs no parser; any other by a parser's events.
"""

from __future__ import annotations

from validator.documents.line_reader import read_lines
from validator.documents.quiet_values import DEEPEST, LONGEST
from validator.lazy import lazy, on_demand
from validator.secrets.quiet import is_quiet_comment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.diagnostics import Limits
    from validator.documents import event_reader
    from validator.documents.source import Source
else:
    event_reader = on_demand("validator.documents.event_reader")

_SHORT = 16 * 1024
_BEFORE_NODES = ("\n", ":", ",", "-", "[", "{", "?")
_DIRECTIVE = lazy(r"#\s*appxlint")
_AFTER_SIGN = frozenset(("", "#", "!", *" \t\n"))


def read_quietly(source: Source, limits: Limits) -> list[tuple[int, dict[str, Any]]] | None:
    """Return number and data of each document of a text; None where anything in it is odd, or not surely harmless."""
    text = source.text
    if source.findings or "\\" in text:
        return None
    if limits.depth < DEEPEST or limits.scalar_characters < LONGEST or _most_nodes(text) > limits.nodes:
        return None
    if "#" in text and not _are_quiet_comments(text):
        return None
    found = read_lines(text)
    if found is None:
        found = event_reader.read_events(text)
    return None if found is None else [*enumerate(found)]


def _most_nodes(text: str) -> int:
    """Return a number that the nodes of a text cannot exceed: each but the first follows a sign of its own."""
    if len(text) < _SHORT:
        return len(text)
    return 2 + 2 * sum(map(text.count, _BEFORE_NODES))


def _are_quiet_comments(text: str) -> bool:
    """Say whether no comment of a text holds a secret, cuts a value off or is meant for us."""
    if _DIRECTIVE.search(text) is not None:
        return False
    at = text.find("#")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if at == 0 or text[at - 1] in "\n \t":
            alone = not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t")
            glued = text[at + 1 : at + 2] not in _AFTER_SIGN
            if (glued and not alone) or not is_quiet_comment(text[at:end]):
                return False
            at = text.find("#", end)
        else:
            at = text.find("#", at + 1)
    return True
