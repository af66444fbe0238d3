"""Faults that reading, parsing and schema checks detect, before any rule puts them into a finding."""

from __future__ import annotations

from typing import NamedTuple

from validator.diagnostics import Part, Position, Route, Severity, Span


class Limits(NamedTuple):
    """How much a file may hold before it is refused as `too-complex`, and how many findings of it are shown."""

    file_bytes: int = 1024 * 1024
    depth: int = 64
    nodes: int = 50_000
    scalar_characters: int = 64 * 1024
    findings_per_file: int = 100


class Rewrite(NamedTuple):
    """A safe change of the faulty key or value; `text` is what to write, None to leave the entry out."""

    title: str
    text: str | None
    safe: bool = True


class Fault(NamedTuple):
    """One fault at one place, in words that quote nothing sensitive.

    `also` are further places in the same file with what is there. `route` and `part` name the faulty part of the
    data where there is one. A `fatal` fault leaves the rest of the document unread. `meant` is the key that an unknown
    one stands for, where renaming it would not do. `besides` are further parts of which the fault says all there is to
    say: nothing more is reported of them, and they are not missing.
    """

    rule: str
    span: Span
    message: str
    help: str = ""
    label: str = ""
    also: tuple[tuple[Span, str], ...] = ()
    route: Route | None = None
    part: Part = Part.VALUE
    rewrite: Rewrite | None = None
    severity: Severity | None = None
    fatal: bool = False
    meant: str | None = None
    besides: tuple[Route, ...] = ()


START = Span(Position(1, 1), Position(1, 1))
"""The place of a fault that concerns a whole file."""
