"""Schema checks: every fault of a document's shape becomes one fault at its place, in our own words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from validator.accept import accepts
from validator.diagnostics import Part, Route
from validator.faults import Fault, Rewrite
from validator.kinds import API_VERSION, SCHEMAS
from validator.resources import schema, schema_folder
from validator.scalars import ambiguity
from validator.words import closest, listed, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.document import Document

_TYPE_WORDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


def check_shape(document: Document) -> None:
    """Validate a document against the schema of its kind; add the faults, and take the broken parts out of its data."""
    if document.kind is None:
        return
    for fault in document.faults:
        if fault.route is not None:
            document.broken.add(fault.route)
    name = SCHEMAS[document.kind]
    whole = {"apiVersion": API_VERSION, "kind": document.kind, **document.data}
    if accepts(whole, name):
        return
    explained = list(explain(document, whole, name))
    document.faults += tuple(fault for fault in explained if not _known(document, fault))
    _mark(document, explained)


def explain(document: Document, data: dict[str, Any], name: str) -> Iterator[Fault]:
    """Yield the faults of a document's data under a shipped schema."""
    if document.root is not None and not document.data and not isinstance(data, dict):
        return
    errors = list(_flatten(validator(name).iter_errors(data)))
    yield from _keys(document, errors)
    seen: set[Route] = set()
    for error in errors:
        route = tuple(error.absolute_path)
        words = _WORDS.get(error.validator)
        if words is None or route in seen:
            continue
        seen.add(route)
        yield words(document, error, route)


@functools.cache
def validator(name: str) -> Any:  # noqa: ANN401 - jsonschema's validator classes share no usable base
    """Return the full validator of a shipped schema; it reads nothing but the shipped folder."""
    from jsonschema import Draft7Validator  # noqa: PLC0415 - only a document that does not fit pays for it
    from referencing import Registry, Resource  # noqa: PLC0415
    from referencing.jsonschema import DRAFT7  # noqa: PLC0415

    resources = [
        (loaded["$id"], Resource(contents=loaded, specification=DRAFT7))
        for loaded in (schema(path.name) for path in sorted(schema_folder().glob("*.json")))
    ]
    return Draft7Validator(schema(name), registry=Registry().with_resources(resources))


