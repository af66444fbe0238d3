"""Masks: which stretches of a source must not be shown, and its lines without them.

What may be shown is what `project.showing` lets pass. Everything else of a text is hidden: other keys and values, the
names of anchors, aliases and tags, comments, and in a text that could not be read every word that is not a known one.
A mask has one length, whatever it hides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from validator.diagnostics import Excerpt, Part
from validator.documents.document import all_leaves
from validator.documents.kinds import KINDS
from validator.documents.tree import scalars
from validator.lazy import lazy
from validator.project.forms import TEXT, hidden_by_form
from validator.project.once import per_project
from validator.project.sensitive import secrets_of
from validator.project.showing import CONSTANT_NAME, field, hidden_in, key_is_shown, undeclared
from validator.secrets.fields import is_secret_field
from validator.secrets.hide import MASK, joined, may_be_shown, stretches
from validator.secrets.lookup import Lookup
from validator.secrets.references import looks_like_reference
from validator.secrets.vocabulary import is_known, is_near, is_prose
from validator.values import NamedTuple
from validator.words import LONGEST_QUOTED, marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.diagnostics import Span
    from validator.documents.document import Document
    from validator.documents.source import Source
    from validator.documents.tree import Scalar
    from validator.project.forms import Form
    from validator.project.project import Project

CUT = "# \u2026"
"""What stands in a line for a comment."""

_TOKEN = lazy(r"[^\s{}\[\],:\"'#&*!|>%@`]+")
_ENTRY = lazy(r"[ \t\-{,\"']*([A-Za-z][A-Za-z0-9_.\-]{0,60})[\"']?[ \t]*[:=]")
_PARTS = lazy(r"[^\s/?&=#@:]{4,2048}")
_SIGNS = lazy(r"[^\w]{1,3}\Z")
_DAY = lazy(r"(?:until=)?[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_BLANKS = lazy(r"[ \t]+\Z")
_ANCHORS = ("&", "*")
_VARIABLE = "${env:"
_ENTRIES = lazy(
    r"(?:^|(?<=[\n {,\"']))([A-Za-z][A-Za-z0-9_]{0,40})[\"']?:[ \t]{1,20}"
    r"([A-Za-z0-9.-]{1,12})(?=[ \t]*(?:[,\]}]|[ \t]#|\r?\n|\Z))"
)
_REST = lazy(r": [ \t]{0,20}[\"']?([^\s\"'#][^\r\n\"'#]{0,200}[^\s\"'#])[\"']?[ \t]*(?=\r?\n|\Z)")
_KEY = lazy(r"(?:^|(?<=\n))[ \t\-{\"']{0,40}([A-Za-z][A-Za-z0-9_]{2,40})(?=[\"']?[ \t]{0,3}:)")
_LONGEST_VALUE = 2048


class Hidden(NamedTuple):
    """A stretch of a source that must not be shown; `secret` says that it is known to be one, not merely unknown."""

    start: int
    end: int
    mark: str = MASK
    secret: bool = False


class Line(NamedTuple):
    """A line as it may be shown.

    `moved` has for each mark where it began and ended, and where it does now; `starts` the first of these alone.
    `length` is that of the written line, without blanks at its end.
    """

    text: str
    moved: tuple[tuple[int, int, int, int], ...]
    starts: tuple[int, ...]
    length: int

    def place(self, column: int, *, end: bool = False) -> int:
        """Return where a column of the written line, counted from zero, is in the shown one."""
        at = bisect_left(self.starts, column) - 1
        if at < 0:
            return column
        _, last, shown, shown_last = self.moved[at]
        if column < last or (end and column == last):
            return shown_last if end else shown
        return column + shown_last - last


class Stretches:
    """Stretches that are in order and apart, to be asked which of them lie in another one."""

    __slots__ = ("_all", "_ends", "_starts")

    def __init__(self, stretches: Sequence[Hidden]) -> None:
        self._all = stretches
        self._starts = [each.start for each in stretches]
        self._ends = [each.end for each in stretches]

    def within(self, start: int, end: int) -> Sequence[Hidden]:
        """Return those that have a part between two offsets."""
        first = bisect_right(self._ends, start)
        return self._all[first : bisect_left(self._starts, end, first)]

    def first(self, start: int, end: int) -> Hidden | None:
        """Return the first of those that have a part between two offsets."""
        at = bisect_right(self._ends, start)
        return self._all[at] if at < len(self._all) and self._starts[at] < end else None


class Masks:
    """The stretches of one source that must not be shown, and the texts that stand there."""

    __slots__ = ("_comments", "_lines", "_stretches", "hidden", "others", "secrets", "source")

    def __init__(
        self,
        source: Source,
        hidden: Iterable[Hidden],
        shown: Iterable[str] = (),
        secrets: Iterable[str] = (),
        unknown: Iterable[str] = (),
    ) -> None:
        self.source = source
        self.hidden = _apart(hidden)
        self._stretches = Stretches(self.hidden)
        self._comments = Stretches([each for each in self.hidden if each.mark == CUT])
        self._lines: dict[tuple[int, int], Line] = {}
        self.secrets = frozenset((*self._texts(secret=True), *secrets))
        known = {text.casefold() for text in shown}
        self.others = Lookup()
        for text in (*self._texts(secret=False), *unknown):
            if text.casefold() not in known:
                self.others.add(text)

    def _texts(self, *, secret: bool) -> Iterator[str]:
        for each in self.hidden:
            if each.mark == MASK and each.secret is secret:
                text = self.source.text[each.start : min(each.end, each.start + _LONGEST_VALUE)]
                parts = _PARTS.findall(text) if secret and len(text.split()) == 1 else ()
                whole = text.strip("\"' \t\r\n")
                yield from (one for one in (whole, *_cut(whole), *parts) if not is_known(one))

    def touched(self, span: Span) -> Sequence[Hidden]:
        """Return what must not be shown of a stretch."""
        return self._stretches.within(self.source.offset(span.start), self.source.offset(span.end))

    def first_touched(self, span: Span) -> Hidden | None:
        """Return the first of what must not be shown of a stretch."""
        return self._stretches.first(self.source.offset(span.start), self.source.offset(span.end))

    def excerpt(self, span: Span, secrets: Lookup) -> Excerpt:
        """Return the first line of a stretch as it may be shown, and where in it the stretch is.

        A comment is shown word by word to a stretch within it. `secrets` are hidden wherever they stand.
        """
        number = span.start.line
        comment = self._comment_at(span)
        line = self.line(number, secrets, comment)
        last = span.end.column - 1 if span.end.line == number else line.length
        start = line.place(span.start.column - 1)
        end = min(line.place(last, end=True), len(line.text))
        return Excerpt(number, line.text, (min(start, len(line.text)), max(start, end)))

    def _comment_at(self, span: Span) -> Hidden | None:
        """Return the comment that a stretch is about: it begins inside of it, or takes the whole of it."""
        start, end = self.source.offset(span.start), self.source.offset(span.end)
        comments = self._comments.within(start, end)
        return next((each for each in comments if each.start < start or each.end <= end), None)

    def line(self, number: int, secrets: Lookup, comment: Hidden | None = None) -> Line:
        """Return a line as it may be shown; `comment` is one that is shown in it, word by word."""
        key = (number, -1 if comment is None else comment.start)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._made(number, secrets, comment)
        return found

    def _made(self, number: int, secrets: Lookup, comment: Hidden | None) -> Line:
        text, starts = self.source.line(number), self.source.starts()
        first = starts[number - 1] if number <= len(starts) else 0
        hidden: list[Hidden] = []
        for each in self._stretches.within(first, first + len(text)):
            hidden += _of_comment(text, each, first) if each == comment else (each,)
        known = [Hidden(first + start, first + end) for start, end in secrets.find(text)]
        return _line(text, first, _apart([*hidden, *known]))


def _cut(text: str) -> Iterator[str]:
    """Yield what a message makes of a text that it quotes: white space has marks, and what is too long is cut."""
    words = marked(text)
    if words != text:
        yield words
    if len(words) > LONGEST_QUOTED:
        yield words[: LONGEST_QUOTED - 1]


def _line(text: str, first: int, hidden: Iterable[Hidden]) -> Line:
    pieces: list[str] = []
    moved: list[tuple[int, int, int, int]] = []
    done = length = 0
    for each in hidden:
        start, end = max(each.start - first, 0), min(each.end - first, len(text))
        if each.start < first:
            start += len(text) - len(text.lstrip())
        if start >= end:
            continue
        pieces += (text[done:start], each.mark)
        length += start - done
        moved.append((start, end, length, length + len(each.mark)))
        length += len(each.mark)
        done = end
    shown = "".join([*pieces, text[done:]])
    return Line(shown, tuple(moved), tuple(start for start, *_ in moved), len(text.rstrip()))


def _of_comment(text: str, comment: Hidden, first: int) -> list[Hidden]:
    """Return what must not be shown of a comment that a finding is about: all but known words and days."""
    start, end = comment.start - first, comment.end - first
    found = [
        (start + token.start(), start + token.end())
        for token in _TOKEN.finditer(text[start:end])
        if not (is_prose(token[0]) or _SIGNS.match(token[0]) or _DAY.match(token[0]))
    ]
    return [Hidden(first + one, first + other) for one, other in _run_together(text, found)]


def _apart(hidden: Iterable[Hidden]) -> list[Hidden]:
    """Return stretches in order and apart: of those that overlap one is made."""
    found: list[Hidden] = []
    for each in sorted(hidden):
        if found and each.start < found[-1].end:
            last = found[-1]
            if each.end > last.end or each.secret:
                found[-1] = Hidden(last.start, max(each.end, last.end), last.mark, last.secret or each.secret)
        elif each.start < each.end:
            found.append(each)
    return found


def _run_together(text: str, found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of which those are one that only blanks keep apart: how many words there are is not told."""
    runs: list[tuple[int, int]] = []
    for start, end in found:
        if runs and _BLANKS.match(text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def masks_of(source: Source, project: Project, known: frozenset[str]) -> Masks:
    """Return the masks of a source of a project; `known` are the keys that the project knows."""
    own = project.of_source(source)
    hidden: list[Hidden] = []
    shown: list[str] = []
    secrets: list[str] = []
    unknown: list[str] = []
    for document in own:
        for node, found in _of_document(document, project, known):
            hidden += found
            if not found:
                shown.append(node.text)
            elif (found[0].start, found[0].end) == (node.start.index, node.end.index):
                # It may be written otherwise than it is read: over several lines, or with escapes.
                texts = secrets if found[0].secret else unknown
                texts += (each for each in (node.text, *_cut(node.text)) if not is_known(each))
    for comment in own[0].comments if own else ():
        hidden.append(Hidden(comment.start, comment.start + len(comment.text), CUT))
        secrets += (comment.text[start:end] for start, end in stretches(comment.text))
    names = names_of(project) if any(document.root is None for document in own) else frozenset()
    hidden += _between(source, own, names)
    return Masks(source, hidden, shown, secrets, unknown)


def _of_document(
    document: Document, project: Project, known: frozenset[str]
) -> Iterator[tuple[Scalar, list[Hidden]]]:
    """Yield every key and value that is written in a document, with what of it must not be shown."""
    judged = {id(each.leaf.node): each.match for each in secrets_of(document, project)}
    opened: dict[int, bool | None] = {}
    forms: dict[int, list[Form]] = {}
    undeclared: dict[int, list[Form]] = {}
    nodes: dict[int, Scalar] = {}
    for leaf in all_leaves(document):
        node = leaf.node
        nodes[id(node)] = node
        if leaf.part is Part.KEY:
            opened[id(node)] = key_is_shown(node.text, known) or None
            continue
        before, (now, form) = opened.get(id(node)), field(document, leaf.route, project)
        own = forms if now else undeclared
        if now is not False and form not in own.setdefault(id(node), []):
            own[id(node)].append(form)
        opened[id(node)] = False if False in {before, now} else (before or now)
    for at, node in nodes.items():
        match = judged.get(at)
        if match is not None and not (match.in_url and opened[at]):
            yield node, [Hidden(node.start.index, node.end.index, secret=True)]
        else:
            own = forms if opened[at] else undeclared
            yield node, _of_value(document.source, node, opened[at], own.get(at, (TEXT,)))


def _of_value(
    source: Source,
    node: Scalar,
    opened: bool | None,  # noqa: FBT001 - what is known of it
    forms: Sequence[Form],
) -> list[Hidden]:
    """Return what must not be shown of a key or value; none of one whose text is written otherwise than it is read."""
    start, end = node.start.index, node.end.index
    shown = opened is True or (opened is None and TEXT not in forms)
    found = hidden_in(node.text, open_=shown, forms=forms)
    if not found:
        return []
    written = source.text[start:end]
    at = written.find(node.text) if found != [(0, len(node.text))] else -1
    if at < 0:
        secret = opened is not None and not looks_like_reference(node.text)
        return [Hidden(start, end, secret=secret and not (opened and not stretches(node.text)))]
    return [
        Hidden(
            start + at + first,
            start + at + last,
            secret=opened is not None and not is_prose(node.text[first:last]),
        )
        for first, last in found
    ]


def _between(source: Source, documents: Iterable[Document], names: frozenset[str]) -> Iterator[Hidden]:
    """Yield what must not be shown of the text between keys, values and comments: all but known words, and `names`.

    That is hardly more than the names of anchors, aliases and tags where the text could be read, and else the text.
    """
    documents = tuple(documents)
    comments = documents[0].comments if documents else ()
    taken = [(each.start, each.start + len(each.text)) for each in comments]
    for document in documents:
        if document.root is not None:
            taken += [(each.start.index, each.end.index) for each in scalars(document.root)]
    unread = any(document.root is None for document in documents)
    at = 0
    for start, end in (*joined(taken), (len(source.text), len(source.text))):
        if at < start:
            yield from _of_text(source.text, at, start, names, unread=unread)
        at = max(at, end)


def _of_text(text: str, start: int, end: int, names: frozenset[str], *, unread: bool) -> Iterator[Hidden]:
    harmless = sorted(_harmless(text, start, end, names)) if unread else []
    starts = [first for first, _ in harmless]
    found = [
        token.span()
        for token in _TOKEN.finditer(text, start, end)
        if not _lies_in(harmless, starts, token.span())
        and not _is_plain(token[0], text[max(token.start() - len(_VARIABLE), 0) : token.start()])
    ]
    for first, last in _run_together(text, found):
        yield Hidden(first, last)
    if unread:
        yield from _behind_secret_keys(text, start, end)


def _lies_in(stretches: Sequence[tuple[int, int]], starts: Sequence[int], span: tuple[int, int]) -> bool:
    at = bisect_right(starts, span[0]) - 1
    return at >= 0 and span[1] <= stretches[at][1]


def _harmless(text: str, start: int, end: int, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield what may be shown of a text that could not be read, beside known words.

    That are keys that are a slip of known ones, values that are no secret whatever they are for, and, as the rest of a
    line, the `names` that documents of the project bear.
    """
    for each in _ENTRIES.finditer(text, start, end):
        if not hidden_by_form(each[2], undeclared(each[1])):
            yield each.span(2)
    yield from (each.span(1) for each in _KEY.finditer(text, start, end) if is_near(each[1]))
    if names:
        yield from (each.span(1) for each in _REST.finditer(text, start, end) if each[1] in names)


@per_project
def names_of(project: Project) -> frozenset[str]:
    """Return the names of a project's documents, which are shown where they stand."""
    names = (each.name for each in project.documents if each.kind in KINDS)
    return frozenset(name for name in names if name and may_be_shown(name))


def _is_plain(token: str, before: str) -> bool:
    if is_known(token) or _SIGNS.match(token) is not None:
        return True
    return (before[-1:] in _ANCHORS and is_near(token)) or (
        before == _VARIABLE and CONSTANT_NAME.match(token) is not None
    )


def _behind_secret_keys(text: str, start: int, end: int) -> Iterator[Hidden]:
    """Yield what follows the key of a secret in its line, known words included."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop].rstrip()
        entry = _ENTRY.match(line)
        if entry is not None and is_secret_field(entry[1]):
            value = line[entry.end() :]
            blanks = len(value) - len(value.lstrip(" \t\"'"))
            if value.strip() and not looks_like_reference(value.strip(" \"'")):
                yield Hidden(at + entry.end() + blanks, at + len(line), secret=True)
        at = stop + 1
