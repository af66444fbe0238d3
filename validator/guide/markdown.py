"""Sheets as Markdown (GitHub's, with boxes to tick): what others wrote stands as code, in which nothing is active."""

from __future__ import annotations

from validator.guide.sheet import Audience, Mark
from validator.render.markdown import code, prose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.guide.sheet import Binder, Entry, Field, Link, Section, Sheet, Step, Words

_SHEETS = {Audience.ADMIN: "administrator", Audience.INTEGRATOR: "App Xchange"}


def render(binder: Binder) -> str:
    """Return sheets as one Markdown text."""
    parts = [_index(binder.entries)] if binder.entries else []
    parts += [_sheet(each) for each in binder.sheets]
    return "\n---\n\n".join("".join(f"{line}\n" for line in part) for part in parts)


def _index(entries: Sequence[Entry]) -> Iterator[str]:
    yield "# Connections"
    yield ""
    for each in entries:
        known = ", ".join(code(part) for part in (each.workspace, each.product, each.environment) if part)
        yield f"- {code(each.name)}" + (f": {known}" if known else "")
        if not each.places:
            yield "  - no sheet: it has errors"
        for audience, place in each.places:
            yield f"  - [{_SHEETS[audience]}]({place})" if place else f"  - {_SHEETS[audience]}"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"# {prose(sheet.title)}"
    yield ""
    yield f"{prose(sheet.reader)}."
    yield ""
    yield from (f"- {_field(each)}" for each in sheet.about)
    for number, section in enumerate(sheet.sections, 1):
        yield ""
        yield f"## {number}. {section.title}"
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    for step in section.steps:
        yield from _step(step, "- [ ] " if section.ticked else "- ")


def _step(step: Step, mark: str) -> Iterator[str]:
    sign = f"{_said(step.sign)}: " if step.sign else ""
    yield f"{mark}{sign}{_said(step.do)}"
    yield from (f"  - {_field(each)}" for each in step.fields)
    yield from (f"  - {_said(each)}" for each in step.notes)
    if step.inferred:
        yield f"  - *Inferred, not documented:* {_said(step.inferred)}"
    if step.links:
        yield f"  - See {', '.join(map(_link, step.links))}"


def _link(link: Link) -> str:
    return f"[{prose(link.title)}](<{link.url}>)" if link.url else prose(link.title)


def _field(field: Field) -> str:
    note = f"({prose(field.note)})" if field.note else ""
    value = code(field.value) if field.value else ""
    return f"**{prose(field.label)}**: {' '.join(part for part in (field.verb.value, value, note) if part)}".rstrip(
        ": "
    )


def _said(words: Words) -> str:
    return "".join(prose(each) if isinstance(each, str) else _marked(each.text, each.mark) for each in words)


def _marked(text: str, mark: Mark) -> str:
    return f"**{prose(text)}**" if mark is Mark.SCREEN else code(text)
