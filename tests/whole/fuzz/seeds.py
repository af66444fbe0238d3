"""What fuzzing begins with: the samples, each a project of a few small files, with marks where secrets stand."""

from __future__ import annotations

import functools
import json
import re
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.support.canaries import CANARIES
from tests.support.samples import SAMPLES
from validator.schema.schemas import schema_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Files: TypeAlias = "dict[str, bytes]"

MARK = "\ue000"
"""Stands for a secret while a text is being changed, so that no change cuts one in two."""

WORDS = ("swordfish", "marmalade", "geheimnis")
"""Secrets that a person chose: nothing tells them from a name but where they stand."""

MOST_BYTES = 3000
_MARK = MARK.encode()
_SECRET = re.compile(
    rb"(?im)^([ \t]*(?:- )?[\"']?[a-z]*(?:secret|password|passphrase|token)[\"']?:[ \t]+)([^\s#{\[|>&*][^\n#]*)"
)
_STILL_SECRET = re.compile(
    rb"(?i)([\w-]*(?:secre|scret|secrt|passw|pwd|passphrase|token)[\w-]*)[\"']?[ \t]*:[ \t]+[\"'\[{!&* ]{0,4}"
    + _MARK
)


def chance(number: int | str) -> Random:
    """Return what chooses: from one number always the same."""
    return Random(number)  # noqa: S311 - nothing secret is made with it


@functools.cache
def seeds() -> tuple[Files, ...]:
    """Return the samples that are small enough to be tried often, each folder as a project."""
    folders = sorted({file.parent for file in SAMPLES.rglob("*.*") if file.suffix in {".yaml", ".json"}})
    projects = ({each.name: each.read_bytes() for each in _files(folder)} for folder in folders)
    return tuple(project for project in projects if sum(map(len, project.values())) <= MOST_BYTES)


def _files(folder: Path) -> list[Path]:
    return [each for each in sorted(folder.iterdir()) if each.suffix in {".yaml", ".yml", ".json", ".toml"}]


@functools.cache
def shown_fields() -> frozenset[str]:
    """Return the fields of the schemas whose values are no secrets."""
    texts = [file.read_text(encoding="utf-8") for file in schema_folder().glob("*.json")]
    return frozenset(name for text in texts for name in _shown(json.loads(text)))


def _shown(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        named = node.get("properties")
        for name, inner in named.items() if isinstance(named, dict) else ():
            if isinstance(inner, dict) and not inner.get("writeOnly"):
                yield name
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _shown(each)


def marked(data: bytes) -> bytes:
    """Return a text with a mark in the place of each secret and of each reference to one."""
    return _SECRET.sub(rb"\1" + _MARK, data)


def planted(files: Files, random: Random) -> tuple[Files, tuple[str, ...]]:
    """Return files with secrets in the places of the marks, and those secrets.

    A word is planted only where every mark still stands behind the key of a secret, or a slip of one: elsewhere it
    may be a name.
    """
    text = b"\n".join(files.values())
    if _MARK not in text:
        return files, ()
    keys = {key.decode() for key in _STILL_SECRET.findall(text)}
    guarded = len(_STILL_SECRET.findall(text)) == text.count(_MARK) and not keys & shown_fields()
    secret = random.choice(WORDS) if guarded and random.random() < 0.5 else random.choice(CANARIES).text
    return {name: data.replace(_MARK, secret.encode()) for name, data in files.items()}, (secret,)
