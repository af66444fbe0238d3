"""A list where none belongs, or none where one does: what to write instead, out of what stands there."""

from __future__ import annotations

from validator.documents.edits import pasted
from validator.lazy import lazy
from validator.words import LONGEST_QUOTED, is_showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.documents.document import Document

_BETWEEN = lazy(r"\s*[,;\n]\s*")


def as_list(text: str, document: Document) -> str:
    """Return the list that a text is meant to be, its entries parted by commas or the like; nothing if that is none."""
    names = [name for name in _BETWEEN.split(text.strip().strip("[]")) if name]
    if not names or len(text) > LONGEST_QUOTED or not all(map(is_showable, (text, *names))):
        return ""
    return f"[{', '.join(pasted(name, document, (), flow=True) for name in names)}]"


def without_dash(value: object, *, flow: bool) -> str:
    """Return what to leave out of a list of mappings that is meant to be one mapping; nothing if it is another list."""
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) and each for each in value):
        return ""
    keys = [key for each in value for key in each]
    if len(set(keys)) != len(keys):
        return ""
    if flow:
        return "leave out the brackets" if len(value) == 1 else "write one mapping in braces"
    if len(value) == 1:
        return "leave out the dash: write a space in its place"
    return "leave out the dashes: write a space in place of each"
