"""What is wrong with a YAML text, in our own words: the parser's may quote values."""

from __future__ import annotations

import re

from validator.diagnostics import Position, Span
from validator.documents.finding import Also, Finding, Here
from validator.documents.source import opens_curly
from validator.documents.tree import span_of
from validator.documents.yaml_layout import slip
from validator.lazy import lazy
from validator.secrets.references import plain_variable
from validator.secrets.vocabulary import is_known
from validator.words import closest, did_you_mean, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from validator.documents.source import Source
    from validator.documents.tree import Mark, Node, Scalar

_NOTICED_LATE = frozenset(
    {
        "could not find expected ':'",
        "unexpected end of stream",
        "unexpected document indicator",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
        "directive",
    }
)
_PROBLEMS = (
    ("mapping values are not allowed",
     "a colon and a space stand a second time in this line, or it is indented too far",
     "put the value in quotes, or line the key up with the ones above it"),
    ("could not find expected ':'", "a key needs a colon and a space behind it", "write key: value"),
    ("unexpected end of stream", "a quote that is opened here is never closed", "close the quote"),
    ("unexpected document indicator", "a quote that is opened here is never closed", "close the quote"),
    ("did not find expected ',' or ']'", "a list in square brackets that is opened here is never closed",
     "close it with ], with commas between the items"),
    ("did not find expected ',' or '}'", "a mapping in braces that is opened here is never closed",
     "close it with }, with commas between the entries"),
    ("did not find expected '-' indicator",
     "this line stands inside a list, and does not begin with - at the list's place",
     "line it up with the other items"),
    ("did not find expected key", "this line is not indented like the ones around it",
     "line it up with the key that it belongs beside"),
    ("block sequence entries are not allowed", "a list item (- ) cannot begin here",
     "put the list on the lines below its key"),
    ("block mapping", "a mapping cannot begin here", "put it on a line of its own"),
    ("comment or line break", "text stands right behind | or >", "put the text on the lines below"),
    ("mapping keys are not allowed", "a key cannot stand here", "put it on a line of its own"),
    ("unknown escape character", "YAML does not know this backslash sequence",
     "use single quotes, or write the backslash twice"),
    ("Unicode character escape", "this escape stands for no character; YAML puts no halves of pairs together",
     "write the character itself, or \\U and its eight hexadecimal digits"),
    ("alphabetic or numeric character", "* and & begin an alias or an anchor, and a name must follow",
     "put the value in quotes"),
    ("tag", "a ! begins a tag, and this is none", "put the value in quotes"),
    ("document start", "text stands behind the end of a document", "put a line with --- before it"),
    ("directive", "a line that begins with % is an instruction to the parser, and this is none", "delete the line"),
    ("found duplicate anchor", "an anchor of this name stands above", "rename one of the two"),
)  # fmt: skip
_NO_SPACE = lazy(r"\s*(?:- +)?[\"']?[A-Za-z][A-Za-z0-9_\- ]{0,60}[\"']?:[^\s:/]")
_ENTRY = lazy(r"\s*(?:- +)?[\"']?[A-Za-z][A-Za-z0-9_\- ]{0,60}[\"']?:(?:\s|$)")
_WITHOUT_COLON = lazy(r"( *(?:- +)?[A-Za-z][A-Za-z0-9_\-]{0,60})(?: +[^\s#:](?:[^:]|:(?=\S))*)?$")
_CANNOT_START = {
    "@": ("a value cannot begin with @", "put the value in quotes"),
    "`": ("a value cannot begin with a backtick", "put the value in quotes"),
    "%": ("a value cannot begin with %", "put the value in quotes"),
    "\t": ("a tab stands where YAML allows spaces only", "indent with spaces"),
}
_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
_SEPARATOR = lazy(r"^(?:---|\.\.\.)(?:\s|$)", re.MULTILINE)


def syntax_fault(error: Any, source: Source, last: Scalar | None = None) -> Finding:  # noqa: ANN401 - untyped
    """Return the fault that an error of PyYAML stands for: the place, what was expected, and what to write.

    `last` is the last key or value that was read before it. At the end of a line there is no character to point at, so
    that the place ends where it begins.
    """
    conflict = _lines_of_conflict(source)
    if conflict is not None:
        return _merge_conflict(*conflict)
    found = _syntax_fault(error, source, last)
    span = found.place.span
    return found if span is None else found._replace(place=Here(span=source.within(span)))


