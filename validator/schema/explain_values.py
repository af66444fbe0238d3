"""Schema faults about values: of the wrong type or form, outside a closed set, or not allowed beside others."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.finding import Also, Change, Finding, Here
from validator.documents.kinds import DEFINITION
from validator.documents.names import field_name, type_words
from validator.documents.scalars import ambiguity, boolean_meant
from validator.documents.tree import Sequence
from validator.lazy import lazy
from validator.schema.days import day_meant, no_such_day
from validator.schema.list_slips import as_list, without_dash
from validator.schema.patterns import Refused, refused
from validator.schema.schemas import schema
from validator.schema.unknown_keys import fitting_type
from validator.schema.validate import FORBIDDEN, fits_pattern
from validator.secrets.fields import is_secret_field
from validator.secrets.reference_faults import without_dollar
from validator.words import beginning, closest, is_showable, is_slip, listed, quoted, shown, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Sequence as Listed
    from typing import Any

    from validator.documents.document import Document
    from validator.schema.validate import Breach


_GLUED = lazy(r"[A-Za-z][A-Za-z0-9]*:\S")
_NO_NAMES = frozenset({"every", "any", "none", "null", "everything", "*", "-"})
_NUMBER = lazy(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?\Z")
_WITHOUT_QUOTES = ", without quotes"
_SHARED = "shared.json"
_TYPE_WORDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


_MOST_BITS = 1_000


def value_fault(document: Document, breach: Breach) -> Finding | None:
    """Return the finding that a breach stands for; None for one about keys."""
    words = _WORDS.get(breach.keyword)
    return words(document, breach) if words is not None else None


def _wrong_type(document: Document, breach: Breach) -> Finding:
    wanted, route = _wanted(breach), breach.route
    scalar = document.scalar(route)
    bare = scalar is not None and not scalar.style
    doubt = ambiguity(scalar.text) if scalar is not None and bare else None
    help_text = for_type(breach.data, wanted, breach.node.get("items"), bare=bare)
    if isinstance(breach.data, list) and "a mapping" in wanted:
        node = document.node(route)
        help_text = without_dash(breach.data, flow=isinstance(node, Sequence) and node.flow) or help_text
    if doubt and "text" in wanted:
        help_text = doubt[1]
    if route and is_secret_field(f"{route[-1]}"):
        help_text = "write a reference such as ${env:NAME}"
    name = field_name(route, document) or "the document"
    if breach.data is None and route:
        from validator.schema.empty_values import no_value  # noqa: PLC0415 - few values are empty

        return no_value(document, breach, wanted)
    if isinstance(breach.data, dict) and (meant := _without_dollar(breach.data)):
        message = f"{name} is a mapping, because the $ before the brace is missing"
        return _finding(breach, "wrong-type", message, f"write {meant}")
    is_text = isinstance(breach.data, str) and "text" not in wanted
    message = f"{name} must be {listed(wanted)}, and is {'text' if is_text else type_words(breach.data)}"
    return _finding(breach, "wrong-type", message, help_text)


def _without_dollar(data: dict[str, Any]) -> str:
    """Return the reference that a mapping with one key and nothing behind it was meant to be."""
    key, value = next(iter(data.items())) if len(data) == 1 else ("", None)
    return without_dollar(key) if key and value is None else ""


def _wanted(breach: Breach) -> list[str]:
    """Return what a value may be, in the words of YAML: its types, or those of all alternatives."""
    if breach.keyword == "type":
        return [_TYPE_WORDS[name] for name in _names(breach.value)]
    words: list[str] = []
    for inner in (each for branch in breach.branches for each in branch if each.route == breach.route):
        if inner.keyword == "type":
            words += [_TYPE_WORDS[name] for name in _names(inner.value)]
        elif inner.keyword == "const":
            is_text = isinstance(inner.value, str)
            words.append(f'"{inner.value}"' if is_text else str(inner.value).lower())
    return list(dict.fromkeys(words))


def _names(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _enum(document: Document, breach: Breach) -> Finding:
    choices = breach.value if breach.keyword == "enum" else [breach.value]
    names = [str(choice).lower() if isinstance(choice, bool) else str(choice) for choice in choices]
    given = breach.data if isinstance(breach.data, str) else ""
    meant = closest(given, names)
    perhaps = [f'"{name}"' for name in ([meant] if meant else beginning(given, names))]
    question = f"; did you mean {listed(perhaps)}?" if perhaps else ""
    message = f"{field_name(breach.route, document)} cannot be {quoted(breach.data)}{question}"
    same = meant is not None and simplified(meant) == simplified(given)
    others = [meant, *(name for name in names if name != meant)] if meant else names
    help_text = f"write {meant if same else listed(others)}"
    if not meant and any(each.keyword == "type" and each.value == "array" for each in breach.beside):
        help_text = f"write {_list_meant(given, names, document) or listed([*names, 'a list of names'])}"
    is_type = document.kind == DEFINITION and breach.route == ("type",)
    fitting = fitting_type(document.data) if is_type and not meant else None
    if fitting:
        help_text += f"; the addresses here are those of {fitting}"
    change = (
        Change(f"write {meant}", Here(breach.route), meant, safe=is_slip(given, meant)) if meant else None
    )
    return _finding(breach, "invalid-value", message, help_text)._replace(change=change)


def _list_meant(given: str, choices: list[str], document: Document) -> str:
    """Return the list that a text is meant to be, unless it says one of the choices in other words, or none."""
    words = {word.casefold() for word in given.split()}
    if boolean_meant(given) or words & {*choices, *_NO_NAMES}:
        return ""
    return as_list(given, document)


def _form(document: Document, breach: Breach) -> Finding:
    message = f"{field_name(breach.route, document)} cannot be {quoted(breach.data)}"
    why = no_such_day(breach.data) if isinstance(breach.data, str) else ""
    if why and "[0-9]{4}-" in f"{breach.node.get('pattern')}":
        message = f"{message}: {why}"
    return _finding(breach, "invalid-value", message, for_form(breach.data, breach.node))


def _expression(document: Document, breach: Breach) -> Finding:
    found = refused(breach.data, breach.value) or Refused("cannot be used", "write another one")
    message = f"{field_name(breach.route, document)} {found.says}"
    return _finding(breach, "invalid-value", message, found.remedy)


def _bound(document: Document, breach: Breach) -> Finding:
    word = "at least" if breach.keyword == "minimum" else "at most"
    name = field_name(breach.route, document)
    message = f"{name} must be {word} {breach.value}, and is {quoted(breach.data)}"
    return _finding(breach, "invalid-value", message, f"write {breach.value} or another number")


def _length(document: Document, breach: Breach) -> Finding:
    from validator.schema.empty_values import filled  # noqa: PLC0415 - few values are empty

    message = f"{field_name(breach.route, document)} is empty"
    wanted = (
        _wanted(breach._replace(keyword="type", value=breach.node["type"])) if "type" in breach.node else []
    )
    return _finding(breach, "invalid-value", message, filled(document, breach, wanted))


def _finding(breach: Breach, rule: str, message: str, help_text: str) -> Finding:
    return Finding(message, Here(breach.route), help_text, rule=rule, spoils=(breach.route,))


def _forbidden(document: Document, breach: Breach) -> Finding:
    del document
    *holder, key = breach.route
    because = tuple(Also(Here((*holder, name)), "because of this") for name in breach.decided_by)
    return Finding(
        f"{key} cannot stand here together with the other fields",
        Here(breach.route, Part.KEY),
        "leave it out",
        also=because,
        rule="exclusive-fields",
        spoils=(breach.route,),
    )


def public_with_keys(breaches: Listed[Breach]) -> Finding:
    """Return the one finding for a public client with keys: which of the two is meant, nobody but its owner knows."""
    keys = [f"{breach.route[-1]}" for breach in breaches]
    *holder, _ = breaches[0].route
    place = Here((*holder, breaches[0].decided_by[0]))
    return Finding(
        f"a public client is the developer's, and this one has {listed(keys, last='and')} of its own",
        place,
        f"leave public out if the keys are yours, else {listed(keys, last='and')}",
        also=tuple(Also(Here(breach.route, Part.KEY), "of its own") for breach in breaches),
        rule="exclusive-fields",
        spoils=(place.route, *(breach.route for breach in breaches)),
    )


def existing_with_fields(breaches: Listed[Breach]) -> Finding:
    """Return the one finding for fields of a new connection beside the word that it exists already."""
    keys = listed([f"{breach.route[-1]}" for breach in breaches], last="and")
    *holder, _ = breaches[0].route
    belong = "belongs" if len(breaches) == 1 else "belong"
    return Finding(
        f"this connection exists already, and {keys} {belong} to a new one",
        Here((*holder, breaches[0].decided_by[0])),
        f"leave {keys} out, or write existing: false to describe a new connection",
        also=tuple(Also(Here(breach.route, Part.KEY), "of a new connection") for breach in breaches),
        rule="exclusive-fields",
        spoils=tuple(breach.route for breach in breaches),
    )


_WORDS: dict[str, Callable[[Document, Breach], Finding]] = {
    "type": _wrong_type,
    "anyOf": _wrong_type,
    "enum": _enum,
    "const": _enum,
    "pattern": _form,
    "format": _expression,
    "not": _form,
    "minLength": _length,
    "minItems": _length,
    "minimum": _bound,
    "maximum": _bound,
    FORBIDDEN: _forbidden,
}


def for_type(value: object, wanted: Listed[str], items: object, *, bare: bool) -> str:
    """Return what to write for a value of the wrong type.

    `wanted` are the types in YAML's words, `items` the schema of a list's items; `bare` says that the value has no
    quotes to be left out.
    """
    if value is None:
        return "write a value, or leave the key out"
    if isinstance(value, dict | list) and "text" in wanted:
        return "write one value behind the colon"
    if list(wanted) == ["a list"] and not isinstance(value, list):
        return _one_item(value, items)
    if isinstance(value, str):
        return _for_text(value, wanted).removesuffix(_WITHOUT_QUOTES if bare else "")
    if not isinstance(value, dict | list | str) and "text" in wanted:
        return f'put it in quotes: "{value}"' if _is_short(value) else "write text"
    return f"write {listed(wanted)}"


def _one_item(value: object, items: object) -> str:
    if not _takes_text(items) or not _is_short(value):
        return "write a list: begin each entry with a dash"
    is_number = isinstance(value, int | float)
    text = f"{value}" if is_number else shown(f"{value}", "").strip('"')
    text = f'"{text}"' if text and not is_number else text
    return f"write [{text}]" if text else 'write a list: ["one", "another"]'


def _is_short(value: object) -> bool:
    """Whether a value can be written out: Python refuses to for a whole number of thousands of digits."""
    return not isinstance(value, int) or value.bit_length() < _MOST_BITS


def _takes_text(items: object) -> bool:
    node = items
    if isinstance(node, dict) and "$ref" in node:
        node = schema(_SHARED)["definitions"].get(node["$ref"].rpartition("/")[2])
    types = node.get("type") if isinstance(node, dict) else None
    return "string" in ([types] if isinstance(types, str) else types or ())


def _for_text(value: str, wanted: Listed[str]) -> str:
    if list(wanted) == ["true or false"]:
        return f"write {boolean_meant(value) or 'true or false'}{_WITHOUT_QUOTES}"
    if any("number" in word for word in wanted):
        return f"write {value if _NUMBER.match(value) else 'a number'}{_WITHOUT_QUOTES}"
    if "a mapping" in wanted and _GLUED.match(value):
        return "write a space after the colon"
    return f"write {listed(wanted)}"


def for_form(value: object, node: Mapping[str, Any]) -> str:
    """Return what to write for a text that is not of its field's form: a text that is, or the field's own words."""
    words: str = node.get("errorMessage") or "write it in the form that the field needs"
    if not isinstance(value, str) or "pattern" not in node or not is_showable(value):
        return words
    if boolean_meant(value) and "boolean" in node.get("type", ()):
        return f"write {boolean_meant(value)}"
    for other in (day_meant(value), f"https://{value}" if "." in value.partition("/")[0] else ""):
        if other and fits_pattern(node["pattern"], other):
            return f"write {other}"
    return words
