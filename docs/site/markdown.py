"""What has to be known of Markdown to take pages apart: fences, headings, links."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FENCE = re.compile(r"^(```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\\.)*)\]\(([^()\s]+)\)")
_ITEM = re.compile(r"^- \[([^\]]*)\]\(([^()#\s]+)\)", re.MULTILINE)


class Section(NamedTuple):
    """A part of a page: its heading, empty for what stands before the first one, and the text below it."""

    heading: str
    text: str


def sections(text: str, level: int) -> list[Section]:
    """Return a page's parts by the headings of a level; headings within fences are none."""
    mark = "#" * level + " "
    lines = text.split("\n")
    starts = [number for number, line in _outside(lines) if line.startswith(mark)]
    parts = [Section("", "\n".join(lines[: starts[0] if starts else len(lines)]).strip("\n"))]
    for start, end in pairwise([*starts, len(lines)]):
        parts.append(Section(lines[start].removeprefix(mark), "\n".join(lines[start + 1 : end]).strip("\n")))
    return parts


def _outside(lines: list[str]) -> Iterator[tuple[int, str]]:
    fenced = False
    for number, line in enumerate(lines):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def with_links(text: str, lead: Callable[[str], str | None]) -> str:
    """Return a page whose links lead elsewhere; where there is nothing to lead to, their words stay."""

    def led(found: re.Match[str]) -> str:
        target = lead(found[2])
        return found[1] if target is None else f"[{found[1]}]({target})"

    parts = _FENCE.split(text)
    return "".join(part if number % 2 else _LINK.sub(led, part) for number, part in enumerate(parts))


def listed(text: str) -> list[tuple[str, str]]:
    """Return the words and the target of each link that an item of a list begins with."""
    return _ITEM.findall(text)
