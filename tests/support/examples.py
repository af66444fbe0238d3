"""The examples of rule pages, completed into whole projects.

A page shows only what matters. Here the first document of an example gets the keys that its kind cannot do without,
and the project gets what the example refers to, or what is needed to use it: a config, the OAuth client that pages call
"Acme service account".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from tests.support.skeletons import CLIENT_NAME, client_for, configs_for, skeleton, with_header
from validator.documents.kinds import KINDS
from validator.words import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.skeletons import Data
    from validator.rules import Rule

_SECTION = re.compile(r"(Bad|Good)(?: \(([^)]+)\))?:")
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")


class Example(NamedTuple):
    """One example of a page: whether it is the bad one, and the files of its completed project."""

    bad: bool
    files: dict[str, str | bytes]


def examples_of(rule: Rule) -> list[Example]:
    """Return the examples of a rule's page, in order."""
    return [Example(name == "Bad", _files(snippet, label)) for name, label, snippet in sections(rule.page)]


def sections(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the headings of a page's examples, what stands in brackets behind them, and the snippets."""
    lines = page.split("\n")
    for number, line in enumerate(lines):
        heading = _SECTION.fullmatch(line)
        if heading is None:
            continue
        block = []
        for each in lines[number + 1 :]:
            if each and not each.startswith("    "):
                break
            block.append(each[4:])
        yield heading[1], heading[2] or "", "\n".join(block).strip("\n") + "\n"


def completed(snippet: str) -> str:
    """Return a YAML snippet as a whole file: every key that its kinds need, and every document that it refers to."""
    documents = re.split(r"^---[ \t]*\n", snippet, flags=re.MULTILINE)
    documents[0] = _completed_first(documents[0])
    kinds = [_kind(text) for text in documents]
    known = [_data(text) for text in documents]
    if "ConnectorConfig" not in kinds:
        documents += [yaml.safe_dump(each, sort_keys=False) for each in configs_for(known)]
    whole = "---\n".join(documents)
    if CLIENT_NAME in whole and all(each.get("name") != CLIENT_NAME for each in known):
        whole += "---\n" + yaml.safe_dump(with_header("OAuthClient", client_for({})), sort_keys=False)
    return whole


def _files(snippet: str, label: str) -> dict[str, str | bytes]:
    if label in {"", "bytes"}:
        text = completed(snippet)
        return {"config.yaml": _unescaped(text) if label else text}
    return {label: snippet}


def _unescaped(text: str) -> bytes:
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), text.encode())


def _completed_first(text: str) -> str:
    if not re.search(r"^apiVersion:", text, re.MULTILINE):
        text = f"apiVersion: appxlint/v1\n{text}"
    present = set(re.findall(r"^([A-Za-z]+):", text, re.MULTILINE))
    needed = skeleton(_kind(text), _data(text), present)
    lacking = {key: value for key, value in needed.items() if key not in present}
    return text + (yaml.safe_dump(lacking, sort_keys=False) if lacking else "")


def _kind(text: str) -> str:
    found = re.search(r"^kind: *(\S+)", text, re.MULTILINE)
    return (closest(found[1], list(KINDS)) or "") if found else ""


def _data(text: str) -> Data:
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
