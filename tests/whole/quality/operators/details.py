"""Operators on connection details, workspaces and applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality import slips
from tests.whole.quality.edits import appended, behind, body, dropped, replaced, within
from tests.whole.quality.making import dropping, entering, fields, replacing
from tests.whole.quality.model import Edit, Mutant, from_mistakes, operator
from tests.whole.quality.operators.names import client_spot
from tests.whole.quality.scenes import holder_at, key_at, stretch, value_at, written
from validator.diagnostics import Part
from validator.documents.kinds import APPLICATION, CLIENT, CONFIG, WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.whole.quality.model import Spot
    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.facts import Attribute

FAMILY = "Connection details"
DETAILS = ("connection", "details")
ENVIRONMENT = (*DETAILS, "connectionEnvironment")
GENERAL = """generalConfiguration:
  baseUrl: https://api.procore.com/
  clientId: ${env:OLDER_CLIENT_ID}
  clientSecret: ${env:OLDER_CLIENT_SECRET}
  companyId: 1538041"""


def _own(scene: Scene) -> Iterator[tuple[Connection, Attribute, Route]]:
    """Yield the attributes that a config answers itself, with the place of the answer."""
    for connection in scene.connections():
        for attribute in connection.attributes:
            route = (*DETAILS, attribute.key)
            if connection.config.get(*route) is not None:
                yield connection, attribute, route


@operator(FAMILY, "drop a required detail")
def drop_detail(scene: Scene) -> Iterator[Mutant]:
    for connection, attribute, route in _own(scene):
        own = attribute.required and not connection.config.locate(route)[1]
        edit = dropped(connection.config, route) if own else None
        if edit is not None:
            yield Mutant(edit, "missing-detail", (holder_at(connection.config, *route),))


@operator(FAMILY, "drop the details where one is required")
def drop_details(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        answered = [each for owner, each, _ in _own(scene) if owner is connection and each.required]
        edit = dropped(connection.config, DETAILS) if len(answered) == 1 else None
        if edit is not None:
            yield Mutant(edit, "missing-detail", (key_at(connection.config, "connection"),))


@operator(FAMILY, "leave a required detail empty")
def empty_detail(scene: Scene) -> Iterator[Mutant]:
    for connection, attribute, route in _own(scene):
        if attribute.required and not attribute.attributes and attribute.key != "companyId":
            edit = replaced(connection.config, route, '""')
            yield Mutant(edit, "missing-detail", (value_at(connection.config, *route),))


def _choices(scene: Scene) -> Iterator[tuple[Document, Route]]:
    return ((connection.config, route) for connection, attribute, route in _own(scene) if attribute.options)


@operator(FAMILY, "misspell an option")
def misspelt_option(scene: Scene) -> Iterator[Mutant]:
    for config, route in _choices(scene):
        for slip in (slips.transposed, slips.shortened, slips.doubled):
            edit = replaced(config, route, slip(written(config, *route)))
            yield Mutant(edit, "invalid-option", (value_at(config, *route),))


def _nested(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for connection, attribute, route in _own(scene):
        for index, entry in enumerate(connection.config.get(*route) if attribute.attributes else ()):
            for inner in attribute.attributes:
                if inner.pattern and inner.key in entry:
                    yield connection.config, (*route, index, inner.key)


@operator(FAMILY, "write a detail in a form that its attribute does not have")
def misformed(scene: Scene) -> Iterator[Mutant]:
    sites = [(c.config, route) for c, attribute, route in _own(scene) if attribute.pattern]
    for config, route in (*sites, *_nested(scene)):
        for text in ("not as asked for!", '"no such form"'):
            yield Mutant(replaced(config, route, text), "invalid-detail", (value_at(config, *route),))


@operator(FAMILY, "a list or a mapping where a detail has one value")
def collected(scene: Scene) -> Iterator[Mutant]:
    for connection, attribute, route in _own(scene):
        if not attribute.attributes:
            for text in ("['${env:ONE}']", "{one: '${env:TWO}'}"):
                edit = replaced(connection.config, route, text)
                yield Mutant(edit, "invalid-detail", (value_at(connection.config, *route),))


@operator(FAMILY, "copy a config under another name")
def copied_config(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections():
        config = connection.config
        noted = any(each.path == config.path for each in scene.noted)
        if connection.company_id is not None and connection.environment is not None and not noted:
            text, start = body(config), stretch(config, (), Part.KEY)[0]
            first, last = (offset - start for offset in stretch(config, ("name",)))
            edit = appended(config.source, f"{text[:first]}copied-{text[first:]}")
            assert text[first:last] == written(config, "name")
            yield Mutant(edit, "duplicate-connection", (behind(edit, len("---\n") + first),))


@operator(FAMILY, "describe a workspace in two ways")
def two_ways(scene: Scene) -> Iterator[Mutant]:
    other = {"type": "custom", "region": "au", "company": "Somebody Else"}
    described = [each for each in scene.of(CONFIG) if isinstance(each.get("workspace"), dict)]
    for number, first in enumerate(described):
        for second in described[number + 1 :]:
            if first.get("workspace", "name") == second.get("workspace", "name"):
                for key, text in other.items():
                    for changed in (first, second):
                        spot = value_at(second, "workspace", key)
                        edit = replaced(changed, ("workspace", key), text)
                        yield Mutant(edit, "workspace-described-twice", (spot,))
                edit = replaced(second, ("workspace", "name"), f'"{first.get("workspace", "name").upper()}"')
                yield Mutant(edit, "workspace-described-twice", (value_at(second, "workspace", "name"),))


@from_mistakes
@operator(FAMILY, "copy a workspace from another customer's config and leave its name")
def copied(scene: Scene) -> Iterator[Mutant]:
    described = [each for each in scene.of(CONFIG) if isinstance(each.get("workspace"), dict)]
    for number, first in enumerate(described):
        for second in described[number + 1 :]:
            name = first.get("workspace", "name")
            if name == second.get("workspace", "name"):
                text = f'{{name: "{name}", type: standard, region: au, company: Somebody Else}}'
                edit = replaced(second, ("workspace",), text)
                yield Mutant(edit, "workspace-described-twice", (within(edit, "Somebody Else"),))


def at_environment(scene: Scene, document: Document, route: Route) -> Iterable[Spot]:
    """Expect the finding where each config on a live environment has that environment."""
    del route
    for connection in scene.users(document):
        environment, config = connection.environment, connection.config
        if environment is not None and "production" in environment.traits:
            own = config.get(*ENVIRONMENT) is not None
            base = config.get("connection", "baseConnection") is not None
            yield value_at(
                config, *(ENVIRONMENT if own else ("connection", "baseConnection") if base else ())
            )


def _production(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for kind, route in ((CONFIG, ("workspace", "type")), (WORKSPACE, ("type",))):
        for document in scene.of(kind):
            general = document.get("connection") is None and kind == CONFIG
            name = document.get(*route[:-1], "name")
            alone = sum(each.get("workspace", "name") == name for each in scene.of(CONFIG)) < 2
            if document.get(*route) is not None and alone and not general:
                yield document, route


def _client_credentials(scene: Scene) -> Iterator[tuple[Document, Route]]:
    yield from _access(scene, "OAuth2ClientCredentials")


def _code_flow(scene: Scene) -> Iterator[tuple[Document, Route]]:
    yield from _access(scene, "OAuth2CodeFlow")


def _access(scene: Scene, flow: str) -> Iterator[tuple[Document, Route]]:
    for connection in scene.connections():
        application, definition = connection.application, connection.definition
        if application is not None and definition is not None and definition.get("type") == flow:
            yield application.document, (*application.route, "access")


def at_application(scene: Scene, document: Document, route: Route) -> Iterable[Spot]:
    """Expect the finding at the application's field, or at each config that names the application."""
    if document.kind == CONFIG:
        return (value_at(document, *route),)
    return tuple(value_at(each.config, "application") for each in scene.users(document))