def _syntax_fault(error: Any, source: Source, last: Scalar | None) -> Finding:  # noqa: ANN401 - untyped
    mark = error.problem_mark or error.context_mark
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    position = source.position(source.offset(position))
    found = _usual_fault(error, source, position, last)
    if found is not None:
        return found
    problem = f"{error.problem or ''}"
    for words, message, help_text in _PROBLEMS:
        if words in problem:
            return _syntax(_opening(error, position, words), message, help_text)
    return _syntax(
        position, "this is not YAML", "check the quotes, brackets and indentation around this place"
    )


def _opening(error: Any, position: Position, words: str) -> Position:  # noqa: ANN401
    """Return where the unclosed thing was opened, for faults that are noticed only at the end."""
    opened = words in _NOTICED_LATE
    mark = error.context_mark if opened else None
    return Position(mark.line + 1, mark.column + 1) if mark else position


def _usual_fault(error: Any, source: Source, position: Position, last: Scalar | None) -> Finding | None:  # noqa: ANN401 - untyped
    """Return the fault of a mistake that people make, where they made it; None for any other error.

    `last` is the last key or value that was read before the error.
    """
    problem = f"{error.problem or ''}"
    found = _misplaced_quote(source, position, problem, last) or _runs_on(error, source, position, problem)
    cures = (_tab, _glued_colon, _curly, _no_colon, _token, _behind_quote, _never_opened, _layout, _no_comma)
    for cure in cures:
        found = found or cure(source, position, problem)
    return found


def _syntax(position: Position, message: str, help_text: str) -> Finding:
    """Return the fault of a text that cannot be read beyond a place."""
    span = Span(position, Position(position.line, position.column + 1))
    return _unreadable(span, message, help_text)


def _unreadable(span: Span, message: str, help_text: str, also: tuple[Also, ...] = ()) -> Finding:
    return Finding(message, Here(span=span), help_text, also=also, rule="yaml-syntax")


def _tab(source: Source, position: Position, problem: str) -> Finding | None:
    """A tab in the indentation of the line, or of one of the two above it, is the cause of most other words."""
    del problem
    for number in (position.line, position.line - 1, position.line - 2):
        line = source.line(number)
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank and line.strip():
            place = Position(number, blank.index("\t") + 1)
            return _syntax(
                place, "a tab stands in the indentation, where YAML allows spaces only", "indent with spaces"
            )
    return None


def _glued_colon(source: Source, position: Position, problem: str) -> Finding | None:
    if not any(
        words in problem for words in ("expected ':'", "mapping values", "expected key", "document start")
    ):
        return None
    for number in (position.line, position.line - 1):
        match = _NO_SPACE.match(source.line(number))
        if match:
            place = Position(number, match.end() - 1)
            return _syntax(place, "a space is missing after the colon", "write key: value")
    return None


def _misplaced_quote(source: Source, position: Position, problem: str, last: Scalar | None) -> Finding | None:
    """A quote that is never closed ends where a value lines below opens its own, and text stands behind that."""
    if last is None or last.style not in {"'", '"'} or last.start.line == last.end.line:
        return None
    inside = [source.line(number + 1) for number in range(last.start.line + 1, last.end.line + 1)]
    behind = source.offset(position) - last.end.index
    if "expected" not in problem or behind > 1 or not any(_ENTRY.match(line) for line in inside):
        return None
    place = Position(last.start.line + 1, last.start.column + 1)
    return _syntax(place, "a quote that is opened here is never closed", "close the quote")


def _runs_on(error: Any, source: Source, position: Position, problem: str) -> Finding | None:  # noqa: ANN401
    """A bracket that is never closed swallows the lines below that are not indented deeper than its own."""
    mark = error.context_mark
    if "expected ','" not in problem or mark is None or mark.line + 1 >= position.line:
        return None
    own, other = source.line(mark.line + 1), source.line(position.line)
    if _indent(other) > _indent(own) or not _ENTRY.match(other):
        return None
    what, sign = ("list", "]") if "']'" in problem else ("mapping", "}")
    kind = "in square brackets" if sign == "]" else "in braces"
    place = Position(mark.line + 1, mark.column + 1)
    return _syntax(place, f"a {what} {kind} that is opened here is never closed", f"close it with {sign}")


