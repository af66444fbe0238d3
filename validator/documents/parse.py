"""Text to documents: trees of nodes, their kinds, their comments, and the faults that the text itself has."""

from __future__ import annotations

from collections import deque

from validator.diagnostics import Part, Position
from validator.documents.document import Document, Leaf, Written, all_leaves
from validator.documents.finding import Change, Finding, Here
from validator.documents.kinds import API_VERSION, CONFIG, KINDS, is_group, is_ours
from validator.documents.quiet_reader import read_quietly
from validator.documents.source import typographic_quotes
from validator.documents.tree import Comment, Mapping, Scalar, Sequence, comments_of, span_of
from validator.lazy import lazy, on_demand

TYPE_CHECKING = False
if TYPE_CHECKING:
    import bisect
    from collections import abc
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Limits, Route, Span
    from validator.documents import edges, unseen, yaml_reader
    from validator.documents.kinds import Fields
    from validator.documents.source import Source
    from validator.documents.yaml_reader import Tree
else:
    bisect = on_demand("bisect")
    edges = on_demand("validator.documents.edges")
    unseen = on_demand("validator.documents.unseen")
    yaml_reader = on_demand("validator.documents.yaml_reader")

_ALL = 16_000
"""Of so many documents the data stays at hand."""

_LATEST, _LATEST_OTHERS = 128, 1000
"""Where there are more, that of so many configs, and of documents that configs lead to, one again and again."""

_AT_A_PLACE = frozenset({"invisible-character", "duplicate-key", "unsupported-tag"})
_CUT = lazy(r"#[^\s#!]")
_BETWEEN = lazy(r"[ \t:]*")


def parse(
    source: Source, limits: Limits, *, shipped: bool = False, quietly: bool = True
) -> tuple[Document, ...]:
    """Return the documents of a source, with what is wrong with its bytes and its text.

    A source that is no text is one document without a root. Documents that hold nothing are left out. A file whose
    name ends in .json holds one document of JSON, which knows no comments. `quietly` is false where the quick reader
    is known to have nothing to say of it, or where the places of a document are needed in any case.
    """
    if not source.readable:
        return (Document(source, findings=source.findings),)
    json = source.path.lower().endswith(".json")
    quick = read_quietly(source, limits) if quietly and not json else None
    if quick is not None:
        source.let_go()
        keeper = Later(limits)
        return tuple(
            Document(source, index=index, data=data, shipped=shipped, keeper=keeper) for index, data in quick
        )
    return _with_places(source, limits, json=json, shipped=shipped)


class Later:
    """What documents that were read quietly do without: their places, and most of them their data, which is packed.

    Rules look at one document after the other and at what it leads to, so the data of those that were looked at last is
    at hand.
    """

    __slots__ = ("_configs", "_limits", "_most", "_others", "_read")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._read: dict[Source, dict[int, Written]] = {}
        self._configs: deque[Document] = deque()
        self._others: deque[Document] = deque()
        self._most = _ALL

    def written(self, document: Document) -> Written:
        """Return what stands in the text of a document; a source with many of them is read once."""
        source = document.source
        found = self._read.get(source)
        if found is None:
            documents = _with_places(source, self._limits, json=False, shipped=False)
            found = {document.index: document.written for document in documents}
            if len(found) > 1:
                self._read[source] = found
        return found[document.index]

    def opened(self, document: Document) -> None:
        """Take note of a document whose data is at hand, and close those whose was for long where there are many."""
        if document.kind == CONFIG:
            self._configs.append(document)
        else:
            self._others.append(document)
        if len(self._configs) + len(self._others) > self._most:
            self._most = 0
            while len(self._configs) > _LATEST:
                self._configs.popleft().close()
            while len(self._others) > _LATEST_OTHERS:
                self._others.popleft().close()


def _with_places(source: Source, limits: Limits, *, json: bool, shipped: bool) -> tuple[Document, ...]:
    trees = _json(source, limits) if json else yaml_reader.build(source, limits)
    roots = [tree.root for tree in trees if tree.root is not None]
    comments = () if json else comments_of(source, roots)
    kept = [
        (index, tree)
        for index, tree in enumerate(trees)
        if not (tree.complete and _empty(tree.root) and not tree.findings)
    ]
    cuts = {comment.line: comment for comment in comments if not comment.alone}
    return tuple(
        _judged(
            Document(source, index=index, written=Written(tree.root, comments), shipped=shipped),
            (*tree.findings, *(source.findings if at == 0 else ())),
            cuts,
        )
        for at, (index, tree) in enumerate(kept)
    )


