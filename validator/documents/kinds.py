"""The kinds of document, fields of theirs that several packages speak of, and whose a file is."""

from __future__ import annotations

from validator.words import closest, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any

    from validator.documents.document import Document

    Fields = Callable[[str], AbstractSet[str]]
    """Returns the fields that documents of a kind may have."""

API_VERSION = "appxlint/v1"
CONFIG = "ConnectorConfig"
WORKSPACE = "Workspace"
APPLICATION = "Application"
CLIENT = "OAuthClient"
DEFINITION = "ConnectionDefinition"
CONNECTOR = "Connector"
BASE_RULES = "BaseConnectionRules"

KINDS = (CONFIG, CLIENT, WORKSPACE, APPLICATION, BASE_RULES, DEFINITION, CONNECTOR)
"""The kinds of document."""

GENERAL = "generalConfiguration"
"""The field of a config, and of a connector that describes it, with what the older method sets."""

ENDPOINTS = {"tokenUrl": "token", "authorizationUrl": "authorize", "refreshUrl": "refresh"}
"""The fields of an OAuth client that hold addresses, with what a connector calls the endpoints that they are for."""

OF_CODE_FLOW = tuple(field for field, endpoint in ENDPOINTS.items() if endpoint != "token")
"""The addresses that only a client for the code flow has."""

CLIENT_CREDENTIALS = "OAuth2ClientCredentials"
CODE_FLOW = "OAuth2CodeFlow"
"""The two types of a connection definition that work with an OAuth client."""

_GROUP = API_VERSION.split("/", maxsplit=1)[0]


def may_be_ours(text: str) -> bool:
    """Whether a text can hold a document of ours at all: a cheap look before it is parsed."""
    lowered = text.lower()
    return "apiversion" in lowered or "kind" in lowered or _GROUP in lowered


def looks_ours(text: str) -> bool:
    """Whether a text that cannot be parsed has a line that looks like a header of ours."""
    for line in text.splitlines():
        key, colon, value = line.strip().strip("-{ \"'").partition(":")
        word = value.strip().strip("\"', }")
        name = simplified(key)
        if colon and name == "apiversion" and is_group(word):
            return True
        if colon and name == "kind" and word in KINDS:
            return True
    return False


def is_ours(documents: Sequence[Document]) -> bool:
    """Whether one of a file's documents claims to be of our kinds."""
    return any(_claims(document.data) for document in documents)


def _claims(data: dict[str, Any]) -> bool:
    version, kind = data.get("apiVersion"), data.get("kind")
    if isinstance(version, str):
        return is_group(version)
    if version is None:
        return isinstance(kind, str) and kind in KINDS
    return False


def is_group(version: str) -> bool:
    """Whether an apiVersion is one of ours, in some version."""
    group = version.split("/", maxsplit=1)[0]
    return group == _GROUP or closest(group, [_GROUP]) is not None
