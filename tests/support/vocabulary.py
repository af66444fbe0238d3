"""The words that may be shown wherever they stand, gathered from what is shipped: `python -m tests.support.vocabulary`.

It writes `validator/secrets/vocabulary.txt` anew; `make docs` runs it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from validator.documents.kinds import KINDS
from validator.rules import ALL
from validator.schema.schemas import SCHEMAS, schema, schema_folder
from validator.secrets.vocabulary import FILE, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOG = Path(__file__).parents[2] / "validator" / "catalog"
COMMON = Path(__file__).with_name("common_words.txt")
"""Words that many configurations use, whatever they are for, and then those with which people give reasons."""

_NAMING = frozenset(
    {
        "name",
        "title",
        "label",
        "aliases",
        "integration",
        "integrations",
        "definition",
        "connector",
        "region",
        "type",
    }
)
_PROSE = frozenset({"description", "help", "note", "message", "is"})
_CLOSED = frozenset({"enum", "const"})
_EXAMPLE = re.compile(r"^ {4}.*$", re.MULTILINE)
_NOT_SEPARATE = re.compile(r"[A-Za-z]{2,}")


def gathered() -> dict[str, list[str]]:
    """Return the values of closed sets, the words of names and those of prose."""
    common, reasons = COMMON.read_text(encoding="utf-8").split("\n\n")
    keys: set[str] = set(KINDS)
    names: list[str] = [common, *(rule.id for rule in ALL), "appxlint ignore ignore-file until"]
    prose = [reasons, *(_EXAMPLE.sub("", rule.page) for rule in ALL)]
    for file in sorted(schema_folder().glob("*.json")):
        _schema(json.loads(file.read_text(encoding="utf-8")), keys, names, prose)
    for file in sorted(CATALOG.glob("*.yaml")):
        for document in yaml.load_all(file.read_text(encoding="utf-8"), yaml.BaseLoader):
            _facts(document, keys, names, prose)
    known = {word for text in (*names, *keys) for word in words_of(text)}
    known |= {"".join(words_of(key)) for key in keys}
    words = {word for text in prose for word in words_of(text)}
    return {
        "choices": sorted(choices()),
        "names": sorted(word for word in known if _counts(word)),
        "prose": sorted(word for word in words - known if _counts(word)),
    }


def choices() -> set[str]:
    """Return the values of closed sets, in small letters: of schemas, and what definitions and environments offer."""
    found: set[str] = set()
    for name in (*SCHEMAS.values(), "shared.json"):
        found |= set(_closed(schema(name)))
    for file in sorted(CATALOG.glob("*.yaml")):
        for document in yaml.load_all(file.read_text(encoding="utf-8"), yaml.BaseLoader):
            found |= set(_offered(document))
    return {each.lower() for each in found if _NOT_SEPARATE.search(each)}


def _closed(node: Any) -> Iterator[str]:
    for each in node if isinstance(node, list) else ():
        yield from _closed(each)
    for key, value in node.items() if isinstance(node, dict) else ():
        if key in _CLOSED:
            known = value if isinstance(value, list) else [value]
            yield from (each for each in known if isinstance(each, str))
        else:
            yield from _closed(value)


def _offered(document: Any) -> Iterator[str]:
    options = [each for one in document.get("attributes", ()) for each in one.get("options", ())]
    for each in (*options, *document.get("environments", ())):
        yield from (each[key] for key in ("label", "name") if key in each)
        yield from each.get("aliases", ())


def _counts(word: str) -> bool:
    return _NOT_SEPARATE.fullmatch(word) is not None


def _schema(node: Any, keys: set[str], names: list[str], prose: list[str]) -> None:
    for each in node if isinstance(node, list) else ():
        _schema(each, keys, names, prose)
    if not isinstance(node, dict):
        return
    names += node
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            keys.update(value)
        if key in _CLOSED:
            names += [
                each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)
            ]
        elif key == "title" and isinstance(value, str):
            names.append(value)
        elif key == "description" and isinstance(value, str):
            prose.append(value)
        elif key != "examples":
            _schema(value, keys, names, prose)


def _facts(document: Any, keys: set[str], names: list[str], prose: list[str]) -> None:
    for key, value in _entries(document):
        if key:
            names.append(key)
        if key == "key":
            keys.add(value)
        if key in {"key", *_NAMING} or key.lower().endswith(("url", "host", "hosts")):
            names.append(value)
        elif key in _PROSE:
            prose.append(value)


def _entries(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _entries(value, name)
    elif isinstance(node, list):
        for each in node:
            yield from _entries(each, key)
    elif isinstance(node, str):
        yield key, node


def text() -> str:
    """Return the file's text."""
    return "\n\n".join("\n".join(words) for words in gathered().values()) + "\n"


if __name__ == "__main__":
    Path(FILE).write_text(text(), encoding="utf-8", newline="\n")
