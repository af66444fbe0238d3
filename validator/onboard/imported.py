"""A connector.json as documents: a Connector, and a ConnectionDefinition for each of its definitions."""

from __future__ import annotations

from validator.diagnostics import Limits, Severity, UsageError
from validator.documents.kinds import CONNECTOR, DEFINITION, GENERAL
from validator.documents.parse import parse
from validator.documents.source import decode
from validator.engine.lint import Linter
from validator.engine.load import assemble
from validator.onboard.writing import document_text
from validator.project.connector_json import CONNECTOR_JSON, DEFINITIONS, recognised, without_nulls
from validator.rules import BY_ID
from validator.schema.schemas import fields_of, schema
from validator.values import NamedTuple
from validator.words import listed, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from validator.diagnostics import Diagnostic
    from validator.documents.document import Document

SECRET_RULES = ("literal-secret", "secret-in-url", "secret-default")
"""Rules whose findings are a secret that must not be copied."""

_SCHEMA = "connection-definition.json"
_LIMITS = Limits()


class Imported(NamedTuple):
    """The documents of a connector.json by kind and data, and the keys at its top that have no place in them."""

    documents: tuple[tuple[str, Mapping[str, Any]], ...]
    left_out: tuple[str, ...]

    def text(self) -> str:
        """Return the documents as one YAML file, which says what it was made from."""
        left = [shown(key, "one more") for key in self.left_out]
        without = f", without {listed(left, last='and')}" if left else ""
        head = f"# Made from {CONNECTOR_JSON}{without}.\n"
        return head + "---\n".join(document_text(kind, data) for kind, data in self.documents)


def imported(path: str, data: bytes) -> Imported:
    """Return what the bytes of a connector.json say; `path` is what a complaint calls it.

    Raises:
        UsageError: it cannot be read, has another shape, or holds a secret.
    """
    source = decode(CONNECTOR_JSON, data)
    documents = parse(source, _LIMITS)
    found = recognised(documents)
    faults = _faults(found or documents)
    if not documents or documents[0].root is None or any(each.rule == "json-syntax" for each in faults):
        first = next(iter(faults), None)
        place = f"{path}:{first.span.start.line}:{first.span.start.column}" if first is not None else path
        reason = first.message if first is not None else "there is nothing in it"
        raise UsageError(f"{place}: this cannot be read as JSON: {reason}")
    if not found:
        raise UsageError(
            f"{path} is no connector.json: it has neither connectionDefinitions nor configSchema"
        )
    if secrets := [each for each in faults if each.rule in SECRET_RULES]:
        line, column = secrets[0].span.start
        raise UsageError(
            f"{path}:{line}:{column}: {secrets[0].message}; take it out first, for secrets are not copied"
        )
    return _documents(without_nulls(documents[0].data))


def _faults(documents: tuple[Document, ...]) -> list[Diagnostic]:
    """Return what is wrong with documents by themselves, the worst first."""
    project = assemble(documents)
    linter = Linter(project, tuple(BY_ID.values()))
    found = linter.lint_all(project.documents)
    return sorted(found, key=lambda each: (each.severity is not Severity.ERROR, each.span))


def _documents(whole: Mapping[str, Any]) -> Imported:
    key = whole.get("key") or whole.get("urlPart") or ""
    connector = {name: whole[name] for name in fields_of(CONNECTOR) if name in whole and name != GENERAL}
    connector = {
        "key": key,
        "name": whole.get("name") or key,
        **{k: v for k, v in connector.items() if k not in {"key", "name"}},
    }
    if isinstance(whole.get("configSchema"), dict):
        connector[GENERAL] = whole["configSchema"]
    entries = whole.get(DEFINITIONS)
    definitions = (
        [_definition(each, key) for each in entries if isinstance(each, dict)]
        if isinstance(entries, list)
        else []
    )
    known = {*fields_of(CONNECTOR), DEFINITIONS, "configSchema"}
    left = tuple(name for name in whole if name not in known)
    return Imported(((CONNECTOR, connector), *((DEFINITION, each) for each in definitions)), left)


def _definition(entry: Mapping[str, Any], connector: str) -> dict[str, Any]:
    kept = {name: entry[name] for name in fields_of(DEFINITION) if name in entry and name != "attributes"}
    given = entry.get("attributes")
    attributes = list(_attributes(given)) if isinstance(given, list) else given
    return {"connector": connector, **kept, "attributes": [] if attributes is None else attributes}


def _attributes(entries: list[Any]) -> Iterator[Any]:
    """Yield attributes with what our documents hold of one; what people need not fill in is said to be so."""
    known = schema(_SCHEMA)["definitions"]
    for each in entries:
        if not isinstance(each, dict):
            yield each
            continue
        kept = {name: each[name] for name in known["attribute"]["properties"] if name in each}
        kept.setdefault("isRequired", False)
        if isinstance(kept.get("options"), list):
            kept["options"] = [
                {name: option[name] for name in known["option"]["properties"] if name in option}
                if isinstance(option, dict)
                else option
                for option in kept["options"]
            ]
        if isinstance(kept.get("attributes"), list):
            kept["attributes"] = list(_attributes(kept["attributes"]))
        yield kept
