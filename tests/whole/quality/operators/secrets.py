"""Operators on secrets: written out, put into an address, or left as a placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality.edits import put_before, put_behind, within
from tests.whole.quality.making import fields, replacing, rewriting
from tests.whole.quality.model import Mutant, from_mistakes, operator
from tests.whole.quality.operators.text import lines
from validator.documents.kinds import CLIENT, CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document

FAMILY = "Secrets"
HEXADECIMAL = "5c0e41ab7a0cbb0d7a1e0d4e9b0c2f5c0e41ab7a0cbb0d7a1e0d4e9b0c2f5aa1"
JWT = (
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MjgxMzc5IiwiaWF0IjoxNzYyMDAwMDAwfQ."
    "dBjftJeZ4CVPmB92K27uhbUJU1p1rXWuWx6TFS6w9hQ"
)


def sensitive(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield the places of a scene that hold a reference to a secret."""
    yield from fields(CLIENT, ("clientSecret",))(scene)
    yield from fields(CONFIG, ("generalConfiguration", "clientSecret"))(scene)
    yield from fields(
        CONFIG, *(("connection", "details", key) for key in ("apiKey", "password", "signingKey"))
    )(scene)


def client_ids(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield the places of a scene that hold a client id."""
    yield from fields(CLIENT, ("clientId",))(scene)
    yield from fields(CONFIG, ("generalConfiguration", "clientId"))(scene)


def _variables(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield the places of a client's keys that are references to variables."""
    for document, route in fields(CLIENT, ("clientId",), ("clientSecret",))(scene):
        if document.get(*route).startswith("${env:"):
            yield document, route


def names(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield places for plain text that nobody declares sensitive."""
    yield from fields(CONFIG, ("connection", "name"), ("application", "name"))(scene)


def addresses(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield the places of a scene that hold an address."""
    yield from fields(CLIENT, ("tokenUrl",), ("authorizationUrl",), ("refreshUrl",))(scene)
    yield from fields(CONFIG, ("generalConfiguration", "baseUrl"), ("connection", "details", "apiRootUrl"))(
        scene
    )


@operator(FAMILY, "a token in a comment")
def in_comment(scene: Scene) -> Iterator[Mutant]:
    for document, route in lines(scene):
        if route in {("name",), ("connection",), ("workspace", "name"), ("clientId",)}:
            for secret, text in (
                (HEXADECIMAL, f" # client_secret={HEXADECIMAL}"),
                (JWT, f" # Authorization: Bearer {JWT}"),
            ):
                edit = put_behind(document, route, text)
                spot = within(edit, secret)
                yield Mutant(edit, "literal-secret", (spot._replace(line_only=True),))


@operator(FAMILY, "a token in a note")
def in_note(scene: Scene) -> Iterator[Mutant]:
    for document in scene.documents:
        if document.node(("metadata",)) is None:
            for text in (JWT, "ghp_16C7e42F292c6912E7710c838347Ae178B4a"):
                edit = put_before(document, ("kind",), f"metadata: {{note: {text}}}")
                yield Mutant(edit, "literal-secret", (within(edit, text),))


OPERATORS = (
    replacing(
        FAMILY,
        "a secret written out",
        "literal-secret",
        sensitive,
        HEXADECIMAL,
        JWT,
        "Tr0ub4dor-and-3-horses",
        "'correct horse battery staple'",
    ),
    replacing(
        FAMILY,
        "a secret where a name belongs",
        "literal-secret",
        names,
        JWT,
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    ),
    in_comment,
    in_note,
    rewriting(
        FAMILY,
        "user and password in an address",
        "secret-in-url",
        addresses,
        lambda url: url.replace("https://", "https://integration:Tr0ub4dor3horses@"),
    ),
    rewriting(
        FAMILY,
        "a token in an address",
        "secret-in-url",
        fields(CLIENT, ("tokenUrl",), ("authorizationUrl",)),
        lambda url: f"{url}?access_token={HEXADECIMAL}",
    ),
    replacing(
        FAMILY,
        "a placeholder for a secret",
        "placeholder-value",
        sensitive,
        "changeme",
        "<client-secret>",
        "YOUR_CLIENT_SECRET",
        "xxxxxxxx",
        "'...'",
        "TODO",
    ),
    replacing(
        FAMILY,
        "a placeholder for a client id",
        "placeholder-value",
        client_ids,
        "changeme",
        "<client-id>",
        "YOUR_CLIENT_ID",
        "'{client_id}'",
    ),
    replacing(
        FAMILY,
        "a placeholder for a company id",
        "placeholder-value",
        fields(CONFIG, ("connection", "details", "companyId"), ("generalConfiguration", "companyId")),
        "<company-id>",
        "YOUR_COMPANY_ID",
        "xxx",
    ),
    replacing(
        FAMILY,
        "a placeholder for a detail",
        "placeholder-value",
        fields(
            CONFIG,
            *(("connection", "details", key) for key in ("connectionEnvironment", "tenant", "dataSource")),
        ),
        "changeme",
        "<environment>",
    ),
    replacing(
        FAMILY,
        "a reference of an unknown form",
        "unknown-reference",
        lambda scene: (*sensitive(scene), *client_ids(scene)),
        "${PROCORE_CLIENT_SECRET}",
        "vault:secret/data/procore#secret",
        "'{{ procore_client_secret }}'",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:procore-AbCdEf",
        "${environment:PROCORE_CLIENT_SECRET}",
    ),
    from_mistakes(
        rewriting(
            FAMILY,
            "a slip in a reference",
            "unknown-reference",
            _variables,
            lambda text: text.removesuffix("}"),
            lambda text: f"{text}}}",
            lambda text: text.replace("env:", ""),
            lambda text: text.replace("env:", "ENV:"),
            lambda text: text.replace("env:", "env."),
            lambda text: text.replace("${env:", "$").removesuffix("}"),
            lambda text: text.removeprefix("${").removesuffix("}"),
            lambda text: text.replace("${env:", "${{ secrets.").replace("}", " }}"),
        )
    ),
    from_mistakes(
        rewriting(
            FAMILY,
            "a reference without its dollar",
            "wrong-type",
            _variables,
            lambda text: text.removeprefix("$"),
        )
    ),
    from_mistakes(
        rewriting(
            FAMILY,
            "the tag of another tool for a reference",
            "unsupported-tag",
            _variables,
            lambda text: f"!Ref {text.removeprefix('${env:').removesuffix('}')}",
            lambda text: f"!env {text.removeprefix('${env:').removesuffix('}')}",
        )
    ),
)
