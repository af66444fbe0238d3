"""What a file says as data, and whether an edited text says the same but for what the edit was to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.diagnostics import Part
from validator.documents.tree import Scalar, Sequence, target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Intent, Route
    from validator.documents.document import Document
    from validator.documents.tree import Node


class _Meaning(NamedTuple):
    """A scalar, or the cells of a mapping or list in their order; aliases and merges are written out."""

    form: str
    scalar: Scalar | None
    cells: tuple[_Cell, ...]


class _Cell:
    """An entry or item; `text` is what is to stand there instead of its value, `dropped` that it is to go."""

    __slots__ = ("dropped", "key", "meaning", "text")

    def __init__(self, key: str | None, meaning: _Meaning) -> None:
        self.key = key
        self.meaning = meaning
        self.text: str | None = None
        self.dropped = False


def says_what_was_meant(
    before: Iterable[Document], after: Iterable[Document], intents: Iterable[Intent]
) -> bool:
    """Whether the documents of an edited text hold the data of the old ones, in their order, but for the intents.

    A key or value that was to be replaced must read as the text of its intent; where another text stood before, as
    text or as a whole number.
    """
    old = {document.index: document.root for document in before}
    new = {document.index: document.root for document in after}
    if old.keys() != new.keys():
        return False
    meant = {index: _meaning(root) for index, root in old.items() if root is not None}
    cells = [(_find(meant.get(each.document), each.route), each) for each in intents]
    for cell, intent in cells:
        if cell is None:
            return False
        _change(cell, intent)
    return all(
        _agrees(meant[index], _meaning(root)) if root is not None else index not in meant
        for index, root in new.items()
    )


def _meaning(node: Node) -> _Meaning:
    real = target(node)
    if isinstance(real, Scalar):
        return _Meaning("scalar", real, ())
    if isinstance(real, Sequence):
        return _Meaning("list", None, tuple(_Cell(None, _meaning(item)) for item in real.items))
    return _Meaning("mapping", None, tuple(_Cell(pair.key.text, _meaning(pair.value)) for pair in real.pairs))


def _find(meaning: _Meaning | None, route: Route) -> _Cell | None:
    cell: _Cell | None = None
    for step in route:
        if meaning is None:
            return None
        if meaning.form == "list":
            cell = meaning.cells[step] if isinstance(step, int) and step < len(meaning.cells) else None
        else:
            cell = next((each for each in meaning.cells if each.key == step), None)
        meaning = cell.meaning if cell is not None else None
    return cell


def _change(cell: _Cell, intent: Intent) -> None:
    if intent.text is None:
        cell.dropped = True
    elif intent.part is Part.KEY:
        cell.key = intent.text
    else:
        cell.text = intent.text


def _agrees(meant: _Meaning, found: _Meaning) -> bool:
    if meant.scalar is not None and found.scalar is not None:
        old, new = meant.scalar.value, found.scalar.value
        return type(old) is type(new) and old == new
    cells = [cell for cell in meant.cells if not cell.dropped]
    return (
        meant.form == found.form
        and len(cells) == len(found.cells)
        and all(
            cell.key == other.key and _fits(cell, other.meaning)
            for cell, other in zip(cells, found.cells, strict=True)
        )
    )


def _fits(cell: _Cell, found: _Meaning) -> bool:
    if cell.text is None:
        return _agrees(cell.meaning, found)
    old, new = cell.meaning.scalar, found.scalar
    if old is None or new is None or new.text != cell.text:
        return False
    return isinstance(new.value, str) or not isinstance(old.value, str) or new.text.isdigit()
