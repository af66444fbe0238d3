"""The catalogue and the set-ups of examples as Python literals, so that no YAML of ours is read when the tool runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from validator.catalog import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WIDE = 110


def package(keys: list[str]) -> str:
    """Return the text of the package, which knows the keys of the connectors and what else they go by."""
    connectors = tuple(key for key in keys if key != "platform")
    aliases = {
        alias: key for key in connectors for each in written(key) for alias in each.get("aliases") or ()
    }
    return (
        '"""What the catalogue says, as code: made by `make generate`, and not to be edited."""\n\n'
        "from __future__ import annotations\n\n"
        f"CONNECTORS = {literal(connectors)}\n\n"
        f"ALIASES = {literal(aliases)}\n"
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


def scenes(file: Path) -> str:
    """Return the text of the module for the set-ups that the examples of rule pages are a part of."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    held = {
        name: (each["sentence"], each["documents"], each.get("settings", "")) for name, each in read.items()
    }
    return (
        '"""What scenes.yaml says: made from it by `make generate`."""\n\n'
        "from __future__ import annotations\n\n"
        f"SCENES: dict[str, tuple[str, str, str]] = {literal(held)}\n"
        '"""By name: what a set-up is in one sentence, its documents as YAML, its settings as TOML or nothing."""\n'
    )


def literal(value: object, indent: str = "") -> str:
    """Return a value as a literal, in one line if it fits, else with a line for each part."""
    short = repr(value)
    if isinstance(value, str) and "\n" in value[:-1]:
        lines = [f"{line}\n" for line in value.split("\n")]
        lines[-1] = lines[-1][:-1]
        return "(\n" + "".join(f"{indent}    {line!r}\n" for line in lines if line) + f"{indent})"
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