def _flatten(errors: Iterable[Any]) -> Iterator[Any]:
    """Replace an error about alternatives by the errors of the branch that the writer meant."""
    for error in errors:
        if error.validator not in {"anyOf", "oneOf"} or not error.context:
            yield error
            continue
        branches: dict[int, list[Any]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        meant = [branch for branch in branches.values() if not any(_wrong_kind(inner) for inner in branch)]
        if not meant:
            yield error
        elif all(len(branch) == 1 and branch[0].validator == "required" for branch in meant):
            yield error
        else:
            yield from _flatten(min(meant, key=len))


def _wrong_kind(error: Any) -> bool:  # noqa: ANN401
    return error.validator in {"type", "const"} and not error.path


def _keys(document: Document, errors: list[Any]) -> Iterator[Fault]:
    """Yield the faults of missing and unknown keys, mapping by mapping: a misspelt key is one fault, not two."""
    missing: dict[Route, dict[str, Any]] = {}
    unknown: dict[Route, tuple[Any, list[str]]] = {}
    for error in errors:
        route = tuple(error.absolute_path)
        if error.validator == "required":
            lacking = [key for key in error.validator_value if key not in error.instance]
            missing.setdefault(route, {}).update(dict.fromkeys(lacking, error))
        elif error.validator == "additionalProperties" and error.validator_value is False:
            known = error.schema.get("properties", {})
            unknown[route] = (error, [key for key in error.instance if key not in known])
        elif error.validator == "anyOf":
            yield from _one_of_several(document, error, route)
    for route, (error, keys) in unknown.items():
        for key in keys:
            meant = _meant(key, error)
            missing.get(route, {}).pop(meant, None)
            yield _unknown_field(document, (*route, key), meant, error)
    for route, lacking in missing.items():
        for key, error in lacking.items():
            if not document.is_broken((*route, key)):
                yield _missing_field(document, route, key, error)


def _one_of_several(document: Document, error: Any, route: Route) -> Iterator[Fault]:  # noqa: ANN401
    keys = [inner.validator_value[0] for inner in error.context if inner.validator == "required"]
    if keys and not any(document.is_broken((*route, key)) for key in keys):
        span, also = document.locate(route, Part.KEY)
        message = f"{_holder(document, route)} has neither {listed(keys, last='nor')}"
        yield Fault(
            "missing-field",
            span,
            message,
            f"add {listed(keys)}",
            also=also,
            route=(*route, keys[0]),
            part=Part.KEY,
        )


def _meant(key: str, error: Any) -> str | None:  # noqa: ANN401
    """Return the absent property that a key was meant to be, screen labels understood."""
    properties = error.schema.get("properties", {})
    names = {name: name for name in properties if name not in error.instance}
    labels = {}
    for name in names:
        label = _follow(properties[name]).get("title")
        if label:
            labels[label] = name
    found = closest(key, [*names, *labels])
    return names.get(found or "") or labels.get(found or "")


def _follow(node: Any) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(node, dict):
        return {}
    reference = node.get("$ref", "")
    if not reference or "title" in node:
        return node
    file, _, pointer = reference.partition("#")
    if not file:
        return node
    found = schema(file)
    for step in pointer.split("/")[1:]:
        found = found[step]
    return dict(found)


def _unknown_field(document: Document, route: Route, meant: str | None, error: Any) -> Fault:  # noqa: ANN401
    key = str(route[-1])
    span, also = document.locate(route, Part.KEY)
    name = shown(key, "this key")
    holder = _holder(document, route[:-1])
    if meant:
        message = f'{holder} has no field {name}; did you mean "{meant}"?'
        rewrite = Rewrite(f"rename to {meant}", meant)
        return Fault(
            "unknown-field",
            span,
            message,
            f"write {meant}",
            f"rename to {meant}",
            also,
            route,
            Part.KEY,
            rewrite,
        )
    known = [each for each in error.schema.get("properties", {}) if each not in error.instance]
    help_text = f"it can have {listed(known, last='and')}" if known else "leave it out"
    return Fault("unknown-field", span, f"{holder} has no field {name}", help_text, "", also, route, Part.KEY)


def _missing_field(document: Document, route: Route, key: str, error: Any) -> Fault:  # noqa: ANN401
    span, also = document.locate(route, Part.KEY)
    node = _follow(error.schema.get("properties", {}).get(key, {}))
    examples = node.get("examples") or [None]
    example = examples[0] if isinstance(examples[0], str | int) else "…"
    message = f'{_holder(document, route)} lacks "{key}"'
    help_text = f"add {key}: {'true' if example is True else example}"
    return Fault(
        "missing-field", span, message, help_text, f'"{key}" is missing here', also, (*route, key), Part.KEY
    )


def _holder(document: Document, route: Route) -> str:
    """Return what a message calls the mapping at a route."""
    return field_name(route) if route else f"{_article(document.kind or 'document')}"


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIO' else 'a'} {word}"


def field_name(route: Route) -> str:
    """Return a route as people write it: connection.details, baseConnections[2].name."""
    text = ""
    for step in route:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            name = shown(step, "…").strip('"')
            text += f".{name}" if text else name
    return text


def type_words(value: object) -> str:
    """Return what a value is, in the words of YAML."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    names = {dict: "a mapping", list: "a list", str: "text", int: "a number", float: "a number"}
    return names[type(value)]


def _wrong_type(document: Document, error: Any, route: Route) -> Fault:  # noqa: ANN401
    span, also = document.locate(route)
    wanted = _wanted(error)
    scalar = document.scalar(route)
    doubt = ambiguity(scalar.text) if scalar is not None and not scalar.style else None
    name = field_name(route) or "the document"
    is_text = isinstance(error.instance, str) and "text" not in wanted
    help_text = doubt[1] if doubt else _type_help(error.instance, wanted)
    message = f"{name} must be {listed(wanted)}, and is {'text' if is_text else type_words(error.instance)}"
    return Fault("wrong-type", span, message, help_text, "", also, route)


def _wanted(error: Any) -> list[str]:  # noqa: ANN401
    if error.validator == "type":
        names = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
        return [_TYPE_WORDS[name] for name in names]
    words: list[str] = []
    for inner in error.context:
        if inner.validator == "type" and not inner.path:
            names = (
                [inner.validator_value] if isinstance(inner.validator_value, str) else inner.validator_value
            )
            words += [_TYPE_WORDS[name] for name in names]
        elif inner.validator == "const" and not inner.path:
            words.append(
                f'"{inner.validator_value}"'
                if isinstance(inner.validator_value, str)
                else str(inner.validator_value).lower()
            )
    return list(dict.fromkeys(words))


def _type_help(value: object, wanted: list[str]) -> str:
    if value is None:
        return "write a value, or leave the key out"
    if wanted == ["true or false"]:
        return "write true or false, without quotes"
    if isinstance(value, str) and any("number" in word for word in wanted):
        return "write the number without quotes"
    if isinstance(value, int | float) and "text" in wanted:
        return f'put it in quotes: "{value}"'
    if isinstance(value, dict | list) and "text" in wanted:
        return "write one value behind the colon"
    return f"write {listed(wanted)}"


def _enum(document: Document, error: Any, route: Route) -> Fault:  # noqa: ANN401
    choices = error.validator_value if error.validator == "enum" else [error.validator_value]
    names = [str(choice).lower() if isinstance(choice, bool) else str(choice) for choice in choices]
    span, also = document.locate(route)
    meant = closest(error.instance, names) if isinstance(error.instance, str) else None
    question = f'; did you mean "{meant}"?' if meant else ""
    message = f"{field_name(route)} cannot be {quoted(error.instance)}{question}"
    rewrite = Rewrite(f"write {meant}", meant) if meant else None
    return Fault(
        "invalid-value", span, message, f"write {listed(names)}", "", also, route, Part.VALUE, rewrite
    )


def _form(document: Document, error: Any, route: Route) -> Fault:  # noqa: ANN401
    span, also = document.locate(route)
    words = error.schema.get("errorMessage") or "write it in the form that the field needs"
    message = f"{field_name(route)} cannot be {quoted(error.instance)}"
    return Fault("invalid-value", span, message, words, "", also, route)


def _length(document: Document, error: Any, route: Route) -> Fault:  # noqa: ANN401
    span, also = document.locate(route)
    return Fault(
        "invalid-value",
        span,
        f"{field_name(route)} is empty",
        "write a value, or leave the key out",
        "",
        also,
        route,
    )


def _forbidden(document: Document, error: Any, route: Route) -> Fault:  # noqa: ANN401
    del error
    span, also = document.locate(route, Part.KEY)
    key, holder = str(route[-1]), route[:-1]
    message, help_text = _EXCLUSIVE.get(document.kind or "", _EXCLUSIVE[""])
    why = document.locate((*holder, "public" if document.kind == "OAuthClient" else "existing"))[0]
    return Fault(
        "exclusive-fields",
        span,
        message.format(key=key),
        help_text,
        "",
        ((why, "because of this"), *also),
        route,
        Part.KEY,
    )


_EXCLUSIVE = {
    "ConnectorConfig": (
        "{key} belongs to a new connection, and this one exists already (existing: true)",
        "leave it out, or write existing: false to describe a new connection",
    ),
    "OAuthClient": (
        "{key} is the developer's own affair in a public client (public: true)",
        "leave it out: a public client is declared without keys",
    ),
    "": ("{key} cannot stand here together with the other fields", "leave it out"),
}

_WORDS = {
    "type": _wrong_type,
    "anyOf": lambda document, error, route: _wrong_type(document, error, route),
    "oneOf": lambda document, error, route: _wrong_type(document, error, route),
    "enum": _enum,
    "const": _enum,
    "pattern": _form,
    "minLength": _length,
    "minItems": _length,
    "uniqueItems": _form,
    "not": _wrong_type,
    None: _forbidden,
}


def _known(document: Document, fault: Fault) -> bool:
    """Whether a part was reported as broken before its shape was looked at."""
    return fault.route is not None and document.is_broken(fault.route)


def _mark(document: Document, faults: list[Fault]) -> None:
    for fault in faults:
        if fault.route is None:
            continue
        document.broken.add(fault.route)
        if fault.rule == "unknown-field" and fault.rewrite and fault.rewrite.text:
            document.broken.add((*fault.route[:-1], fault.rewrite.text))
        _remove(document, fault.route)


def _remove(document: Document, route: Route) -> None:
    if not route:
        document.data = {}
        return
    holder = document.get(*route[:-1])
    if isinstance(holder, dict):
        holder.pop(route[-1], None)
    elif isinstance(holder, list) and isinstance(route[-1], int) and route[-1] < len(holder):
        holder[route[-1]] = {}
