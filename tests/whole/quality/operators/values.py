"""Operators on values: of the wrong type, outside a closed set, or not of the form that a field needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.whole.quality import slips
from tests.whole.quality.edits import replaced
from tests.whole.quality.model import Mutant, Operator, operator
from tests.whole.quality.operators.fields import EACH, closed_keys, pattern
from tests.whole.quality.scenes import key_at, value_at, values
from validator.documents.kinds import API_VERSION, KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "Values"
HEADER = {"apiVersion", "kind"}

CLOSED = {
    *((*place, field) for place in ((), ("workspace",)) for field in ("type", "region")),
    *((*place, field) for place in ((), ("application",)) for field in ("source", "access")),
    ("clientAuthentication",),
    ("environments", EACH, "traits", EACH),
}
"""Where one of a closed set of words stands."""

DATES = {
    ("installed",),
    ("application", "installed"),
    ("clientSecretExpiration",),
    ("installed", "Production"),
}
URLS = {"tokenUrl", "authorizationUrl", "refreshUrl", "redirectUri", "loginUrl", "apiUrl"}


def sites(scene: Scene, wanted: Callable[[Route, object], bool]) -> Iterator[tuple[Document, Route]]:
    """Yield the scalar values of a scene's closed fields that are wanted, by route and value."""
    for document in scene.documents:
        for route, value in values(document):
            if route[0] not in HEADER and wanted(route, value):
                yield document, route


def _in_closed(route: Route) -> bool:
    return pattern(route) in CLOSED


def _misspelt(slip: Callable[[str], str]) -> Callable[[Scene], Iterator[Mutant]]:
    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in sites(scene, lambda route, _: _in_closed(route)):
            word = document.scalar(route)
            assert word is not None
            if slip(word.text) != word.text:
                yield Mutant(
                    replaced(document, route, slip(word.text)), "invalid-value", (value_at(document, *route),)
                )

    return mutants


MISSPELT = [
    Operator(FAMILY, f"misspell a word of a closed set: {name}", _misspelt(slip))
    for name, slip in slips.WORDS.items()
]


def _written(name: str, rule: str, text: str, wanted: Callable[[Route, object], bool]) -> Operator:
    """Write a text in place of each value that is wanted."""

    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in sites(scene, wanted):
            yield Mutant(replaced(document, route, text), rule, (value_at(document, *route),))

    return Operator(FAMILY, name, mutants)


def _is_boolean(route: Route, value: object) -> bool:
    """Whether a value is true or false where nothing else may stand."""
    return isinstance(value, bool) and route[-1] != "installed" and "generalConfiguration" not in route


def _is_text(route: Route, value: object) -> bool:
    """Whether a value is text in a field of its own."""
    open_parts = {"metadata", "details", "generalConfiguration", "when", "sets"}
    return (
        isinstance(value, str) and isinstance(route[-1], str) and not open_parts.intersection(map(str, route))
    )


def _takes_number(route: Route) -> bool:
    """Whether a number is as good as text, or something else is said of it: a secret of digits is one."""
    return route in DATES or route[-1] in {"example", "default", "clientSecret"}


def _is_date(route: Route, value: object) -> bool:
    return route in DATES and not isinstance(value, bool)


def _is_url(route: Route, value: object) -> bool:
    return route[-1] in URLS


WRITTEN = [
    _written(
        "a word that no closed set has", "invalid-value", "nonesuch", lambda route, _: _in_closed(route)
    ),
    _written("yes for true or false", "wrong-type", "yes", _is_boolean),
    _written("true or false in quotes", "wrong-type", '"true"', _is_boolean),
    _written("a number where true or false belongs", "wrong-type", "1", _is_boolean),
    _written(
        "a number where text belongs",
        "wrong-type",
        "2026",
        lambda r, v: _is_text(r, v) and not _takes_number(r),
    ),
    _written("null for a value", "wrong-type", "null", lambda *_: True),
    _written("a day that no calendar has", "invalid-value", "2026-02-30", _is_date),
    _written("a day written the other way round", "invalid-value", "30.11.2026", _is_date),
    _written("a word for a day", "invalid-value", "autumn", _is_date),
    _written("an address without https://", "invalid-value", "login.procore.com/oauth/token", _is_url),
    _written(
        "an empty text for a name", "invalid-value", '""', lambda r, v: r[-1] == "name" and _is_text(r, v)
    ),
]


@operator(FAMILY, "nothing behind the colon")
def emptied(scene: Scene) -> Iterator[Mutant]:
    for document, route in sites(scene, lambda route, _: isinstance(route[-1], str)):
        yield Mutant(replaced(document, route, ""), "wrong-type", (key_at(document, *route),))


@operator(FAMILY, "a list where one value belongs")
def listed(scene: Scene) -> Iterator[Mutant]:
    for document, route in sites(scene, _is_text):
        text = document.scalar(route)
        assert text is not None
        if not (route[-1] == "permittedProjects" or _in_closed(route[:-1])):
            edit = replaced(document, route, f"[{json.dumps(text.text)}]")
            yield Mutant(edit, "wrong-type", (value_at(document, *route),))


@operator(FAMILY, "one value where a list or a mapping belongs")
def flattened(scene: Scene) -> Iterator[Mutant]:
    for document, route in closed_keys(scene):
        value = document.get(*route)
        plain = route[-1] in {"workspace", "application", "permittedProjects", "installed"}
        if isinstance(value, list | dict) and value and not plain and route[0] != "metadata":
            edit = replaced(document, route, "plain")
            yield Mutant(edit, "wrong-type", (value_at(document, *route),))


@operator(FAMILY, "an apiVersion or a kind that there is not")
def other_header(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        texts = {
            "apiVersion": ("appxlint/v2", "appxlint/1", "apxlint/v1", API_VERSION.upper()),
            "kind": [slip(str(document.kind)) for slip in slips.WORDS.values()]
            + ["Connection", "Deployment"],
        }
        for key, wrong in texts.items():
            for text in wrong:
                if text not in KINDS:
                    yield Mutant(replaced(document, (key,), text), "unknown-kind", (value_at(document, key),))


OPERATORS = (*MISSPELT, *WRITTEN, emptied, listed, flattened, other_header)
