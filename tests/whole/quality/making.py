"""Operators of the common kinds, made from data: a value replaced, an entry put in, an entry left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tests.whole.quality.edits import dropped, put_before, replaced, within
from tests.whole.quality.model import Mutant, Operator, Spot
from tests.whole.quality.scenes import holder_at, value_at, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

    Sites: TypeAlias = Callable[[Scene], Iterable[tuple[Document, Route]]]
    Spots: TypeAlias = Callable[[Scene, Document, Route], Iterable[Spot]]


def at_value(scene: Scene, document: Document, route: Route) -> Iterable[Spot]:
    """Expect the finding at the value itself."""
    del scene
    return (value_at(document, *route),)


def at_holder(scene: Scene, document: Document, route: Route) -> Iterable[Spot]:
    """Expect the finding at the mapping that the entry belongs to."""
    del scene
    return (holder_at(document, *route),)


def fields(kind: str, *routes: Route, connector: str | None = None) -> Sites:
    """Return the sites of a kind's fields, wherever a document of the connector has them."""

    def found(scene: Scene) -> Iterator[tuple[Document, Route]]:
        for document in scene.of(kind, connector=connector):
            for route in routes:
                if document.get(*route) is not None:
                    yield document, route

    return found


def replacing(
    family: str, name: str, rule: str, sites: Sites, *texts: str, spots: Spots = at_value
) -> Operator:
    """Make an operator that writes each text in place of each value."""

    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in sites(scene):
            found = tuple(spots(scene, document, route))
            for text in texts if found else ():
                yield Mutant(replaced(document, route, text), rule, found)

    return Operator(family, name, mutants)


def rewriting(
    family: str, name: str, rule: str, sites: Sites, *changes: Callable[[str], str], spots: Spots = at_value
) -> Operator:
    """Make an operator that writes what each change makes of each value, where that is another text."""

    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in sites(scene):
            old, found = written(document, *route), tuple(spots(scene, document, route))
            for text in [change(old) for change in changes] if found else []:
                if text != old:
                    yield Mutant(replaced(document, route, text), rule, found)

    return Operator(family, name, mutants)


def dropping(family: str, name: str, rule: str, sites: Sites, spots: Spots = at_holder) -> Operator:
    """Make an operator that leaves out each entry that has neighbours and stands in the document itself."""

    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in sites(scene):
            own = not document.locate(route)[1]
            edit, found = dropped(document, route) if own else None, tuple(spots(scene, document, route))
            if edit is not None and found:
                yield Mutant(edit, rule, found)

    return Operator(family, name, mutants)


def entering(
    family: str, name: str, rule: str, sites: Sites, *entries: str, at_key: bool = False, at: str = ""
) -> Operator:
    """Make an operator that puts each entry before each site.

    The finding is expected at the entry's value, at its key, or at a text inside it.
    """

    def mutants(scene: Scene) -> Iterator[Mutant]:
        for document, route in sites(scene):
            for entry in entries:
                edit = put_before(document, route, entry)
                yield Mutant(
                    edit, rule, (within(edit, at or (entry if at_key else entry.partition(": ")[2])),)
                )

    return Operator(family, name, mutants)
