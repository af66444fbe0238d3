"""Schema faults about keys: missing ones, unknown ones, and the misspelt ones that are both."""

from __future__ import annotations

from itertools import groupby

from validator.diagnostics import Part
from validator.documents.finding import Also, Finding, Here
from validator.documents.kinds import DEFINITION
from validator.documents.names import holder_name
from validator.schema.schemas import SCHEMAS, described
from validator.schema.unknown_keys import fitting_type, unknown_keys
from validator.values import NamedTuple
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    help_text = f"add {key}: {_example(document, key, breach)}"
    found = _missing_at(document, route, key, message, help_text)
    return found._replace(label=f'"{key}" is missing here', also=(*found.also, *because))


def _missing_at(document: Document, route: Route, key: str, message: str, help_text: str) -> Finding:
    """Return what is said of a key that is not there, at the mapping that lacks it."""
    span, ways = document.locate(route, Part.KEY)
    also = tuple(Also(Here(span=way), words) for way, words in ways)
    own = (*route, key)
    place = Here(own, Part.KEY, span)
    return Finding(message, place, help_text, also=also, rule="missing-field", spoils=(own,))


def _example(document: Document, key: str, breach: Breach) -> str:
    """Return an example of a field's value: the schema's own, also where a condition asks for the field."""
    route = (*breach.route, key)
    if document.kind == DEFINITION and route == ("type",) and (fitting := fitting_type(document.data)):
        return fitting
    node = breach.node.get("properties", {}).get(key)
    if not isinstance(node, dict):
        node = described(SCHEMAS[document.kind], route) if document.kind in SCHEMAS else {}
    examples = node.get("examples") or [None]
    if isinstance(examples[0], bool):
        return "true" if examples[0] else "false"
    return f"{examples[0]}" if isinstance(examples[0], str | int) else "…"
