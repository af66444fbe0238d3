"""Masking: which stretches of a source must never be shown, and its lines without them."""

from __future__ import annotations

from validator.diagnostics import Excerpt, Part
from validator.documents.document import all_leaves
from validator.lazy import lazy
from validator.project.sensitive import declared_sensitive, secrets_of
from validator.secrets.detect import cover
from validator.secrets.fields import is_secret_field
from validator.secrets.hide import may_be_shown, stretches
from validator.secrets.references import looks_like_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Span
    from validator.documents.document import Document
    from validator.documents.source import Source
    from validator.documents.tree import Scalar
    from validator.project.project import Project

_ENTRY = lazy(r"[ \t\-{,\"']*([A-Za-z][A-Za-z0-9_.\-]{0,60})[\"']?[ \t]*[:=]")
_PART = lazy(r"[^\s/?&=#@:]{12,2048}")
_SHORTEST = 5
_MOST_LINES = 20


class Masks:
    """The sensitive stretches of one source's text, and the texts themselves."""

    __slots__ = ("_source", "_spans", "texts")

    def __init__(self, source: Source, spans: Iterable[tuple[int, int]]) -> None:
        self._source = source
        self._spans = sorted(spans)
        written = (source.text[start:end].strip() for start, end in self._spans)
        self.texts = frozenset(
            text for whole in written for text in (whole, whole.strip("\"'")) if len(text) >= _SHORTEST
        )

    def hides(self, span: Span) -> bool:
        """Whether anything in a stretch of the source is masked."""
        first, last = self._source.offset(span.start), self._source.offset(span.end)
        return any(start < last and first < end for start, end in self._spans) or bool(
            stretches(self._source.text[first:last])
        )

    def near(self, span: Span) -> Iterator[str]:
        """Yield what is masked in the lines of a stretch on suspicion alone, whole and in the parts of an address."""
        for number in range(span.start.line, min(span.end.line, span.start.line + _MOST_LINES) + 1):
            line = self._source.line(number)
            for start, end in stretches(line):
                yield line[start:end]
                yield from _PART.findall(line[start:end])

    def excerpt(self, number: int) -> Excerpt:
        """Return a source line with every sensitive stretch masked, character for character."""
        line = self._source.line(number)
        starts = self._source.starts()
        first = starts[number - 1] if number <= len(starts) else 0
        characters = list(line)
        for start, end in (*self._spans, *((first + a, first + b) for a, b in stretches(line))):
            for at in range(max(start - first, 0), min(end - first, len(line))):
                characters[at] = "*"
        return Excerpt(number, "".join(characters))


def masks_of(source: Source, project: Project) -> Masks:
    """Return the masks of a source of a project."""
    own = project.of_source(source)
    spans = [span for document in own for span in _of_document(document, project)]
    if any(document.root is None for document in own):
        spans += _of_lines(source)
    return Masks(source, spans)


def _of_document(document: Document, project: Project) -> Iterator[tuple[int, int]]:
    for judged in secrets_of(document, project):
        yield judged.leaf.node.start.index, judged.leaf.node.end.index
    for leaf in all_leaves(document):
        if _is_split(leaf.node) and not may_be_shown(leaf.node.text):
            yield leaf.node.start.index, leaf.node.end.index
        text = leaf.node.text if leaf.part is Part.VALUE else ""
        if text and declared_sensitive(document, leaf.route, project) and not looks_like_reference(text):
            yield leaf.node.start.index, leaf.node.end.index
    for comment in document.comments:
        for start, end in cover(comment.text):
            yield comment.start + start, comment.start + end


def _is_split(node: Scalar) -> bool:
    """Whether a text may go on over a line's end in the middle of a word, which double quotes allow."""
    return node.style == '"' and node.end.line > node.start.line


def _of_lines(source: Source) -> Iterator[tuple[int, int]]:
    """Mask what follows a secret-looking key, line by line, in a text that could not be read."""
    for number, start in enumerate(source.starts(), 1):
        line = source.line(number)
        entry = _ENTRY.match(line)
        if (
            entry is not None
            and is_secret_field(entry[1])
            and not looks_like_reference(line[entry.end() :].strip(" \"'"))
        ):
            yield start + entry.end(), start + len(line)
