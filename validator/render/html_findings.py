"""Findings for a page of HTML: each with its words, its source, what to write instead, and a way to its rule."""

from __future__ import annotations

from validator.render.counts import counts_of
from validator.render.frames import Mark, by_line, frames_of
from validator.render.html_parts import path, text
from validator.render.source_line import pieces
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from validator.diagnostics import Diagnostic, Related, Severity, Span

_ROOM = 160
"""How many columns of a source line are shown."""

_NAMELESS = "document"
"""What a report calls a document of which neither kind nor name could be read."""


class Anchors(NamedTuple):
    """Where on the page a file and a rule have their place."""

    files: Mapping[str, str]
    rules: Mapping[str, str]


def groups(findings: Sequence[Diagnostic], anchors: Anchors) -> str:
    """Return the findings file by file, as they come."""
    by_path: dict[str, list[tuple[int, Diagnostic]]] = {}
    for number, each in enumerate(findings, 1):
        by_path.setdefault(each.path, []).append((number, each))
    return "".join(_group(file, of_file, anchors) for file, of_file in by_path.items())


def _group(file: str, found: Sequence[tuple[int, Diagnostic]], anchors: Anchors) -> str:
    place = anchors.files[file]
    counts = counts_of(each.severity for _, each in found)
    articles = "".join(article(each, anchors, f"f{number}") for number, each in found)
    return (
        f'<section class="group" id="{place}" aria-labelledby="{place}h">\n'
        f'<h3 id="{place}h"><span>{path(file)}</span> <span class="count">{counts.words}</span></h3>\n'
        f"{articles}</section>\n"
    )


def article(found: Diagnostic, anchors: Anchors, place: str = "") -> str:
    """Return one finding; without a place of its own it is no part of what is filtered."""
    label = found.severity.label
    known = (
        f' id="{place}" data-f="{anchors.files[found.path]}" data-r="{anchors.rules[found.rule]}"'
        if place
        else ""
    )
    return (
        f'<article class="finding {label}"{known}>\n'
        f'<h4><span class="level">{label}</span> {text(found.message)}</h4>\n'
        f"{_about(found, anchors)}{''.join(_frames(found))}{_help(found.help)}{_silenced(found)}</article>\n"
    )


def _about(found: Diagnostic, anchors: Anchors) -> str:
    parts = [
        f'<span class="place"><span class="path">{path(found.path)}, </span>{_position(found.span)}</span>',
        f'<a class="rule" href="#{anchors.rules[found.rule]}">{text(found.rule)}</a>',
    ]
    if found.document and found.document != _NAMELESS:
        parts.append(f"<bdi>{text(found.document)}</bdi>")
    if found.fix is not None and found.fix.safe:
        parts.append('<span class="fixable">can be fixed with --fix</span>')
    return f'<p class="about">{" ".join(parts)}</p>\n'


def _frames(found: Diagnostic) -> Iterator[str]:
    """Yield the frame of the finding with what is near, then each place elsewhere with its own."""
    marks, elsewhere = frames_of(found)
    if marks:
        yield _frame(marks, found.severity)
    for other in elsewhere:
        yield from _elsewhere(other, found.severity)


def _elsewhere(other: Related, severity: Severity) -> Iterator[str]:
    if other.excerpt is None:
        yield f'<p class="elsewhere">{_place(other.path, other.span)} {text(other.message)}</p>\n'
        return
    yield f'<p class="elsewhere">{_place(other.path, other.span)}</p>\n'
    yield _frame([Mark(other.excerpt, other.span, other.message)], severity)


def _frame(marks: Sequence[Mark], severity: Severity) -> str:
    rows, previous = [], 0
    for line, together in by_line(marks):
        if previous and line > previous + 1:
            rows.append('<div class="gap">⋯</div>\n')
        rows += [_row(line, mark, severity) for mark in together]
        previous = line
    return f'<div class="frame">\n{"".join(rows)}</div>\n'


def _row(line: int, mark: Mark, severity: Severity) -> str:
    before, marked, after = (text(each) for each in pieces(mark.text, *mark.offsets, _ROOM))
    look = severity.label if mark.own else "other"
    words = f'<div class="words">{text(mark.words)}</div>' if mark.words else ""
    return (
        f'<div class="row"><span class="number">{line}</span>'
        f'<code>{before}<mark class="{look}">{marked}</mark>{after.rstrip()}</code>{words}</div>\n'
    )


def _place(file: str, span: Span) -> str:
    return f'<span class="place">{path(file)}, {_position(span)}</span>'


def _position(span: Span) -> str:
    return f"line {span.start.line}, column {span.start.column}"


def _help(words: str) -> str:
    if not words:
        return ""
    lines = "\n".join(text(line) for line in words.split("\n"))
    return f'<div class="help"><b>What to do</b> <span>{lines}</span></div>\n'


def _silenced(found: Diagnostic) -> str:
    if found.suppression is None:
        return ""
    kind, reason = (text(each) for each in found.suppression)
    return f'<p class="elsewhere">Suppressed by {kind}{f": {reason}" if reason else ""}</p>\n'