def _sign(source: Source, position: Position) -> str:
    offset = source.offset(position)
    return source.text[offset : offset + 1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _curly(source: Source, position: Position, problem: str) -> Finding | None:
    """Curly quotes enclose nothing, so a colon between them begins another value."""
    before = source.line(position.line)[: position.column - 1]
    opening = next((at for at, sign in enumerate(before) if opens_curly(sign)), None)
    if opening is None or "mapping values" not in problem:
        return None
    place = Position(position.line, opening + 1)
    return _syntax(place, "curly quotes do not enclose a value in YAML", 'write straight quotes ("…")')


def _no_colon(source: Source, position: Position, problem: str) -> Finding | None:
    """A line without a colon becomes the beginning of the next key."""
    if "mapping values" not in problem or position.line < 2:  # noqa: PLR2004 - a line above there must be
        return None
    above, own = source.line(position.line - 1), source.line(position.line)
    match = _WITHOUT_COLON.match(above)
    if match is None or not _ENTRY.match(own) or _indent(above.replace("- ", "  ", 1)) != _indent(own):
        return None
    place = Position(position.line - 1, match.end(1) + 1)
    return _syntax(place, "a colon is missing after the key", "write key: value")


def _token(source: Source, position: Position, problem: str) -> Finding | None:
    known = _CANNOT_START.get(_sign(source, position))
    if known is None or "cannot start any token" not in problem:
        return None
    return _syntax(position, *known)


def _behind_quote(source: Source, position: Position, problem: str) -> Finding | None:
    before = source.line(position.line)[: position.column - 1].rstrip()
    if "expected key" not in problem or not before.endswith(('"', "'")):
        return None
    cure = "put the whole value in quotes; inside single quotes a single quote is written twice"
    return _syntax(position, "text stands behind the closing quote of a value", cure)


def _never_opened(source: Source, position: Position, problem: str) -> Finding | None:
    sign = _sign(source, position)
    if sign not in {"]", "}"} or "expected" not in problem or "','" in problem:
        return None
    return _syntax(
        position, f"{sign} closes what was never opened", f"delete the {sign}, or open it where it belongs"
    )


def _layout(source: Source, position: Position, problem: str) -> Finding | None:
    found = slip(source, position, problem)
    return _syntax(*found) if found is not None else None


def _no_comma(source: Source, position: Position, problem: str) -> Finding | None:
    """A list or mapping in brackets that does end, so that something in between is wrong."""
    sign = "]" if "']'" in problem else "}"
    if "expected ','" not in problem or sign not in source.line(position.line)[position.column - 1 :]:
        return None
    cure = "put commas between the entries, and quotes around a value with a colon and a space in it"
    return _syntax(position, f"a comma belongs here, or {sign}", cure)


def duplicate(again: Scalar, first: Scalar) -> Finding:
    """Return the fault of a key that is given twice."""
    name = shown(again.text, "this key")
    return Finding(
        f"the key {name} is given twice in one mapping; most readers keep only the last one",
        Here(span=span_of(again)),
        "keep one of the two",
        "given again",
        (Also(Here(span=span_of(first)), "given first here"),),
        rule="duplicate-key",
    )


def _lines_of_conflict(source: Source) -> tuple[int, int, int] | None:
    """Return the lines of the marks of the first merge that git left to be finished."""
    lines, at = [], 0
    for mark in _MARKS:
        while at >= 0 and not (source.text.startswith(mark, at) and source.position(at).column == 1):
            at = source.text.find(f"\n{mark}", at)
            at += at >= 0
        if at < 0:
            return None
        lines.append(source.position(at).line)
    return lines[0], lines[1], lines[2]


def _merge_conflict(first: int, middle: int, last: int) -> Finding:
    """Return the fault of a merge that git left to be finished, with the lines of its marks."""
    message = "git left a merge unfinished here: both versions stand in the file, between marks"
    help_text = f"keep one of the two versions, and delete the lines {first}, {middle} and {last}"
    return _unreadable(Span(Position(first, 1), Position(first, 8)), message, help_text)


def collection_as_key(start: Mark, source: Source) -> Finding:
    """Return the fault of a list or mapping in a key's place: most often a template in double braces without quotes."""
    if "{" in source.text[max(0, start.index - 1) : start.index + 1]:
        message = "a value in double braces must stand in quotes; without them YAML reads mappings"
        return _unreadable(_point(start), message, 'write "{{ … }}"')
    message = "a list or mapping stands where a key belongs"
    return _unreadable(_point(start), message, "write a plain name as the key")


def unknown_alias(event: Any, source: Source, anchors: Iterable[str]) -> Finding:  # noqa: ANN401 - untyped event
    """Return the fault of an alias without an anchor above it; one elsewhere in the file is named and shown."""
    start: Mark = event.start_mark
    span = source.span(start.index, event.end_mark.index)
    name = shown(event.anchor, "", mark="*")
    if name:
        anchor = re.compile(rf"&{re.escape(event.anchor)}(?=[\s,\]}}]|\Z)")
        found = anchor.search(source.text, 0, start.index) or anchor.search(source.text, start.index)
        if found is not None:
            return _elsewhere(name, span, source.span(*found.span()), source)
    meant = closest(event.anchor, list(anchors)) if name else None
    question = did_you_mean(f"*{meant}" if meant else None)
    message = f"{name or 'an alias'} refers to an anchor that does not stand above it{question}"
    help_text = f"write *{meant}" if meant else "put the value in quotes if it is meant to begin with *"
    return _unreadable(span, message, help_text)


def _elsewhere(name: str, span: Span, anchor: Span, source: Source) -> Finding:
    first, last = sorted((source.offset(span.start), source.offset(anchor.start)))
    if _SEPARATOR.search(source.text, first, last):
        message = f"{name} refers to an anchor of another document, and anchors do not reach across ---"
        help_text = "write the value out in this document, or put an anchor above it there"
    else:
        message = f"{name} refers to an anchor that stands only below it"
        help_text = "move the anchor to the first place and the alias to the other"
    return _unreadable(span, message, help_text, (Also(Here(span=anchor), "the anchor stands here"),))


def no_mapping_to_merge(value: Node) -> Finding:
    """Return the fault of a merge key whose value is neither a mapping nor a list of mappings."""
    message = "a merge key (<<) takes a mapping, or a list of mappings"
    help_text = "write <<: *name with the anchor's name"
    return Finding(message, Here(span=span_of(value)), help_text, rule="wrong-type")


def foreign_tag(start: Mark, tag: str, text: str = "") -> Finding:
    """Return the fault of a tag that is not one of YAML's own; `text` is the scalar behind it."""
    line, column = start.line + 1, start.column + 1
    span = Span(Position(line, column), Position(line, column + 1))
    help_text = "leave the tag out: a set-up holds plain text, numbers, true and false, lists and mappings"
    if plain_variable(f"${{env:{text}}}"):
        help_text = "write a reference such as ${env:NAME} if one is meant, else leave the tag out"
    name = tag.lstrip("!")
    message = f"{f'the tag !{name}' if is_known(name) else 'this tag'} has no meaning here"
    return Finding(message, Here(span=span), help_text, rule="unsupported-tag")


def too_complex(start: Mark, what: str) -> Finding:
    """Return the fault of what nests deeper or is longer than the limits allow."""
    help_text = "a set-up is a few levels deep and a few dozen values long: write it out plainly"
    return Finding(what, Here(span=_point(start)), help_text, rule="too-complex")


def too_many(node: Node, most: int) -> Finding:
    """Return the fault of aliases that expand to more values than the limits allow."""
    point = span_of(node) if not hasattr(node, "size") else _point(node.start)
    message = f"the file has more than {most:,} values once aliases are expanded"
    help_text = "a set-up needs a few dozen: write the parts out, or split the file"
    return Finding(message, Here(span=point), help_text, rule="too-complex")


def _point(start: Mark) -> Span:
    place = Position(start.line + 1, start.column + 1)
    return Span(place, place)


def missing_separator(own: Scalar, earlier: Scalar) -> Finding:
    """Return the fault of a document that runs on from another, at its `apiVersion`; `earlier` is the other's."""
    return Finding(
        "a second apiVersion stands in one document: the line --- between two documents is missing",
        Here(span=span_of(own)),
        "put a line with --- alone above this document",
        "a new document begins here",
        (Also(Here(span=span_of(earlier)), "the document before it begins here"),),
        rule="duplicate-key",
    )
