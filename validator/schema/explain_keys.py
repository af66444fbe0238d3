"""Schema faults about keys: missing ones, unknown ones, and the misspelt ones that are both."""

from __future__ import annotations

from itertools import groupby

from validator.catalog import shipped
from validator.diagnostics import Part
from validator.documents.edits import pasted
from validator.documents.finding import Also, Finding, Here
from validator.documents.kinds import APPLICATION, CLIENT, CONFIG, CONNECTOR, DEFINITION
from validator.documents.names import holder_name, variable_for
from validator.schema.schemas import SCHEMAS, described, schema
from validator.schema.unknown_keys import fitting_type, unknown_keys
from validator.values import NamedTuple
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.schema.validate import Breach


def key_faults(document: Document, breaches: Sequence[Breach]) -> Iterator[Finding]:
    """Yield the faults of missing and unknown keys, mapping by mapping: a misspelt key is one fault, not two."""
    meant: set[Route] = set()
    for breach in breaches:
        if breach.keyword == "additionalProperties":
            for finding in unknown_keys(document, breach):
                meant.update(finding.spoils)
                yield finding
    present = _Present(document, meant)
    for breach in breaches:
        if offers_keys(breach):
            yield from _one_of_several(document, breach, present)
    for (*holder, key), breach in _missing(breaches).items():
        route = tuple(holder)
        if not present.may_be((*route, key)) and not present.may_be_any(route, breach.decided_by):
            yield _missing_field(document, f"{key}", breach)


class _Present(NamedTuple):
    """The keys that stand in a document under another name, or were reported as broken."""

    document: Document
    meant: set[Route]

    def may_be(self, route: Route) -> bool:
        """Whether a key that is not found was meant by another one, or is broken."""
        return route in self.meant or self.document.is_broken(route)

    def may_be_any(self, route: Route, keys: Iterable[str]) -> bool:
        """Whether that is so of one of several keys of a mapping."""
        return any(self.may_be((*route, key)) for key in keys)


def offers_keys(breach: Breach) -> bool:
    """Whether a breach says that a mapping has none of several keys of which it needs one."""
    return breach.keyword == "anyOf" and all(set(branch) == {"required"} for branch in breach.value)


def _missing(breaches: Iterable[Breach]) -> dict[Route, Breach]:
    """Return the route of each missing key with the last breach that speaks of it.

    A list of required keys is breached once for each of them that is missing.
    """
    required = (breach for breach in breaches if breach.keyword == "required")
    lists = groupby(required, lambda breach: (breach.route, id(breach.value), id(breach.data)))
    last = (list(alike)[-1] for _, alike in lists)
    return {(*breach.route, key): breach for breach in last for key in breach.value if key not in breach.data}


def _one_of_several(document: Document, breach: Breach, present: _Present) -> Iterator[Finding]:
    keys, route = [branch["required"][0] for branch in breach.value], breach.route
    if not present.may_be_any(route, keys):
        message = f"{holder_name(document, route)} has neither {listed(keys, last='nor')}"
        yield _missing_at(document, route, keys[0], message, f"add {listed(keys)}")


def _missing_field(document: Document, key: str, breach: Breach) -> Finding:
    route = breach.route
    message = f'{holder_name(document, route)} lacks "{key}"'
    because = []
    for name in breach.decided_by:
        value = document.get(*route, name)
        if value is not None:
            message += f", which {name}: {quoted(value)} asks for"
            because.append(Also(Here((*route, name)), "because of this"))
    help_text = f"add {key}: {_wanted(document, key, breach)}"
    found = _missing_at(document, route, key, message, help_text)
    return found._replace(also=(*found.also, *because))


def _missing_at(document: Document, route: Route, key: str, message: str, help_text: str) -> Finding:
    """Return what is said of a key that is not there, at the mapping that lacks it."""
    span, ways = document.locate(route, Part.KEY)
    also = tuple(Also(Here(span=way), words) for way, words in ways)
    own = (*route, key)
    place = Here(own, Part.KEY, span)
    return Finding(message, place, help_text, also=also, rule="missing-field", spoils=(own,))