def _judged(document: Document, findings: tuple[Finding, ...], cuts: abc.Mapping[int, Comment]) -> Document:
    """Return a document with what is wrong with its text, the given findings among it, and the parts they spoil."""
    findings = (*findings, *_text_findings(document, cuts))
    told = _told(document)
    if not findings and not told:
        return document
    broken = _broken(document, (*findings, *told))
    return document.but(findings=findings, broken=broken)


def _told(document: Document) -> tuple[Finding, ...]:
    """Return what was found in the lines of a document before they were parsed."""
    if not document.source.findings:
        return ()
    nodes = [leaf.node for leaf in document.leaves()]
    first = min((node.start.line for node in nodes), default=0) + 1
    last = max((node.end.line for node in nodes), default=-1) + 1
    return document.source.findings_between(Position(first, 0), Position(last + 1, 0))


def _json(source: Source, limits: Limits) -> list[Tree]:
    from validator.documents.json_reader import build_json  # noqa: PLC0415 - few runs meet a JSON file

    return build_json(source, limits)


def identified(documents: tuple[Document, ...], fields: Fields) -> tuple[Document, ...]:
    """Return the documents of a file with their kinds if the file is ours, none if it is not.

    `fields` returns the fields of a kind, by which one that is not named, or misspelt, is told.
    """
    if is_ours(documents):
        return tuple(_identified(each, fields) for each in documents)
    lists = [_listed(each) for each in documents if isinstance(each.root, Sequence)]
    return tuple(each for each in lists if each is not None)


def _listed(document: Document) -> Document | None:
    """Return a document that is a list of documents of ours with the fault that says so, None for any other."""
    items = document.root.items if isinstance(document.root, Sequence) else []
    found = [each for each in items if isinstance(each, Mapping) and _claims_to_be_ours(each)]
    if not found:
        return None
    json = document.source.path.lower().endswith(".json")
    help_text = (
        "put each of them into a file of its own"
        if json
        else "put a line with --- before each of them, and take away its dash and its indentation"
    )
    place = Here(span=span_of(found[0].pairs[0].key))
    message = "documents stand in a list here, and none of them is read"
    return document.but(findings=(*document.findings, Finding(message, place, help_text, rule="wrong-type")))


def _claims_to_be_ours(mapping: Mapping) -> bool:
    """Whether an entry of a list says that it is ours; a kind alone may be anybody's word there."""
    given = {pair.key.text: pair.value for pair in mapping.pairs if pair.via is None}
    version = given.get("apiVersion")
    return isinstance(version, Scalar) and is_group(version.text)


def _identified(document: Document, fields: Fields) -> Document:
    kind = document.data.get("kind")
    if document.data.get("apiVersion") != API_VERSION or kind not in KINDS:
        from validator.documents.header import identify  # noqa: PLC0415 - few headers are wrong

        return identify(document, fields)
    data = {key: value for key, value in document.data.items() if key not in {"apiVersion", "kind"}}
    return document.but(kind=kind, data=data)


def _empty(root: object) -> bool:
    return root is None or (isinstance(root, Scalar) and root.value is None and not root.style)


def _text_findings(document: Document, cuts: abc.Mapping[int, Comment]) -> Iterator[Finding]:
    yield from _unseen(document)
    for leaf in document.leaves():
        node = leaf.node
        if node.text[:1].isspace() or node.text[-1:].isspace():
            yield from edges.faults(document, leaf)
        if not node.style and typographic_quotes(node.text):
            yield _curly(leaf)
        if leaf.part is Part.VALUE and cuts and not node.style:
            comment = cuts.get(node.end.line + 1)
            if comment is not None and _cuts(node, comment, document.source):
                yield _cut(leaf, comment, document.source)


def _unseen(document: Document) -> Iterator[Finding]:
    """Yield the first escape of each line that stands for a character nobody sees; patterns speak of such ones."""
    text = document.source.text
    if "\\" not in text:
        return
    told = {each.place.span.start.line for each in _told(document) if each.place.span is not None}
    for leaf in sorted(document.leaves(), key=lambda leaf: leaf.node.start.index):
        start, end = leaf.node.start.index, leaf.node.end.index
        if text[start : start + 1] != '"' or (leaf.part is Part.VALUE and leaf.route[-1:] == ("pattern",)):
            continue
        for first, last, character in unseen.escapes(text[start:end]):
            span = document.source.span(start + first, start + last)
            if span.start.line not in told:
                told.add(span.start.line)
                yield unseen.fault(character, span, leaf.route, leaf.part, escaped=True)


