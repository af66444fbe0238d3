"""The catalogue as Python literals, as the reader of YAML takes it, so that no YAML is read when the tool starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.catalog import written

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = 110


def package(keys: list[str]) -> str:
    """Return the text of the package, which knows the keys of the connectors."""
    connectors = tuple(key for key in keys if key != "platform")
    return (
        '"""What the catalogue says, as code: made by `make generate`, and not to be edited."""\n\n'
        "from __future__ import annotations\n\n"
        f"CONNECTORS = {literal(connectors)}\n"
    )


def module(key: str) -> str:
    """Return the text of the module for one file of the catalogue."""
    documents = written(key)
    if [each.index for each in documents] != list(range(len(documents))):
        raise ValueError(f"catalog/{key}.yaml has a document that holds nothing")
    held = [(each.kind, each.data) for each in documents]
    return (
        f'"""What catalog/{key}.yaml says: made from it by `make generate`."""\n\n'
        "from __future__ import annotations\n\n"
        "TYPE_CHECKING = False\n"
        "if TYPE_CHECKING:\n"
        "    from typing import Any\n\n"
        f"DOCUMENTS: list[tuple[str | None, dict[str, Any]]] = {literal(held)}\n"
    )


def literal(value: object, indent: str = "") -> str:
    """Return a value as a literal, in one line if it fits, else with a line for each part."""
    short = repr(value)
    if len(indent) + len(short) <= _WIDE or not isinstance(value, dict | list | tuple):
        return short
    inner = indent + "    "
    parts = "".join(f"{inner}{part},\n" for part in _parts(value, inner))
    brackets = {dict: "{}", list: "[]", tuple: "()"}[type(value)]
    return f"{brackets[0]}\n{parts}{indent}{brackets[1]}"


def _parts(value: dict[str, object] | list[object] | tuple[object, ...], indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{key!r}: {literal(each, indent)}" for key, each in value.items())
    else:
        yield from (literal(each, indent) for each in value)