def at_application_holder(scene: Scene, document: Document, route: Route) -> Iterable[Spot]:
    """Expect the finding at the key of the application's mapping, or at each config that names the application."""
    if document.kind == CONFIG:
        return (holder_at(document, *route),)
    return tuple(value_at(each.config, "application") for each in scene.users(document))


def _required(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for connection in scene.connections("procore"):
        if not connection.existing:
            yield connection.config, ("application",)


def _installed(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for config, route in _required(scene):
        if isinstance(config.get(*route), dict):
            yield config, (*route, "installed")
    yield from ((each, ("installed",)) for each in scene.of(APPLICATION))


def _with_public(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for connection in scene.connections("procore"):
        application, client = connection.application, connection.client
        if application is not None and client is not None and client.get("public") is True:
            yield application.document, (*application.route, "source")


def at_client(scene: Scene, document: Document, route: Route) -> Iterable[Spot]:
    """Expect the finding where each config that the document is a part of names its client."""
    del route
    return tuple(client_spot(each) for each in scene.users(document) if each.client is not None)


def _unattended(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for config, _ in _code_flow(scene):
        if config.get("unattended") is not None:
            yield config, ("unattended",)


def _of_base_rules(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for connection in scene.connections("procore"):
        if not connection.existing:
            yield connection.config, ("integration",)


@operator(FAMILY, "general configuration instead of a connection")
def general(scene: Scene) -> Iterator[Mutant]:
    for connection in scene.connections("procore"):
        config, client = connection.config, connection.client
        shared = (
            client is not None and len([each for each in scene.connections() if each.client is client]) > 1
        )
        if shared and connection.rules is None and _is_own(config, "connection", "details"):
            start, end = stretch(config, ("connection",), Part.KEY)[0], stretch(config, ("connection",))[1]
            edit = Edit(config.source, start, end, GENERAL)
            yield Mutant(edit, "legacy-general-configuration", (within(edit, "generalConfiguration"),))


def _is_own(document: Document, *route: str) -> bool:
    return document.get(*route) is not None and not document.locate(route)[1]


@operator(FAMILY, "another connection to a sandbox that is overwritten every month")
def monthly(scene: Scene) -> Iterator[Mutant]:
    for config in scene.of(CONFIG):
        if config.get(*ENVIRONMENT) == "Monthly Sandbox":
            text = body(config)
            for old, new in (
                (written(config, "name"), "another-rehearsal"),
                (written(config, "workspace", "name"), "Another rehearsal"),
                (written(config, *DETAILS, "companyId"), "1538041"),
            ):
                text = text.replace(old, new)
            edit = appended(config.source, text)
            yield Mutant(edit, "monthly-sandbox", (within(edit, "Monthly Sandbox"),))


def _production_only(scene: Scene) -> Iterator[tuple[Document, Route]]:
    return ((config, route) for config, route in _choices(scene) if config.get(*route) == "Production")


def _of_procore(scene: Scene) -> Iterator[tuple[Document, Route]]:
    return (
        (config, route) for config, route in _production_only(scene) if config.get("connector") == "procore"
    )


OPERATORS = (
    drop_detail,
    drop_details,
    empty_detail,
    misspelt_option,
    replacing(FAMILY, "an option that there is not", "invalid-option", _choices, "Nonesuch", "Unknown", "0"),
    replacing(
        FAMILY,
        "an option in another case",
        "connection-environment-alias",
        _production_only,
        "production",
        "PRODUCTION",
    ),
    replacing(
        FAMILY,
        "an environment by its alias",
        "connection-environment-alias",
        _of_procore,
        "Live",
        "Prod",
    ),
    misformed,
    collected,
    copied_config,
    general,
    monthly,
    two_ways,
    copied,
    replacing(
        FAMILY,
        "a development workspace",
        "development-on-production",
        _production,
        "development",
        spots=at_environment,
    ),
    dropping(FAMILY, "leave credentials out", "unchecked", fields(CLIENT, ("credentials",))),
    dropping(FAMILY, "leave the integration out", "unchecked", _of_base_rules),
    dropping(FAMILY, "leave the application's access out", "unchecked", _client_credentials),
    entering(
        FAMILY,
        "credentials in general configuration beside a connection",
        "mixed-credentials",
        lambda scene: (
            (each.config, ("connection",))
            for each in scene.connections("procore")
            if each.structured and each.client
        ),
        "generalConfiguration: {clientId: '${env:OTHER_ID}', clientSecret: '${env:OTHER_SECRET}'}",
        at="'${env:OTHER_ID}'",
    ),
    dropping(FAMILY, "leave out what was prepared", "incomplete-prerequisites", _required),
    dropping(
        FAMILY,
        "leave out whether it is installed",
        "incomplete-prerequisites",
        _installed,
        spots=at_application_holder,
    ),
    replacing(FAMILY, "not installed", "incomplete-prerequisites", _installed, "false", spots=at_application),
    replacing(
        FAMILY,
        "a custom app with a public client",
        "incomplete-prerequisites",
        _with_public,
        "custom",
        spots=at_client,
    ),
    replacing(
        FAMILY,
        "user-level access with client credentials",
        "application-access-mismatch",
        _client_credentials,
        "user",
        spots=at_application,
    ),
    replacing(
        FAMILY,
        "a service account with the code flow",
        "application-access-mismatch",
        _code_flow,
        "service-account",
        spots=at_application,
    ),
    replacing(
        FAMILY,
        "real-time processing off",
        "real-time-processing-off",
        fields(CONFIG, ("generalConfiguration", "realTimeActionProcessing")),
        "false",
    ),
    replacing(FAMILY, "a person's sign-in, unattended", "personal-connection", _unattended, "true"),
)
