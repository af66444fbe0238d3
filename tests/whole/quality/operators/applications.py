"""Operators on what was prepared in the product: the application, its version key and where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality.edits import renamed, replaced
from tests.whole.quality.making import fields, replacing
from tests.whole.quality.model import Mutant, from_mistakes, operator
from tests.whole.quality.scenes import has, key_at, value_at
from validator.documents.kinds import APPLICATION, CONFIG
from validator.rules.applications import asks_for_application

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "Prerequisites"


def _of_applications(field: str) -> list[tuple[str, Route]]:
    return [(APPLICATION, (field,)), (CONFIG, ("application", field))]


def _each(scene: Scene, field: str) -> Iterator[tuple[Document, Route]]:
    for kind, route in _of_applications(field):
        yield from fields(kind, route)(scene)


@operator(FAMILY, "a version key that has not the form of one")
def version_key(scene: Scene) -> Iterator[Mutant]:
    for document, route in _each(scene, "versionKey"):
        for text in ("v1.4.0", "8a6f2c1e53d74b909e0c5f1f7d2a4b36", "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b3"):
            yield Mutant(
                replaced(document, route, text), "version-key-malformed", (value_at(document, *route),)
            )


@operator(FAMILY, "a marketplace listing with a version key")
def listed(scene: Scene) -> Iterator[Mutant]:
    for document, route in _each(scene, "versionKey"):
        source = (*route[:-1], "source")
        if has(document, *source):
            edit = replaced(document, source, "marketplace")
            yield Mutant(edit, "application-source-mismatch", (value_at(document, *source),))


@operator(FAMILY, "no permitted project")
def no_project(scene: Scene) -> Iterator[Mutant]:
    for document, route in _each(scene, "permittedProjects"):
        yield Mutant(replaced(document, route, "[]"), "invalid-value", (value_at(document, *route),))


@operator(FAMILY, "a day of installation that is still to come")
def planned(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        config, route = connection.config, ("application", "installed")
        if asks_for_application(connection) and not connection.existing and has(config, *route):
            edit = replaced(config, route, "2096-10-02")
            yield Mutant(edit, "incomplete-prerequisites", (value_at(config, *route),))


@operator(FAMILY, "installed in an environment that there is not")
def nowhere(scene: Scene) -> Iterator[Mutant]:
    for document in scene.of(APPLICATION):
        installed = document.get("installed")
        for key in installed if isinstance(installed, dict) else ():
            for text in ("Prodution", "Staging"):
                route = ("installed", key)
                yield Mutant(renamed(document, route, text), "invalid-option", (key_at(document, *route),))


@operator(FAMILY, "an application of another connector's product")
def of_another(scene: Scene) -> Iterator[Mutant]:
    for document, route in fields(APPLICATION, ("connector",))(scene):
        users = [each.config for each in scene.users(document)]
        spots = tuple(value_at(each, "application") for each in users)
        if spots and all(has(each, "application") for each in users):
            yield Mutant(replaced(document, route, "http"), "application-connector-mismatch", spots)


OPERATORS = tuple(
    map(
        from_mistakes,
        (
            version_key,
            listed,
            no_project,
            planned,
            nowhere,
            of_another,
            replacing(
                FAMILY,
                "no word on who installed it",
                "invalid-value",
                fields(CONFIG, ("application", "installedBy")),
                '""',
            ),
        ),
    )
)
