"""The kinds of document, and whose a file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.diagnostics import Fault, Part, Rewrite
from validator.words import closest, listed, quoted, shown, simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.diagnostics import Route
    from validator.documents.document import Document

API_VERSION = "appxlint/v1"
CONFIG = "ConnectorConfig"
WORKSPACE = "Workspace"
APPLICATION = "Application"
CLIENT = "OAuthClient"
DEFINITION = "ConnectionDefinition"
CONNECTOR = "Connector"
BASE_RULES = "BaseConnectionRules"

SCHEMAS = {
    CONFIG: "connector-config.json",
    CLIENT: "oauth-client.json",
    WORKSPACE: "workspace.json",
    APPLICATION: "application.json",
    BASE_RULES: "base-connection-rules.json",
    DEFINITION: "connection-definition.json",
    CONNECTOR: "connector.json",
}
"""The kinds of document, each with the file of its schema."""

_GROUP = API_VERSION.split("/", maxsplit=1)[0]


class Header(NamedTuple):
    """What a document says it is: the keys that hold apiVersion and kind, as they are written."""

    version_key: str | None
    kind_key: str | None


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
        if colon and name == "apiversion" and _is_group(word):
            return True
        if colon and name == "kind" and word in SCHEMAS:
            return True
    return False


def is_ours(documents: Sequence[Document]) -> bool:
    """Whether one of a file's documents claims to be of our kinds."""
    return any(_claims(document.data) for document in documents)


def identify(document: Document) -> None:
    """Set a document's kind from its header; what is wrong with the header becomes a fault."""
    header = _header(document.data)
    kind = document.data.get(header.kind_key) if header.kind_key else None
    if isinstance(kind, str):
        document.kind = kind if kind in SCHEMAS else _meant(kind, document)
    elif header.version_key and not header.kind_key:
        document.kind = _by_fields(document)
    faults = [*_version_faults(document, header), *_kind_faults(document, header)]
    if header == Header(None, None) and document.root is not None:
        message = "the document does not say what it is: apiVersion and kind are missing"
        help_text = f"add apiVersion: {API_VERSION} and kind: with one of {listed(SCHEMAS)}"
        faults = [_fault(document, (), Part.KEY, message, help_text)]
    document.faults += tuple(faults)
    for key in ("apiVersion", "kind", header.version_key, header.kind_key):
        if key is not None:
            document.data.pop(key, None)


def _meant(kind: str, document: Document) -> str | None:
    """Return the kind that was meant by a word that is none: one like it, or else the one that has all the fields."""
    fitting = _fitting(document)
    near = closest(kind, list(SCHEMAS))
    return near if near in fitting else _by_fields(document) or near


def _by_fields(document: Document) -> str | None:
    """Return the one kind that has all the fields of a document, and these are several."""
    fitting = _fitting(document)
    return fitting[0] if len(fitting) == 1 and len(_fields(document)) > 1 else None


def _fitting(document: Document) -> list[str]:
    from validator.schema.schemas import schema  # noqa: PLC0415 - only a document of no kind needs to be looked at so

    own = _fields(document)
    return [kind for kind, name in SCHEMAS.items() if own <= schema(name)["properties"].keys()]


def _fields(document: Document) -> set[str]:
    return document.data.keys() - {"apiVersion", "kind"}


def _header(data: dict[str, Any]) -> Header:
    return Header(_key_for("apiVersion", data), _key_for("kind", data))


def _key_for(wanted: str, data: dict[str, Any]) -> str | None:
    if wanted in data:
        return wanted
    return next((key for key in data if closest(key, [wanted])), None)


def _claims(data: dict[str, Any]) -> bool:
    version, kind = data.get("apiVersion"), data.get("kind")
    if isinstance(version, str):
        return _is_group(version)
    if version is None:
        return isinstance(kind, str) and kind in SCHEMAS
    return False


def _is_group(version: str) -> bool:
    group = version.split("/", maxsplit=1)[0]
    return group == _GROUP or closest(group, [_GROUP]) is not None


def _fault(document: Document, route: Route, part: Part, message: str, help_text: str, **more: Any) -> Fault:  # noqa: ANN401
    span, also = document.locate(route, part)
    return Fault("unknown-kind", span, message, help_text, route=route, part=part, also=also, **more)


def _version_faults(document: Document, header: Header) -> list[Fault]:
    key = header.version_key
    if document.root is None:
        return []
    if key is None:
        message = "the document does not say which format it is written in: apiVersion is missing"
        return [_fault(document, (), Part.KEY, message, f"add apiVersion: {API_VERSION}")]
    if document.is_broken((key,)):
        return []
    if key != "apiVersion":
        message = f'unknown key {shown(key, "")}; did you mean "apiVersion"?'
        return [
            _fault(
                document,
                (key,),
                Part.KEY,
                message,
                "rename it to apiVersion",
                rewrite=Rewrite("rename to apiVersion", "apiVersion"),
            )
        ]
    version = document.data.get(key)
    if version == API_VERSION:
        return []
    rewrite = Rewrite(f"write {API_VERSION}", API_VERSION) if _near(version) else None
    message = f"apiVersion cannot be {quoted(version)}"
    help_text = f"write {API_VERSION}"
    if isinstance(version, str) and rewrite is None:
        message = f"apiVersion {quoted(version)} is none that this version of appxlint knows"
        help_text += ", or install a newer appxlint"
    return [_fault(document, (key,), Part.VALUE, message, help_text, rewrite=rewrite)]


def _near(version: object) -> bool:
    """Whether a version is a slip of the pen rather than a newer one."""
    if not isinstance(version, str):
        return False
    return version.partition("/")[2] in {"v1", "V1", "1", ""} and _is_group(version)


def _kind_faults(document: Document, header: Header) -> list[Fault]:
    key = header.kind_key
    if document.root is None:
        return []
    if key is None:
        message = "the document does not say what it is: kind is missing"
        help_text = f"add kind: with one of {listed(SCHEMAS)}"
        if document.kind:
            message += f", and its fields are those of kind {document.kind}"
            help_text = f"add kind: {document.kind}"
        return [_fault(document, (), Part.KEY, message, help_text)]
    if document.is_broken((key,)):
        return []
    if key != "kind":
        message = f'unknown key {shown(key, "")}; did you mean "kind"?'
        return [
            _fault(
                document,
                (key,),
                Part.KEY,
                message,
                "rename it to kind",
                rewrite=Rewrite("rename to kind", "kind"),
            )
        ]
    kind = document.data.get(key)
    if isinstance(kind, str) and kind in SCHEMAS:
        return []
    found = document.kind
    near = found is not None and isinstance(kind, str) and closest(kind, list(SCHEMAS)) == found
    rewrite = Rewrite(f"write {found}", found, safe=near) if found else None
    meant = f'; did you mean "{found}"?' if found else ""
    named = isinstance(kind, str | int | float) and not isinstance(kind, bool)
    message = f"there is no kind {quoted(kind)}{meant}" if named else f"kind cannot be {quoted(kind)}"
    help_text = f"write {found}" if found else f"write one of {listed(SCHEMAS)}"
    return [_fault(document, (key,), Part.VALUE, message, help_text, rewrite=rewrite)]