def _curly(leaf: Leaf) -> Finding:
    node, inner = leaf.node, leaf.node.text[1:-1]
    change = Change("use straight quotes", Here(leaf.route, leaf.part), inner) if "\n" not in inner else None
    return Finding(
        "typographic quotes are part of the text to YAML: only straight ones enclose it",
        Here(leaf.route, leaf.part, span_of(node)),
        'write straight quotes ("…"), or none',
        "curly quotes",
        change=change,
        rule="typographic-quote",
        spoils=(leaf.route,),
    )


def _cuts(node: Scalar, comment: Comment, source: Source) -> bool:
    """Whether a comment is glued to its sign and follows a value with nothing but blanks between."""
    if not _CUT.match(comment.text) or comment.start < node.end.index:
        return False
    return _BETWEEN.fullmatch(source.text, node.end.index, comment.start) is not None


def _cut(leaf: Leaf, comment: Comment, source: Source) -> Finding:
    span = source.span(comment.start, comment.start + len(comment.text))
    if leaf.node.value is None:
        message = "the whole value is a comment, because it begins with #, so there is no value here"
        help_text = "leave the # out, or put the value in quotes"
    else:
        message = "the rest of this value is a comment, because a # follows a space"
        help_text = "put the whole value in quotes, or a space after the # of a comment"
    return Finding(
        message,
        Here(leaf.route, span=span),
        help_text,
        "YAML stops reading here",
        rule="comment-cuts-value",
        spoils=(leaf.route,),
    )


def _broken(document: Document, findings: Iterable[Finding]) -> frozenset[Route]:
    """Return the parts that findings of the text touch, wherever they come to, so that nothing else is said of them."""
    findings = tuple(findings)
    routes = {route for finding in findings for route in finding.spoils}
    touched = {id(leaf.node) for leaf in document.leaves() if leaf.route in routes} if routes else set()
    spans = [(each.rule, each.place.span) for each in findings if each.rule in _AT_A_PLACE]
    touched.update(_touched(document, [(rule, span) for rule, span in spans if span is not None]))
    for leaf in all_leaves(document) if touched else ():
        if id(leaf.node) in touched:
            routes.add(leaf.route)
            if leaf.part is Part.KEY:
                routes.add((*leaf.route[:-1], _plain(leaf.node.text)))
    return frozenset(routes)


def _touched(document: Document, spans: abc.Sequence[tuple[str, Span]]) -> Iterator[int]:
    """Yield the keys and values, by identity, that findings of the text lie in, or whose tag they are about."""
    nodes = sorted((leaf.node for leaf in document.leaves()), key=_start) if spans else []
    starts = [_start(node) for node in nodes]
    tagged: dict[int, Span] = {}
    for rule, span in spans:
        if rule == "unsupported-tag":
            tagged[span.start.line] = min(span, tagged.get(span.start.line, span))
            continue
        yield from (id(node) for node in _around(nodes, bisect.bisect_right(starts, span.start), span))
    for span in tagged.values():
        line = (
            bisect.bisect_left(starts, span.start),
            bisect.bisect_left(starts, Position(span.start.line + 1, 0)),
        )
        yield from (id(node) for node in nodes[slice(*line)])


def _around(nodes: abc.Sequence[Scalar], at: int, span: Span) -> Iterator[Scalar]:
    """Yield what a stretch of the text lies in, or holds the beginning of; what is written does not overlap.

    `at` is the place of the first node that begins behind the start of the stretch.
    """
    for behind in range(at, len(nodes)):
        if _start(nodes[behind]) >= span.end:
            break
        yield nodes[behind]
    for before in range(at - 1, -1, -1):
        node = nodes[before]
        start, end = span_of(node)
        if start == span.start < span.end or span.start < end:
            yield node
        if start < span.start and start < end:
            break


def _start(node: Scalar) -> Position:
    return Position(node.start.line + 1, node.start.column + 1)


def _plain(key: str) -> str:
    """Return the key that was meant by one with curly quotes around it, or with characters in it that nobody sees."""
    return "".join(character for character in key if character.isalnum() or character in "_-")
