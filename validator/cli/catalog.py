"""`appxlint catalog`: what is known of the connectors, with sources."""

from __future__ import annotations

import sys
from textwrap import fill

from validator.catalog import shipped, shipped_aliases, shipped_connectors
from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.documents.kinds import BASE_RULES, CLIENT, CONNECTOR, DEFINITION, GENERAL
from validator.project.facts import Attribute, attributes, environments
from validator.project.settings import SettingsError
from validator.render.json_text import dumps
from validator.render.sink import emit
from validator.render.table import table
from validator.words import closest, did_you_mean, quoted, same_form

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
    keys = known if key is None else (_named(key, known),)
    if form == "json":
        emit(dumps({each: [_object(document) for document in shipped(each)] for each in keys}), sys.stdout)
    elif key is None:
        emit(_overview(known), sys.stdout)
    else:
        emit("\n".join(_page(*keys)), sys.stdout)
    return Exit.CLEAN


def _named(name: str, known: tuple[str, ...]) -> str:
    """Return the key of the connector that a key or a display name stands for, in any spelling.

    Raises:
        SettingsError: there is no such connector.
    """
    names = {**{key: key for key in known}, **shipped_aliases(), **{title(key): key for key in known}}
    found = name if name in names else same_form(name, list(names))
    if found is None:
        question = did_you_mean(closest(name, list(names)), "; `appxlint catalog` lists them")
        raise SettingsError(f"the catalogue has no connector {quoted(name)}{question}")
    return names[found]


def title(key: str) -> str:
    """Return the display name of a shipped connector."""
    return "".join(each.get("name") for each in _of(key, CONNECTOR))


def _object(document: Document) -> dict[str, Any]:
    return {"kind": document.kind, **{key: document.data[key] for key in document.data if key not in _OURS}}


def _of(key: str, kind: str) -> list[Document]:
    return [document for document in shipped(key) if document.kind == kind]


def _overview(keys: tuple[str, ...]) -> str:
    rows = [("connector", "name", "connection definitions")]
    for key in keys:
        names = ", ".join(document.get("name") for document in _of(key, DEFINITION)) or _none(key)
        rows.append((key, title(key), names))
    return table(rows) + "\n`appxlint catalog CONNECTOR` prints what is known of one.\n"


def _none(key: str) -> str:
    """Return what to say of a connector without connection definitions."""
    partly = any(each.get("complete") is False for each in _of(key, CONNECTOR))
    return "not documented" if partly else "general configuration only"


def _page(key: str) -> Iterator[str]:
    for connector in _of(key, CONNECTOR):
        aliases = "".join(f", also {alias}" for alias in connector.get("aliases") or ())
        yield f"{connector.get('name')} ({key}{aliases})\n{_indented(connector.get('description'))}"
        yield from _environments(connector)
        yield from _wrong_hosts(connector)
        yield from _general(connector)
    for definition in _of(key, DEFINITION):
        yield _definition(definition)
    clients = [
        (each.get("name"), each.get("definition"), each.get("credentials") or "") for each in _of(key, CLIENT)
    ]
    if clients:
        yield "Public OAuth clients\n" + table(clients, indent=2)
    for rules in _of(key, BASE_RULES):
        yield _base_connections(rules)
    yield "Sources\n" + "".join(_sources(key))


def _base_connections(rules: Document) -> str:
    names = ", ".join(entry["name"] for entry in rules.get("baseConnections") or ()) or "none"
    complete = "" if rules.get("complete") else " (more may exist)"
    needed = "one must be selected; " if rules.get("atLeastOneEnabled") else ""
    return f"Base connections of {rules.get('integration')}{complete}\n  {needed}known by name: {names}\n"


def _indented(text: str | None) -> str:
    return f"  {text}\n" if text else ""


def _environments(connector: Document) -> Iterator[str]:
    rows = [("name", "login", "API", "in a browser", "keys", "also called")]
    for each in environments(connector):
        unknown = "not known"
        rows.append(
            (
                each.name,
                each.login_url or unknown,
                each.api_url or unknown,
                ", ".join(each.web_hosts),
                each.credentials or unknown,
                ", ".join(each.aliases),
            )
        )
    if len(rows) > 1:
        yield "Environments\n" + table(rows, indent=2)


def _wrong_hosts(connector: Document) -> Iterator[str]:
    rows = [("host", "as", "write instead", "level", "why")]
    for each in connector.get("hosts") or ():
        level = "warning" if each.get("tolerated") else "error"
        rows.append(
            (each["host"], each.get("as") or "any", each.get("use") or "", level, each.get("note") or "")
        )
    if len(rows) > 1:
        yield "Hosts that are wrong\n" + table(rows, indent=2)


def _general(connector: Document) -> Iterator[str]:
    properties = connector.get(GENERAL, "properties") or {}
    rows = [("key", "title", "secret", "what it is")]
    rows += [
        (name, str(node.get("title") or ""), _yes(node.get("writeOnly")), str(node.get("description") or ""))
        for name, node in properties.items()
    ]
    if len(rows) > 1:
        yield "General configuration\n" + table(rows, indent=2)


def _definition(definition: Document) -> str:
    partly = "; it may ask for more" if definition.get("complete") is False else ""
    head = f"Connection definition {definition.get('name')} ({definition.get('key')}, {definition.get('type')}{partly})"
    rows = [("key", "title", "needed", "secret", "options or form")]
    rows += list(_rows(attributes(definition), ""))
    about = _indented(definition.get("description"))
    return f"{head}\n{about}" + (table(rows, indent=2) if len(rows) > 1 else "")


def _yes(value: object) -> str:
    return "yes" if value is True else "no"


def _rows(known: tuple[Attribute, ...], prefix: str) -> Iterator[tuple[str, str, str, str, str]]:
    for each in known:
        form = ", ".join(option.label for option in each.options) or each.message
        note = " (inferred)" if each.inferred else ""
        needed = "required" if each.required else "optional"
        doubted = " (inferred)" if "isRequired" in each.guessed else ""
        yield (
            f"{prefix}{each.key}",
            each.title,
            needed + doubted,
            _yes(each.sensitive),
            f"{form}{note}".strip(),
        )
        yield from _rows(each.attributes, f"{prefix}{each.key}.")


def _sources(key: str) -> Iterator[str]:
    """Yield each source with what it is the source of."""
    notes: dict[tuple[str, str, str], dict[str, None]] = {}
    for document in shipped(key):
        for source in document.get("sources") or ():
            found = notes.setdefault((source["certainty"], source["asOf"], source["url"]), {})
            found.update(dict.fromkeys([source["note"]] if source.get("note") else []))
    for (certainty, as_of, url), found in notes.items():
        yield f"  {certainty:10}  {as_of:10}  {url}\n"
        for note in found:
            yield fill(note, 100, initial_indent=" " * 6, subsequent_indent=" " * 6) + "\n"
