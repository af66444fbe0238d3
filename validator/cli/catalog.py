"""`appxlint catalog`: what is known of the connectors, with sources."""

from __future__ import annotations

import sys

from validator.catalog import shipped, shipped_connectors
from validator.cli.arguments import one_of
from validator.cli.exits import Exit
from validator.documents.kinds import BASE_RULES, CLIENT, CONNECTOR, DEFINITION, GENERAL
from validator.project.facts import Attribute, attributes, environments
from validator.project.settings import SettingsError
from validator.render.json_text import dumps
from validator.render.sink import emit
from validator.render.table import table
from validator.words import closest, did_you_mean, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.documents.document import Document

_OURS = {"liveCheck"}
"""What a document says of this tool, and not of the connector."""


def catalog(key: str | None, form: str) -> int:
    """Print the connectors, or what is known of one: definitions, attributes, environments, clients, sources.

    Raises:
        SettingsError: there is no such connector, or the format is neither text nor json.
    """
    one_of("--format", form, ("text", "json"))
    known = shipped_connectors()
    if key is not None and key not in known:
        question = did_you_mean(closest(key, known), "; `appxlint catalog` lists them")
        raise SettingsError(f"the catalogue has no connector {quoted(key)}{question}")
    keys = known if key is None else (key,)
    if form == "json":
        emit(dumps({each: [_object(document) for document in shipped(each)] for each in keys}), sys.stdout)
    elif key is None:
        emit(_overview(known), sys.stdout)
    else:
        emit("\n".join(_page(key)), sys.stdout)
    return Exit.CLEAN


def _object(document: Document) -> dict[str, Any]:
    return {"kind": document.kind, **{key: document.data[key] for key in document.data if key not in _OURS}}


def _of(key: str, kind: str) -> list[Document]:
    return [document for document in shipped(key) if document.kind == kind]


def _overview(keys: tuple[str, ...]) -> str:
    rows = [("connector", "name", "connection definitions")]
    for key in keys:
        names = (
            ", ".join(document.get("name") for document in _of(key, DEFINITION))
            or "general configuration only"
        )
        rows.append((key, "".join(each.get("name") for each in _of(key, CONNECTOR)), names))
    return table(rows) + "\n`appxlint catalog CONNECTOR` prints what is known of one.\n"


def _page(key: str) -> Iterator[str]:
    for connector in _of(key, CONNECTOR):
        yield f"{connector.get('name')} ({key})\n{_indented(connector.get('description'))}"
        yield from _environments(connector)
        yield from _general(connector)
    for definition in _of(key, DEFINITION):
        yield f"Connection definition {definition.get('name')} ({definition.get('type')})\n" + _attributes(
            definition
        )
    clients = [
        (each.get("name"), each.get("definition"), each.get("credentials") or "") for each in _of(key, CLIENT)
    ]
    if clients:
        yield "Public OAuth clients\n" + table(clients, indent=2)
    for rules in _of(key, BASE_RULES):
        yield _base_connections(rules)
    yield "Sources\n" + table(list(dict.fromkeys(_sources(key))), indent=2)


def _base_connections(rules: Document) -> str:
    names = ", ".join(entry["name"] for entry in rules.get("baseConnections") or ()) or "none"
    complete = "" if rules.get("complete") else " (more may exist)"
    needed = "one must be selected; " if rules.get("atLeastOneEnabled") else ""
    return f"Base connections of {rules.get('integration')}{complete}\n  {needed}known by name: {names}\n"


def _indented(text: str | None) -> str:
    return f"  {text}\n" if text else ""


def _environments(connector: Document) -> Iterator[str]:
    rows = [("name", "login", "API", "keys", "also called")]
    for each in environments(connector):
        unknown = "not known"
        rows.append(
            (
                each.name,
                each.login_url or unknown,
                each.api_url or unknown,
                each.credentials or unknown,
                ", ".join(each.aliases),
            )
        )
    if len(rows) > 1:
        yield "Environments\n" + table(rows, indent=2)


def _general(connector: Document) -> Iterator[str]:
    properties = connector.get(GENERAL, "properties") or {}
    rows = [
        (name, str(node.get("title") or ""), str(node.get("description") or ""))
        for name, node in properties.items()
    ]
    if rows:
        yield "General configuration\n" + table(rows, indent=2)


def _attributes(definition: Document) -> str:
    rows = [("key", "title", "needed", "kept", "options or form")]
    rows += list(_rows(attributes(definition), ""))
    return table(rows, indent=2)


def _rows(known: tuple[Attribute, ...], prefix: str) -> Iterator[tuple[str, str, str, str, str]]:
    for each in known:
        form = ", ".join(option.label for option in each.options) or each.message
        note = " (inferred)" if each.inferred else ""
        needed, kept = ("required" if each.required else "optional"), ("secret" if each.sensitive else "open")
        yield f"{prefix}{each.key}", each.title, needed, kept, f"{form}{note}".strip()
        yield from _rows(each.attributes, f"{prefix}{each.key}.")


def _sources(key: str) -> Iterator[tuple[str, str, str]]:
    for document in shipped(key):
        for source in document.get("sources") or ():
            yield source.get("certainty", ""), source.get("asOf", ""), source.get("url", "")
