"""Operators on white space: what nobody sees around a key, a value or in a name, and what a block keeps at its end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.whole.quality.edits import is_block, renamed, replaced
from tests.whole.quality.model import Mutant, Operator, from_mistakes, operator
from tests.whole.quality.operators.names import REFERENCES
from tests.whole.quality.scenes import key_at, keys, stretch, value_at, written
from validator.secrets.fields import is_secret_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "White space"
HEADER = {"apiVersion", "kind"}
FREE = {"metadata", "sources", "description", "note", "message", "pattern", "default", "examples"}
RULE = "invisible-character"


def _texts(scene: Scene) -> Iterator[tuple[Document, Route, str]]:
    """Yield the texts of a scene that are compared letter by letter, but for client ids and secrets."""
    for document in scene.documents:
        if document.generated:
            continue
        for leaf in document.leaves():
            names = {step for step in leaf.route if isinstance(step, str)}
            free = names & FREE or (document.kind == "Connector" and leaf.route[0] == "generalConfiguration")
            own = not is_secret_field(str(leaf.route[-1])) and leaf.route[-1] != "clientId"
            if leaf.part.value == "value" and isinstance(leaf.node.value, str) and own and not free:
                yield document, leaf.route, leaf.node.text


def _around(before: str, behind: str) -> Callable[[Scene], Iterator[Mutant]]:
    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route, text in _texts(scene):
            if route[0] not in HEADER and text and "\n" not in text:
                wrong = json.dumps(f"{before}{text}{behind}", ensure_ascii=False)
                yield Mutant(replaced(document, route, wrong), RULE, (value_at(document, *route),))

    return mutants


AROUND = [
    Operator(FAMILY, "a space behind a value", _around("", " ")),
    Operator(FAMILY, "a space before a value", _around(" ", "")),
    Operator(FAMILY, "a no-break space behind a value", _around("", "\u00a0")),
]


@operator(FAMILY, "a block that keeps its line end")
def block(scene: Scene) -> Iterator[Mutant]:
    for document, route, text in _texts(scene):
        if route[0] in HEADER or isinstance(route[-1], int) or not is_block(document, route):
            continue
        start, _ = stretch(document, route)
        column = start - (document.source.text.rfind("\n", 0, start) + 1)
        end_of_line = document.source.text[stretch(document, route)[1] :].split("\n", 1)[0]
        if text and "\n" not in text and not end_of_line.strip():
            for sign in "|>":
                edit = replaced(document, route, f"{sign}\n{' ' * column}{text}")
                yield Mutant(edit, RULE, (value_at(document, *route),))


@operator(FAMILY, "a space behind a key")
def key(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        for route in keys(document) if not document.generated else ():
            names = {step for step in route[:-1] if isinstance(step, str)}
            schema = document.kind == "Connector" and route[0] == "generalConfiguration"
            if route[0] not in HEADER and not names & FREE and not (schema and len(route) > 1):
                edit = renamed(document, route, f'"{route[-1]} "')
                yield Mutant(edit, RULE, (key_at(document, *route),))


@operator(FAMILY, "a no-break space inside of a name that is referred to")
def inside(scene: Scene) -> Iterator[Mutant]:
    for _, rule, sites in REFERENCES:
        for document, route in sites(scene):
            text = written(document, *route)
            if " " in text:
                edit = replaced(document, route, text.replace(" ", "\u00a0", 1))
                yield Mutant(edit, rule, (value_at(document, *route),))


OPERATORS = tuple(map(from_mistakes, (*AROUND, block, key, inside)))
