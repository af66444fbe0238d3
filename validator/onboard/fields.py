"""What a person answers to set up a connection: `fields.yaml` lists it, this module reads it."""

from __future__ import annotations

import functools
from pathlib import Path

from validator.values import NamedTuple
from validator.words import simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from validator.project.facts import Attribute

REFERENCE = "reference"
"""The kind of what must not stand in a file: where it lives is written instead."""

DETAILS = "details"


class Field(NamedTuple):
    """An answer: the part of a set-up and the key in it that it fills, and what a column or question calls it.

    `kind` is text, number, switch, list or reference. `values` has the words for each value of a closed set.
    """

    name: str
    group: str
    key: str
    kind: str = "text"
    headings: tuple[str, ...] = ()
    question: str = ""
    default: str = ""
    values: Mapping[str, tuple[str, ...]] = {}

    def value_meant(self, text: str) -> str:
        """Return the value of the closed set that a text is a word for; any other text as it is."""
        plain = simplified(text)
        for value, words in self.values.items():
            if plain in {simplified(value), *map(simplified, words)}:
                return value
        return text


@functools.cache
def fields() -> Mapping[str, Field]:
    """Return every field by its name, in the order in which they are asked."""
    import yaml  # noqa: PLC0415 - the command that needs it imports it

    text = Path(__file__).with_name("fields.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load(text, loader)  # noqa: S506 - one of the two safe ones, the fast one where there is libyaml
    return {each["field"]: _field(each) for each in read}


def _field(entry: dict[str, Any]) -> Field:
    group, _, key = entry["at"].partition(".")
    return Field(
        entry["field"],
        group,
        key,
        entry.get("kind", "text"),
        tuple(entry["headings"]),
        entry.get("question", ""),
        entry.get("default", ""),
        {value: tuple(words) for value, words in entry.get("values", {}).items()},
    )


def of_attribute(attribute: Attribute) -> Field:
    """Return the field for what a connection definition asks for."""
    headings = (attribute.title, attribute.key)
    kind = REFERENCE if attribute.sensitive else _KINDS.get(attribute.type, "text")
    if attribute.is_array and not attribute.sensitive:
        kind = "list"
    return Field(f"{DETAILS}.{attribute.key}", DETAILS, attribute.key, kind, headings)


_KINDS = {"integer": "number", "number": "number", "boolean": "switch"}
