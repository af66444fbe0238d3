"""How messages call the parts of a document: fields by their dotted name, values by their type in YAML's words."""

from __future__ import annotations

from validator.lazy import lazy
from validator.words import is_showable, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.document import Document

_HUMP = lazy(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_NAME = lazy(r"[^A-Za-z0-9]+")
_VARIABLE = lazy(r"\$\{env:([A-Z][A-Z0-9_]{2,63})\}\Z")
_NAME = lazy(r"[^\W_][\w .+()&'-]{0,39}\Z")


def holder_name(document: Document, route: Route) -> str:
    """Return what a message calls the mapping at a route."""
    return field_name(route, document) if route else article(document.kind or "document")


def article(word: str) -> str:
    """Return a word with its indefinite article."""
    return f"{'an' if word[0] in 'AEIO' else 'a'} {word}"


def field_name(route: Route, document: Document | None = None) -> str:
    """Return a route as people write it: connection.details, baseConnections[2].name.

    Given the document, an item of a list is called by its name or key, if it has one: baseConnections[Ledger live].
    """
    text = ""
    for at, step in enumerate(route, 1):
        if isinstance(step, int):
            text += f"[{_item_name(document, route[:at]) or step + 1}]"
        else:
            name = shown(step, "…").strip('"')
            text += f".{name}" if text else name
    return text


def _item_name(document: Document | None, route: Route) -> str:
    for key in ("name", "key", "label") if document is not None else ():
        scalar = document.scalar((*route, key)) if document is not None else None
        if scalar is not None and isinstance(scalar.value, str) and _NAME.match(scalar.text):
            return scalar.text if is_showable(scalar.text) else ""
    return ""


def variable_for(document: Document, route: Route, *, by_name: bool = False) -> str:
    """Return a name for an environment variable that holds a field's value.

    It is called like the variable of a field beside it; else after the connector, or where other documents could get
    the same one (`by_name`) after the document, if its name may be shown.
    """
    keys = [step for step in route if isinstance(step, str)]
    field = shown(keys[-1], "secret").strip('"') if keys else "secret"
    beside = _like_a_neighbour(document, route, _constant(field))
    if beside:
        return beside
    owner, name = document.get("connector"), document.get("name")
    if route[:1] == ("metadata",):
        owner = name = None
    if by_name and isinstance(name, str) and _NAME.match(name) and is_showable(name):
        return _constant(f"{name}_{field}")
    of_owner = isinstance(owner, str) and shown(owner, "")
    return _constant(f"{owner}_{field}" if of_owner else field)


def _like_a_neighbour(document: Document, route: Route, field: str) -> str:
    """Return the variable of another field in the same mapping, with this field's words at the end of its name."""
    around = document.get(*route[:-1]) if len(route) > 1 else document.data
    named = bool(route) and isinstance(route[-1], str) and isinstance(around, dict)
    for key, value in around.items() if named else ():
        found = _VARIABLE.match(value) if isinstance(value, str) and isinstance(key, str) else None
        if found is None or key == route[-1] or not is_showable(value):
            continue
        words = _constant(key)
        for end, instead in ((words, field), (words.rpartition("_")[2], field.rpartition("_")[2])):
            variable = f"{found[1].removesuffix(end)}{instead}"
            if (
                end != instead
                and found[1].endswith(f"_{end}")
                and f"${{env:{variable}}}" not in around.values()
            ):
                return variable
    return ""


def _constant(text: str) -> str:
    return _NO_NAME.sub("_", _HUMP.sub("_", text)).strip("_").upper()


def type_words(value: object) -> str:
    """Return what a value is, in the words of YAML; of TOML, whose settings have dates and times, too."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    names = {dict: "a mapping", list: "a list", str: "text", int: "a number", float: "a number"}
    return names.get(type(value), "a time" if type(value).__name__ == "time" else "a date")
