"""The kinds of document, fields of theirs that several packages speak of, and whose a file is."""

from __future__ import annotations

import re

from validator.lazy import lazy
from validator.words import closest, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
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

PLENTIFUL = frozenset({CONFIG, CLIENT, WORKSPACE, APPLICATION})
"""The kinds that grow with the number of customers; of the others a project has a few."""

GENERAL = "generalConfiguration"
"""The field of a config, and of a connector that describes it, with what the older method sets."""

ENDPOINTS = {"tokenUrl": "token", "authorizationUrl": "authorize", "refreshUrl": "refresh"}
"""The fields of an OAuth client that hold addresses, with what a connector calls the endpoints that they are for."""

OF_CODE_FLOW = tuple(field for field, endpoint in ENDPOINTS.items() if endpoint != "token")
"""The addresses that only a client for the code flow has."""

CLIENT_CREDENTIALS = "OAuth2ClientCredentials"
CODE_FLOW = "OAuth2CodeFlow"
"""The two types of a connection definition that work with an OAuth client."""

GROUP = API_VERSION.split("/", maxsplit=1)[0]
_SIGNS = (GROUP.encode(), b"piVersion", b'"kind"')
_HEADER = lazy(rb'"(apiversion|kind)"\s{0,80}:\s{0,80}"([^"]{1,80})"', re.IGNORECASE)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def may_be_ours(text: str) -> bool:
    """Whether a text can hold a document of ours at all: a cheap look before it is parsed."""
    lowered = text.lower()
    return "apiversion" in lowered or "kind" in lowered or GROUP in lowered


def json_may_be_ours(data: bytes) -> bool:
    """Whether the bytes of a JSON file have a header of ours somewhere: a look before they are even decoded."""
    plain = data.replace(b"\0", b"") if data.startswith(_UTF16_MARKS) else data
    if not any(sign in plain for sign in _SIGNS):
        return False
    headers = ((match[1].lower(), match[2].replace(b"\\", b"")) for match in _HEADER.finditer(plain))
    return any(
        value.decode("latin-1") in KINDS if key == b"kind" else is_group(value.decode("latin-1"))
        for key, value in headers
    )


def looks_ours(text: str) -> bool:
    """Whether a text that cannot be parsed has lines that look like a header of ours."""
    return any(_header_of(lines) is True for lines in _split(text))


def looks_foreign(text: str) -> bool:
    """Whether a text that cannot be parsed has a header of somebody else's, and none of ours."""
    headers = {_header_of(lines) for lines in _split(text)}
    return False in headers and True not in headers


def _split(text: str) -> Iterator[list[str]]:
    """Yield the lines of each document of a text, as far as that is known without parsing it."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("---"):
            yield lines
            lines = []
        lines.append(line)
    yield lines


def _header_of(lines: Sequence[str]) -> bool | None:
    """Whether a document's lines say that it is ours; None where they do not say. The first apiVersion decides."""
    ours: bool | None = None
    for line in lines:
        key, colon, value = line.strip().strip("-{ \"'").partition(":")
        word = value.strip().strip("\"', }").replace("\\", "")
        name = simplified(key) if colon else ""
        if name == "apiversion" and word:
            return is_group(word)
        if name == "kind" and word in KINDS:
            ours = True
    return ours


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
    return group == GROUP or closest(group, [GROUP]) is not None
