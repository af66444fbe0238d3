"""The examples of rule pages, completed into whole projects by the scenes that the pages name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tests.support.scenes import completed
from validator.rules.scenes import scenes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.rules import Rule

_GIVEN = re.compile(r"^Given: (.+)$", re.MULTILINE)
_SECTION = re.compile(r"(Bad|Good)(?: \((bytes)\))?:")
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")


class Example(NamedTuple):
    """One example of a page: whether it is the bad one, and the files of its completed project."""

    bad: bool
    files: dict[str, str | bytes]


def given(page: str) -> str | None:
    """Return the name of the scene that a page's examples are a part of; None where they are all there is."""
    found = _GIVEN.search(page)
    return found[1] if found else None


def examples_of(rule: Rule) -> list[Example]:
    """Return the examples of a rule's page, in order."""
    name = given(rule.page)
    scene = scenes()[name] if name else None
    found = []
    for heading, label, snippet in sections(rule.page):
        text = completed(snippet, scene)
        files: dict[str, str | bytes] = {"config.yaml": _unescaped(text) if label else text}
        if scene is not None and scene.settings:
            files["appxlint.toml"] = scene.settings
        found.append(Example(heading == "Bad", files))
    return found


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


def _unescaped(text: str) -> bytes:
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), text.encode())
