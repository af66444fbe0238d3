"""Sheets for a terminal or a plain mail: wrapped at its width, with boxes to tick with a pen."""

from __future__ import annotations

from validator.guide.sheet import Audience, plain
from validator.render.escape import escape, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.guide.sheet import Binder, Entry, Field, Link, Section, Sheet, Step

_BOX = "[ ] "
_NO_BOX = "  - "
_SHEETS = {Audience.ADMIN: "administrator", Audience.INTEGRATOR: "App Xchange"}


def render(binder: Binder, columns: int = 100) -> str:
    """Return sheets as text whose lines have at most so many columns, unless one thing to copy is longer."""
    parts = [list(_index(binder.entries, columns))] if binder.entries else []
    parts += [list(_sheet(each, columns)) for each in binder.sheets]
    rule = ["", "-" * min(columns, 72), ""]
    lines = [line for at, part in enumerate(parts) for line in ([*rule, *part] if at else part)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _index(entries: Sequence[Entry], columns: int) -> Iterator[str]:
    yield from _heading("Connections", "=", columns)
    for each in entries:
        yield ""
        yield from _hanging(each.name, columns, "", "  ")
        rest = " / ".join(part for part in (each.workspace, each.product, each.environment) if part)
        yield from _hanging(rest, columns, "  ", "  ")
        if not each.places:
            yield from _hanging("no sheet: it has errors", columns, "  ", "  ")
        for audience, place in each.places:
            yield from _hanging(
                f"{_SHEETS[audience]}: {place}" if place else _SHEETS[audience], columns, "  ", "    "
            )


def _sheet(sheet: Sheet, columns: int) -> Iterator[str]:
    yield from _heading(sheet.title, "=", columns)
    yield from _hanging(sheet.reader, columns, "", "")
    yield ""
    yield from _fields(sheet.about, columns, "")
    for number, section in enumerate(sheet.sections, 1):
        yield ""
        yield from _section(section, number, sheet.pages, columns)
    if sheet.pages:
        yield ""
        yield from _pages(sheet.pages, columns)


def _pages(pages: Sequence[Link], columns: int) -> Iterator[str]:
    yield from _heading("Public pages", "-", columns)
    yield ""
    for number, page in enumerate(pages, 1):
        mark = f"[{number}] "
        yield from _hanging(page.title, columns, mark, " " * len(mark))
        if page.url not in {"", page.title}:
            yield f"{' ' * len(mark)}{escape(page.url)}"


def _heading(text: str, line: str, columns: int) -> Iterator[str]:
    lines = list(_hanging(text, columns, "", ""))
    yield from lines
    yield line * max(map(width, lines))


def _section(section: Section, number: int, pages: Sequence[Link], columns: int) -> Iterator[str]:
    yield from _heading(f"{number}. {section.title}", "-", columns)
    for step in section.steps:
        yield ""
        yield from _step(step, pages, columns, _BOX if section.ticked else _NO_BOX)


def _step(step: Step, pages: Sequence[Link], columns: int, mark: str) -> Iterator[str]:
    margin = " " * len(mark)
    sign = f"{plain(step.sign)}: " if step.sign else ""
    seen = "".join(f" [{pages.index(link) + 1}]" for link in step.links)
    yield from _hanging(f"{sign}{plain(step.do)}{seen}", columns, mark, margin)
    if step.fields:
        yield ""
        yield from _fields(step.fields, columns, f"{margin}  ")
        if step.notes or step.inferred:
            yield ""
    for note in step.notes:
        yield from _hanging(plain(note), columns, margin, margin)
    if step.inferred:
        yield from _hanging(f"Inferred, not documented: {plain(step.inferred)}", columns, margin, margin)


def _fields(fields: Sequence[Field], columns: int, margin: str) -> Iterator[str]:
    """Yield fields as a table where it fits, else one below the other."""
    rows = [(escape(each.label), each.verb.value, escape(each.value), escape(each.note)) for each in fields]
    labels, verbs = (max((width(row[at]) for row in rows), default=0) for at in (0, 1))
    start = len(margin) + labels + 2 + (verbs + 2 if verbs else 0)
    if any(start + width(row[2]) > columns for row in rows):
        yield from _stacked(fields, columns, margin)
        return
    for label, verb, value, note in rows:
        done = f"{verb}{' ' * (verbs - width(verb))}  " if verbs else ""
        line = f"{margin}{label}{' ' * (labels - width(label))}  {done}{value}"
        beside = f"{line} ({note})" if value else f"{line}({note})"
        if not note or width(beside) <= columns:
            yield beside if note else line
        else:
            yield line
            yield from _hanging(f"({note})", columns, " " * start, " " * start)


def _stacked(fields: Sequence[Field], columns: int, margin: str) -> Iterator[str]:
    for each in fields:
        note = f"({each.note})" if each.note else ""
        yield from _hanging(each.label, columns, margin, margin)
        words = " ".join(part for part in (each.verb.value, each.value, note) if part)
        yield from _hanging(words, columns, f"{margin}  ", f"{margin}  ")


def _hanging(text: str, columns: int, first: str, others: str) -> Iterator[str]:
    """Yield a text as escaped lines, broken at blanks alone."""
    line, start = first, True
    for word in escape(text).split(" "):
        longer = f"{line}{word}" if start else f"{line} {word}"
        if not start and width(longer) > columns:
            yield line
            line = f"{others}{word}"
        else:
            line = longer
        start = False
    yield line