def _wanted(document: Document, key: str, breach: Breach) -> str:
    """Return what to write as the value of a missing field, or the words that say what it is and where to read it."""
    literal, words = wanted_at(document, (*breach.route, key), breach.node.get("properties", {}).get(key))
    return literal or f"with {words}"


def wanted_at(document: Document, route: Route, node: object) -> tuple[str, str]:
    """Return what can be pasted as the value of a field, else an empty text and the words for what belongs there.

    `node` is what the schema says of the field, where that is at hand.
    """
    key = f"{route[-1]}"
    if document.kind == DEFINITION and route == ("type",) and (fitting := fitting_type(document.data)):
        return fitting, ""
    if key == "source" and "versionKey" in (document.get(*route[:-1]) or ()):
        return "custom", ""
    if not isinstance(node, dict):
        node = described(SCHEMAS[document.kind], route) if document.kind in SCHEMAS else {}
    node = _resolved(node, document)
    choice = node.get("enum") or ([True, False] if node.get("type") == "boolean" else [])
    if key == "definition":
        choice = _definitions(document)
    examples = node.get("examples") or [None]
    if isinstance(examples[0], bool):
        choice = choice or [True, False]
    if node.get("writeOnly") or f"{examples[0]}".startswith("${"):
        choice = [f"${{env:{variable_for(document, route)}}}"]
    if choice:
        texts = [f"{each}".lower() if isinstance(each, bool) else f"{each}" for each in choice]
        return listed([pasted(text, document, route[:-1]) for text in texts]), ""
    return "", _WORDS.get((document.kind or "", route)) or _WORDS.get(("", (key,))) or _titled(node)


def _resolved(node: dict[str, Any], document: Document) -> dict[str, Any]:
    """Return what a schema says of a field, with what it refers to, in the schema of the kind or in the shared one."""
    ref = node.get("$ref")
    name = ref.rpartition("/")[2] if isinstance(ref, str) else ""
    for home in (SCHEMAS.get(document.kind or "", "shared.json"), "shared.json") if name else ():
        found = schema(home).get("definitions", {}).get(name)
        if found is not None:
            return {**found, **node}
    return node


def _definitions(document: Document) -> list[str]:
    """Return the definitions that the connector of a document is known to have; a client needs one that takes it."""
    connector = document.get("connector")
    known = shipped(connector) if isinstance(connector, str) else ()
    return [
        each.data["name"]
        for each in known
        if each.kind == DEFINITION and (document.kind != CLIENT or each.data["type"] != "Standard")
    ]


def _titled(node: dict[str, Any]) -> str:
    title = node.get("title")
    if not isinstance(title, str):
        return "a value"
    return f"the {title if title[1:2].isupper() else title[0].lower() + title[1:]}"


_SHOWN = "the name that App Xchange shows"
_WORDS: dict[tuple[str, Route], str] = {
    (CONFIG, ("name",)): "a name of your own",
    (CONFIG, ("connection", "name")): "the name that the connection has on the screen",
    (CONFIG, ("workspace",)): "the name of a Workspace document, or name, type, region and company",
    (CONFIG, ("workspace", "name")): _SHOWN,
    (APPLICATION, ("name",)): "the name of the listing or the custom app",
    (DEFINITION, ("name",)): "the name that the screen shows",
    (DEFINITION, ("key",)): "the key that the connector's code uses",
    (CONNECTOR, ("key",)): "the key that configs name under connector",
    (CONNECTOR, ("name",)): "the name of the product",
    ("", ("connector",)): "the connector's key; `appxlint catalog` lists those that are known",
    ("", ("oauthClient",)): "the name of an OAuth client, own or public",
    ("", ("baseConnection",)): "a name out of the list Base Connection on the screen",
    ("", ("permittedProjects",)): "all, or a list of projects",
    ("", ("definition",)): "the name of the connection definition, as the screen shows it",
    ("", ("name",)): _SHOWN,
    ("", ("integration",)): _SHOWN,
    ("", ("title",)): "the label that the screen shows",
    ("", ("label",)): "the label that the screen shows",
    ("", ("key",)): "the key that the connector's code uses",
    ("", ("attributes",)): "a list of what the connector asks for; [] if it asks for nothing",
    ("", ("baseConnections",)): "a list of them; [] if there are none",
}
"""What a field takes whose value is not known, by kind and route, else by its key."""
