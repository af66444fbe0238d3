"""`appxlint catalog`: what is known of the connectors, with sources."""

from __future__ import annotations

import sys

from validator.catalog import shipped, shipped_aliases, shipped_connectors
from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.documents.kinds import BASE_RULES, CLIENT, CONNECTOR, DEFINITION, GENERAL
from validator.project.facts import Attribute, attributes, environments
from validator.project.settings import SettingsError
from validator.render.json_text import dumps
from validator.render.screen import WIDTH, room
from validator.render.sink import emit
from validator.render.table import fitted, fitted_or_listed, fold
from validator.words import closest, did_you_mean, quoted, same_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
        emit(_overview(known, room(terminal=sys.stdout.isatty())), sys.stdout)
    else:
        emit("\n".join(_page(keys[0], room(terminal=sys.stdout.isatty()))), sys.stdout)
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


def _overview(keys: tuple[str, ...], room: int | None) -> str:
    rows = [("connector", "name", "connection definitions")]
    for key in keys:
        names = ", ".join(document.get("name") for document in _of(key, DEFINITION)) or _none(key)
        rows.append((key, title(key), names))
    closing = "`appxlint catalog CONNECTOR` prints what is known of one."
    return f"{fitted_or_listed(rows, room)}\n{_paragraph(closing, room)}"


def _none(key: str) -> str:
    """Return what to say of a connector without connection definitions."""
    partly = any(each.get("complete") is False for each in _of(key, CONNECTOR))
    return "not documented" if partly else "general configuration only"


def _page(key: str, room: int | None) -> Iterator[str]:
    for connector in _of(key, CONNECTOR):
        aliases = "".join(f", also {alias}" for alias in connector.get("aliases") or ())
        head = _paragraph(f"{connector.get('name')} ({key}{aliases})", room)
        yield f"{head}{_paragraph(connector.get('description'), room, indent=2)}"
        yield from _environments(connector, room)
        yield from _wrong_hosts(connector, room)
        yield from _general(connector, room)
    for definition in _of(key, DEFINITION):
        yield _definition(definition, room)
    clients = [
        (each.get("name"), each.get("definition"), each.get("credentials") or "") for each in _of(key, CLIENT)
    ]
    if clients:
        yield _paragraph("Public OAuth clients", room) + fitted(clients, room, indent=2).text
    for rules in _of(key, BASE_RULES):
        yield _base_connections(rules, room)
    yield "Sources\n" + "".join(_sources(key, room))


def _base_connections(rules: Document, room: int | None) -> str:
    names = ", ".join(entry["name"] for entry in rules.get("baseConnections") or ()) or "none"
    complete = "" if rules.get("complete") else " (more may exist)"
    needed = "one must be selected; " if rules.get("atLeastOneEnabled") else ""
    head = f"Base connections of {rules.get('integration')}{complete}"
    return _paragraph(head, room) + _paragraph(f"{needed}known by name: {names}", room, indent=2)


def _paragraph(text: str | None, room: int | None, *, indent: int = 0) -> str:
    """Return a text in lines that a terminal has room for, in one where there is no terminal."""
    lines = fold(text, None if room is None else max(room - indent, 1)) if text else []
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


def _table(head: str, rows: Sequence[Sequence[str]], room: int | None) -> str:
    """Return a table below what it is about."""
    return _paragraph(head, room) + fitted_or_listed(rows, room, indent=2)


def _environments(connector: Document, room: int | None) -> Iterator[str]:
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
        yield _table("Environments", rows, room)


def _wrong_hosts(connector: Document, room: int | None) -> Iterator[str]:
    rows = [("host", "as", "write instead", "level", "why")]
    for each in connector.get("hosts") or ():
        level = "warning" if each.get("tolerated") else "error"
        rows.append(
            (each["host"], each.get("as") or "any", each.get("use") or "", level, each.get("note") or "")
        )
    if len(rows) > 1:
        yield _table("Hosts that are wrong", rows, room)


def _general(connector: Document, room: int | None) -> Iterator[str]:
    properties = connector.get(GENERAL, "properties") or {}
    rows = [("key", "title", "secret", "what it is")]
    rows += [
        (name, str(node.get("title") or ""), _yes(node.get("writeOnly")), str(node.get("description") or ""))
        for name, node in properties.items()
    ]
    if len(rows) > 1:
        yield _table("General configuration", rows, room)


def _definition(definition: Document, room: int | None) -> str:
    partly = "; it may ask for more" if definition.get("complete") is False else ""
    head = f"Connection definition {definition.get('name')} ({definition.get('key')}, {definition.get('type')}{partly})"
    rows = [("key", "title", "needed", "secret", "options or form")]
    rows += list(_rows(attributes(definition), ""))
    about = _paragraph(definition.get("description"), room, indent=2)
    return _paragraph(head, room) + about + (fitted_or_listed(rows, room, indent=2) if len(rows) > 1 else "")


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


def _sources(key: str, room: int | None) -> Iterator[str]:
    """Yield each source with what it is the source of."""
    notes: dict[tuple[str, str, str], dict[str, None]] = {}
    for document in shipped(key):
        for source in document.get("sources") or ():
            found = notes.setdefault((source["certainty"], source["asOf"], source["url"]), {})
            found.update(dict.fromkeys([source["note"]] if source.get("note") else []))
    for (certainty, as_of, url), found in notes.items():
        about = f"  {certainty:10}  {as_of:10}"
        fits = room is None or len(f"{about}  {url}") <= room
        yield f"{about}  {url}\n" if fits else f"{about.rstrip()}\n      {url}\n"
        for note in found:
            yield _paragraph(note, min(room or WIDTH, WIDTH), indent=6)
