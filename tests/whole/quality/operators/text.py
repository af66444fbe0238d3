"""Operators on the text: slips that YAML does not forgive, or reads otherwise than the writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality.edits import appended, behind, body, is_block, put_before, replaced, widened, within
from tests.whole.quality.model import Edit, Mutant, Operator, Spot, from_mistakes, operator
from tests.whole.quality.scenes import key_at, keys, stretch, value_at
from validator.diagnostics import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "The file"


def lines(scene: Scene, *, nested: bool = False) -> Iterator[tuple[Document, Route]]:
    """Yield the keys that begin a line of their own and have a value of one line; nested ones only if so asked."""
    for document in scene.documents:
        for route in keys(document):
            start, _ = stretch(document, route, Part.KEY)
            first, last = stretch(document, route)
            text = document.source.text
            own = not text[text.rfind("\n", 0, start) + 1 : start].strip()
            if own and "\n" not in text[start:last] and first > start and (len(route) > 1 or not nested):
                yield document, route


@operator(FAMILY, "a tab for the indentation")
def tab(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene, nested=True):
        start, _ = stretch(document, route, Part.KEY)
        begin = document.source.text.rfind("\n", 0, start) + 1
        edit = Edit(document.source, begin, start, "\t")
        yield Mutant(edit, "yaml-syntax", (behind(edit),))


def _without(sign: str) -> Callable[[Scene], Iterator[Mutant]]:
    """Write something else than a colon and a space between key and value."""

    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in lines(scene):
            end, start = stretch(document, route, Part.KEY)[1], stretch(document, route)[0]
            text = document.source.text[start : stretch(document, route)[1]]
            if is_block(document, route) and route[0] != "metadata" and text[0] not in "[{*&":
                spot = key_at(document, *route)._replace(line_only=True)
                yield Mutant(Edit(document.source, end, start, sign), _left(document, route, text), (spot,))

    return mutants


def _left(document: Document, route: Route, text: str) -> str:
    """Return the rule that what is left breaks: a line may still be YAML, with a longer key or one text."""
    if text[0] in "\"'" and ": " in text:
        return "unknown-field"
    return "wrong-type" if len(document.get(*route[:-1])) == 1 else "yaml-syntax"


WITHOUT = [
    Operator(FAMILY, "no space after a colon", _without(":")),
    Operator(FAMILY, "no colon after a key", _without(" ")),
]


@from_mistakes
@operator(FAMILY, "a line indented one space too little")
def outdented(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene, nested=True):
        start, _ = stretch(document, route, Part.KEY)
        siblings = [each for each in keys(document) if each[:-1] == route[:-1]]
        if is_block(document, route) and siblings[0] != route and not any(isinstance(s, int) for s in route):
            yield Mutant(
                Edit(document.source, start - 1, start, ""),
                "yaml-syntax",
                (Spot(document.source, start - 1),),
            )


@operator(FAMILY, "a line indented one space too far")
def indented(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        start, _ = stretch(document, route, Part.KEY)
        siblings = [each for each in keys(document) if each[:-1] == route[:-1]]
        if is_block(document, route) and siblings[0] != route:
            spot = Spot(document.source, start, line_only=True)
            yield Mutant(Edit(document.source, start, start, " "), "yaml-syntax", (spot,))


def _unclosed(quote: str) -> Callable[[Scene], Iterator[Mutant]]:
    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in lines(scene):
            if document.source.text[stretch(document, route)[0]] not in "\"'[{|>&*":
                edit = widened(document, route, quote)
                spot = behind(edit)._replace(line_only=quote in edit.text[1:])
                yield Mutant(edit, "yaml-syntax", (spot,))

    return mutants


UNCLOSED = [
    Operator(FAMILY, "a double quote that is never closed", _unclosed('"')),
    Operator(FAMILY, "a single quote that is never closed", _unclosed("'")),
]


@operator(FAMILY, "a bracket that is never closed")
def unclosed_bracket(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        start, end = stretch(document, route)
        if document.source.text[start] in "[{":
            yield Mutant(
                Edit(document.source, end - 1, end, ""), "yaml-syntax", (value_at(document, *route),)
            )


@operator(FAMILY, "a colon and a space inside an unquoted value")
def second_colon(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        if is_block(document, route) and document.source.text[stretch(document, route)[0]] not in "\"'[{|>&*":
            edit = widened(document, route, "", ": more")
            yield Mutant(edit, "yaml-syntax", (within(edit, ": more")._replace(line_only=True),))


@operator(FAMILY, "curly quotes around a value")
def curly(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        scalar = document.scalar(route)
        if scalar is not None and route[0] not in {"apiVersion", "kind"} and is_block(document, route):
            edit = replaced(document, route, f"\u201c{scalar.text}\u201d")
            rule = "yaml-syntax" if ": " in scalar.text else "typographic-quote"
            yield Mutant(edit, rule, (behind(edit),))


@operator(FAMILY, "a key given twice")
def twice(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        start, end = stretch(document, route, Part.KEY)[0], stretch(document, route)[1]
        edit = put_before(document, route, document.source.text[start:end])
        yield Mutant(edit, "duplicate-key", (behind(edit, len(edit.text)),))


@operator(FAMILY, "a key given twice, with another value")
def twice_otherwise(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        key, value = stretch(document, route, Part.KEY)[0], stretch(document, route)
        text = document.source.text
        begin, line = text.rfind("\n", 0, key) + 1, text.find("\n", value[1]) + 1
        if line and document.scalar(route) is not None and route[0] not in {"apiVersion", "kind"}:
            entry = f"{text[begin : value[0]]}${{env:ANOTHER}}\n"
            yield Mutant(
                Edit(document.source, line, line, entry),
                "duplicate-key",
                (after(line + key - begin, document),),
            )


def after(offset: int, document: Document) -> Spot:
    """Return a place of the text as it is after the edit."""
    return Spot(document.source, offset, after=True)


@operator(FAMILY, "two documents without --- between")
def joined(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        before = document.source.text.rfind("---\n", 0, stretch(document, (), Part.KEY)[0])
        if document.index:
            edit = Edit(document.source, before, before + len("---\n"), "")
            yield Mutant(edit, "duplicate-key", (key_at(document),))


@from_mistakes
@operator(FAMILY, "four hyphens between two documents")
def four_hyphens(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        before = document.source.text.rfind("---\n", 0, stretch(document, (), Part.KEY)[0])
        if document.index:
            for text in ("----", "--"):
                edit = Edit(document.source, before, before + len("---"), text)
                yield Mutant(edit, "yaml-syntax", (behind(edit),))


@from_mistakes
@operator(FAMILY, "a reference without quotes in braces")
def in_braces(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        if document.node(("metadata",)) is None:
            for text in ("{owner: ${env:OWNER}}", "{owners: [somebody, ${env:OWNER}]}"):
                edit = put_before(document, ("kind",), f"metadata: {text}")
                yield Mutant(edit, "yaml-syntax", (within(edit, "$"),))


@operator(FAMILY, "a byte that is not UTF-8")
def undecodable(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        if route == ("name",):
            edit = widened(document, route, "", " Br\udcfccke")
            yield Mutant(edit, "invalid-encoding", (within(edit, "\udcfc"),))


HIDDEN = {
    "a zero-width space": "\u200b",
    "a right-to-left override": "\u202e",
    "a no-break line separator": "\u2028",
}


def _hidden(character: str, part: Part) -> Callable[[Scene], Iterator[Mutant]]:
    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in lines(scene):
            start, end = stretch(document, route, part)
            if end > start + 1 and document.source.text[start] not in "[{|>&*\"'":
                middle = (start + end) // 2
                edit = Edit(document.source, middle, middle, character)
                yield Mutant(edit, "invisible-character", (behind(edit),))

    return mutants


INVISIBLE = [
    Operator(FAMILY, f"{name} in a {part.value}", _hidden(character, part))
    for name, character in HIDDEN.items()
    for part in (Part.KEY, Part.VALUE)
]


@operator(FAMILY, "a tag before a value")
def tagged(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        if document.source.text[stretch(document, route)[0]] not in "|>&*":
            edit = widened(document, route, "!!python/name:os.system ")
            yield Mutant(edit, "unsupported-tag", (behind(edit),))


@operator(FAMILY, "a # that cuts a value")
def cut(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        scalar = document.scalar(route)
        if scalar is not None and not scalar.style and route[0] not in {"apiVersion", "kind"}:
            edit = widened(document, route, "#")
            yield Mutant(edit, "comment-cuts-value", (behind(edit),))


@operator(FAMILY, "a name that a # cuts")
def cut_name(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        if route in {("workspace", "company"), ("company",), ("connection", "name"), ("description",)}:
            edit = widened(document, route, "", " #2")
            yield Mutant(edit, "comment-cuts-value", (within(edit, "#2"),))


@operator(FAMILY, "an unquoted value that readers take differently")
def ambiguous(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        for text in ("no", "ON", "0123", "1_000", "1e5", "12:30:45"):
            edit = put_before(document, ("kind",), f"metadata: {{note: {text}}}")
            if document.node(("metadata",)) is None:
                yield Mutant(
                    edit,
                    "ambiguous-scalar",
                    (
                        within(edit, f" {text}}}")._replace(
                            offset=edit.start + edit.text.index(f" {text}}}") + 1
                        ),
                    ),
                )


@operator(FAMILY, "nesting that no config needs")
def deep(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        if document.node(("metadata",)) is None:
            edit = put_before(document, ("kind",), f"metadata: {{note: {'[' * 80}{']' * 80}}}")
            yield Mutant(edit, "too-complex", (within(edit, "[")._replace(line_only=True),))


@operator(FAMILY, "a comment that ignores nothing")
def unused_ignore(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        for rule in ("missing-field", "no-such-rule"):
            edit = put_before(document, ("kind",), f"# appxlint: ignore[{rule}] seen to")
            yield Mutant(edit, "unused-suppression", (behind(edit),))


@operator(FAMILY, "a document of nobody's kind at the end")
def foreign(scene: Scene) -> Iterator[Mutant]:
    seen = set()
    for document in scene.documents:
        if id(document.source) not in seen:
            seen.add(id(document.source))
            edit = appended(document.source, "color: blue\n")
            yield Mutant(edit, "unknown-kind", (within(edit, "color"),))


@operator(FAMILY, "a document copied whole")
def copied(scene: Scene) -> Iterator[Mutant]:
    identity = {"Connector": "key", "BaseConnectionRules": "integration"}
    for document in scene.documents:
        if any(each.path == document.path for each in scene.noted):
            continue
        edit = appended(document.source, body(document))
        key = identity.get(document.kind or "", "name")
        offset = stretch(document, (key,))[0] - stretch(document, (), Part.KEY)[0]
        yield Mutant(edit, "duplicate-name", (behind(edit, len("---\n") + offset),))


OPERATORS = (
    tab,
    *WITHOUT,
    indented,
    outdented,
    *UNCLOSED,
    unclosed_bracket,
    second_colon,
    curly,
    twice,
    twice_otherwise,
    joined,
    four_hyphens,
    in_braces,
    undecodable,
    *INVISIBLE,
    tagged,
    cut,
    cut_name,
    ambiguous,
    deep,
    unused_ignore,
    foreign,
    copied,
)
