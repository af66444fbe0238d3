"""What to write instead of a value that does not fit its field: the very text, where it can be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.documents.scalars import boolean_meant
from validator.schema.accept import fits_pattern
from validator.schema.resources import schema
from validator.words import is_showable, listed, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GLUED = re.compile(r"[A-Za-z][A-Za-z0-9]*:\S")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?\Z")
_DAY = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})\Z")
_WITHOUT_QUOTES = ", without quotes"
_SHARED = "shared.json"


def for_type(value: object, wanted: Sequence[str], items: object, *, bare: bool) -> str:
    """Return what to write for a value of the wrong type.

    `wanted` are the types in YAML's words, `items` the schema of a list's items; `bare` says that the value has no
    quotes to be left out.
    """
    if value is None:
        return "write a value, or leave the key out"
    if isinstance(value, dict | list) and "text" in wanted:
        return "write one value behind the colon"
    if list(wanted) == ["a list"] and not isinstance(value, dict | list):
        return _one_item(value, items)
    if isinstance(value, str):
        return _for_text(value, wanted).removesuffix(_WITHOUT_QUOTES if bare else "")
    if isinstance(value, int | float) and "text" in wanted:
        return f'put it in quotes: "{value}"'
    return f"write {listed(wanted)}"


def _one_item(value: object, items: object) -> str:
    text = f"{value}" if isinstance(value, int | float) else shown(f"{value}", "").strip('"')
    if not _takes_text(items):
        return "write a list: begin each entry with a dash"
    text = f'"{text}"' if text and isinstance(value, str) else text
    return f"write [{text}]" if text else 'write a list: ["one", "another"]'


def _takes_text(items: object) -> bool:
    node = items
    if isinstance(node, dict) and "$ref" in node:
        node = schema(_SHARED)["definitions"].get(node["$ref"].rpartition("/")[2])
    types = node.get("type") if isinstance(node, dict) else None
    return "string" in ([types] if isinstance(types, str) else types or ())


def _for_text(value: str, wanted: Sequence[str]) -> str:
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
    for other in (_day(value), f"https://{value}" if "." in value.partition("/")[0] else ""):
        if other and fits_pattern(node["pattern"], other):
            return f"write {other}"
    return words


def _day(text: str) -> str:
    """Return a day as a year, a month and a day, where another order leaves no doubt; an empty text otherwise."""
    found = _DAY.match(text)
    if found is None:
        return ""
    first, middle, last = (int(part) for part in found.groups())
    if len(found[1]) == 4:  # noqa: PLR2004 - a year has four digits
        return f"{first}-{middle:02}-{last:02}"
    months_first = "." not in text and middle > 12  # noqa: PLR2004 - there is no thirteenth month
    if len(found[3]) != 4 or ("." not in text and first <= 12 and middle <= 12):  # noqa: PLR2004
        return ""
    day, month = (middle, first) if months_first else (first, middle)
    return f"{last}-{month:02}-{day:02}"
