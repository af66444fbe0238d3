"""Changes in data as edits of text, made where the data stands, and the proof that nothing else has changed."""

from __future__ import annotations

from validator.diagnostics import Edit, Part
from validator.documents.document import is_used_elsewhere
from validator.documents.scalars import ambiguity, resolve
from validator.documents.source import typographic_quotes
from validator.documents.tree import JSON_STYLE, Alias, Mapping, Scalar, Sequence, span_of, target
from validator.lazy import lazy
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Intent, Route
    from validator.documents.document import Document
    from validator.documents.source import Source
    from validator.documents.tree import Node, Pair

_PROPERTIES = lazy(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*")
_HEADER = lazy(r"[|>][-+0-9]*[ \t]*\r?\n")
_FIRST = lazy(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`<=]")
_BREAKS_BLOCK = lazy(r":(?:\s|\Z)|\s#|\s\Z")
_BREAKS_FLOW = lazy(r"[,\[\]{}:]")
_NUMBER = lazy(r"(?:0|[1-9][0-9]*)\Z")
_JSON_WORDS = frozenset({"true", "false", "null"})
_COLON = lazy(r"[ \t]*:")
_REST_OF_LINE = lazy(r"(?:[ \t]+#[^\n]*|[ \t]*\r?)(?:\n|\Z)")
_REST_OF_ITEM = lazy(r"[ \t]*,?(?:[ \t]+#[^\n]*|[ \t]*\r?)(?:\n|\Z)")
_COMMA = lazy(r"\s*,\s*\Z")
_PERHAPS_COMMA = lazy(r"\s*,?\s*\Z")
_COMMENT = lazy(r"[ \t]+#[^\r\n]*")
_DASHES = lazy(r"[ \t]*(?:-[ \t]+)+\Z")
_TO_NEXT_LINE = lazy(r"(?:[ \t]+#[^\n]*|[ \t]*\r?)\n[ \t]*\Z")
_BEHIND_KEY = lazy(r":[ \t]*\r?\n[ \t]*\Z")
_Cut = tuple[int, int, str]


def edit_of(document: Document, route: Route, part: Part, text: str | None) -> Edit | None:
    """Return the edit that replaces a key or value by a text, or leaves the entry out where the text is None.

    A text that equals the unquoted one in its place asks for quotes. None where the place cannot be edited without
    touching more than the one entry: behind an alias or a merge, under an anchor that is used elsewhere, or where
    comments stand in between.
    """
    if not route or not document.source.path:
        return None
    holder = document.node(route[:-1])
    if any(isinstance(document.node(route[:length]), Alias) for length in range(len(route))):
        return None
    if isinstance(holder, Sequence) and part is Part.VALUE and text is not None:
        item = document.node(route)
        return None if item is None else _replacement(document, route, item, text, flow=holder.flow)
    pair = _own(holder, route[-1]) if isinstance(holder, Mapping) else None
    if not isinstance(holder, Mapping) or pair is None:
        return None
    if text is None:
        return (
            None
            if is_used_elsewhere(document, route, inside=True)
            else removal(document.source, holder, pair)
        )
    key = part is Part.KEY
    return _replacement(document, route, pair.key if key else pair.value, text, flow=holder.flow, key=key)


def _own(holder: Mapping, key: str | int) -> Pair | None:
    pair = holder.pair(key) if isinstance(key, str) else None
    return pair if pair is not None and pair.via is None else None


def _replacement(  # noqa: PLR0913 - what is replaced, and where
    document: Document, route: Route, node: Node, text: str, *, flow: bool, key: bool = False
) -> Edit | None:
    if not isinstance(node, Scalar) or not text.isprintable() or is_used_elsewhere(document, route):
        return None
    written = _written(text, node, flow=flow, key=key)
    source = document.source
    properties = _PROPERTIES.match(source.text, node.start.index, node.end.index)
    start = properties.end() if properties else node.start.index
    end = node.end.index
    if node.style in {"|", ">"}:
        if not _HEADER.match(source.text, start):
            return None
        end = start + len(source.text[start:end].rstrip())
    if start >= end or source.text[start] in "&!#\r\n":
        return None
    return Edit(source.span(start, end), written)


def _written(text: str, node: Scalar, *, flow: bool, key: bool) -> str:
    """Return a scalar as it is to be written: in the quotes that the old one has, bare where that reads the same."""
    if node.style == "'":
        return "'" + text.replace("'", "''") + "'"
    if node.style == JSON_STYLE:
        bare = bool(_NUMBER.match(text)) or text in _JSON_WORDS
    else:
        bare = (
            node.style != '"'
            and not _asks_for_quotes(text, node, key=key)
            and _is_plain(text, flow=flow)
            and _reads_alike(text, was_text=key or isinstance(node.value, str))
        )
    return text if bare else _quoted(text)


def _quoted(text: str) -> str:
    import json  # noqa: PLC0415 - most texts are written bare

    return json.dumps(text, ensure_ascii=False)


def pasted(text: str, document: Document, holder: Route, *, flow: bool = False) -> str:
    """Return a text as it is to be written as a value in a mapping: in quotes where it needs them there.

    `flow` says that braces or brackets are to be around it, whatever holds it now.
    """
    node = document.node(holder)
    flow = flow or (isinstance(node, Mapping) and node.flow)
    if document.path.lower().endswith(".json"):
        return text if _NUMBER.match(text) or text in _JSON_WORDS else _quoted(text)
    is_bare = text[:2] == "${" or _FIRST.match(text)
    if is_bare and not _BREAKS_BLOCK.search(text) and not (flow and _BREAKS_FLOW.search(text)):
        return text
    return _quoted(text)


def _asks_for_quotes(text: str, node: Scalar, *, key: bool) -> bool:
    """Whether the change is one of quotes: the very text again, or what stood between curly ones."""
    return text == node.text or (not key and typographic_quotes(node.text) and text == node.text[1:-1])


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text can stand without quotes and is one scalar then."""
    if text and not isinstance(resolve(text), str):
        return True
    if not _FIRST.match(text) or _BREAKS_BLOCK.search(text) or text == "...":
        return False
    return not (flow and _BREAKS_FLOW.search(text))


def _reads_alike(text: str, *, was_text: bool) -> bool:
    """Whether a text without quotes is what the old value was: a whole number may always stand for another value."""
    if ambiguity(text) is not None:
        return False
    return isinstance(resolve(text), str) or not was_text or bool(_NUMBER.match(text))


def removal(source: Source, holder: Mapping, pair: Pair) -> Edit | None:
    """Return the edit that leaves one entry out of the mapping that holds it, down to an empty mapping.

    A comment behind the entry goes with it, one above it stays. None where the entry cannot be told from its
    neighbours without reading more into the text than it says.
    """
    at = holder.pairs.index(pair)
    following = holder.pairs[at + 1] if at + 1 < len(holder.pairs) else None
    entry = _Entry(
        holder,
        holder.pairs[at - 1] if at else None,
        pair,
        following if following is not None and following.via is None else None,
    )
    cut = (_of_flow if holder.flow else _of_block)(source, entry)
    if cut is None:
        return None
    start, end, text = cut
    return Edit(source.span(start, end), text)


class _Entry(NamedTuple):
    """An entry that is written in a mapping, between the ones that are written before and behind it."""

    holder: Mapping
    before: Pair | None
    pair: Pair
    following: Pair | None

    @property
    def alone(self) -> bool:
        """Whether it is the only one that is written there; others may be merged in."""
        return self.before is None and self.following is None


def _of_block(source: Source, entry: _Entry) -> _Cut | None:
    text, start, end = source.text, entry.pair.key.start.index, _end(source, entry.pair)
    line = text.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(text, end)
    if rest is None:
        return None
    if entry.alone:
        return _emptied(text, entry.holder, start, end)
    lead = text[line:start]
    if not lead.strip():
        return _without_line(text, line, rest.end(), entry.before)
    if not _DASHES.match(lead) or entry.following is None:
        return None
    following = entry.following.key.start.index
    return (start, following, "") if _TO_NEXT_LINE.match(text, end, following) else None


def _emptied(text: str, holder: Mapping, start: int, end: int) -> _Cut | None:
    """Put an empty mapping in the place of the only entry: behind the key that holds it, where nothing is between."""
    if len(holder.pairs) > 1:
        return None
    before = _BEHIND_KEY.search(text, max(0, start - 200), start)
    return (before.start() + 1, end, " {}") if before else (start, end, "{}")


def _without_line(text: str, line: int, end: int, above: Pair | None) -> _Cut:
    """Take whole lines out; the last ones of a text without a final line end go with the line ends before them.

    The line end of a block scalar, which alone ends at the beginning of a line, is part of its value and stays.
    """
    if (
        end == len(text)
        and not text.endswith("\n")
        and (above is None or span_of(above.value).end.column > 1)
    ):
        line = len(text[:line].rstrip("\r\n"))
    return line, end, ""


def _of_flow(source: Source, entry: _Entry) -> _Cut | None:
    text, start, end = source.text, entry.pair.key.start.index, _end(source, entry.pair)
    if len(entry.holder.pairs) == 1:
        return _emptied_flow(text, entry.holder, start, end)
    alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    following = entry.following
    if following is not None and _COMMA.match(text, end, following.key.start.index):
        return start, following.key.start.index, ""
    if following is None and entry.before is not None and not (alone and text.startswith(",", end)):
        before = _end(source, entry.before)
        if _COMMA.match(text, before, start):
            comment = _COMMENT.match(text, end) if alone else None
            return before, comment.end() if comment else end, ""
    rest = _REST_OF_ITEM.match(text, end)
    if not alone or rest is None or (following is not None and "," not in rest.group().partition("#")[0]):
        return None
    return text.rfind("\n", 0, start) + 1, rest.end(), ""


def _emptied_flow(text: str, holder: Mapping, start: int, end: int) -> _Cut | None:
    brace, closing = text.rfind("{", holder.start.index, start), holder.end.index - 1
    if brace < 0 or text[closing] != "}":
        return None
    if text[brace + 1 : start].strip() or not _PERHAPS_COMMA.match(text, end, closing):
        return None
    return brace + 1, closing, ""


def _end(source: Source, pair: Pair) -> int:
    """Return where an entry ends: behind its value, or behind its colon where it has none."""
    text, key, value = source.text, pair.key, pair.value
    empty = isinstance(value, Scalar) and value.start.index == value.end.index
    end = key.end.index if empty else source.offset(span_of(value).end)
    # A block scalar ends where the next line begins, or after the blank lines behind it.
    end = key.start.index + len(text[key.start.index : end].rstrip())
    colon = _COLON.match(text, end)
    return colon.end() if colon else end


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


def changes_only(before: Iterable[Document], after: Iterable[Document], intents: Iterable[Intent]) -> bool:
    """Whether the documents of an edited text hold the data of the old ones, in their order, but for the intents.

    A key or value that was to be replaced must read as the text of its intent; where another text stood before, as
    text or as a whole number.
    """
    old = {document.index: document.root for document in before}
    new = {document.index: document.root for document in after}
    if old.keys() != new.keys():
        return False
    meant = {index: _meaning(root) for index, root in old.items() if root is not None}
    keys = _Keys()
    cells = [(keys.find(meant.get(each.document), each.route), each) for each in intents]
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


class _Keys:
    """The cells of meanings by their keys, worked out once for each mapping and before anything is changed."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[int, dict[str | int | None, _Cell]] = {}

    def find(self, meaning: _Meaning | None, route: Route) -> _Cell | None:
        """Return the cell that a route leads to; None where it leads nowhere."""
        cell: _Cell | None = None
        for step in route:
            if meaning is None:
                return None
            if meaning.form == "list":
                cell = meaning.cells[step] if isinstance(step, int) and step < len(meaning.cells) else None
            else:
                cell = self._of(meaning).get(step)
            meaning = cell.meaning if cell is not None else None
        return cell

    def _of(self, meaning: _Meaning) -> dict[str | int | None, _Cell]:
        held = self._held.get(id(meaning))
        if held is None:
            held = self._held[id(meaning)] = {each.key: each for each in reversed(meaning.cells)}
        return held


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
