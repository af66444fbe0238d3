"""Sheets as one page of HTML that needs nothing else: no network, no other file, and no script but its own."""

from __future__ import annotations

import hashlib

from validator.guide.sheet import Audience, Mark, Verb, plain
from validator.render.html_parts import beside, link, page
from validator.render.html_parts import text as _text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.guide.sheet import Binder, Entry, Field, Link, Section, Sheet, Step, Words

_SHEETS = {Audience.ADMIN: "administrator", Audience.INTEGRATOR: "App Xchange"}
_TAGS = {Mark.NAME: "b", Mark.SCREEN: "b", Mark.CODE: "code"}


def render(binder: Binder) -> str:
    """Return sheets as one page."""
    titles = [each.title for each in binder.sheets]
    title = titles[0] if len(set(titles)) == 1 and not binder.entries else "Connections in App Xchange"
    body = (
        "<main>\n"
        + (_index(binder.entries) if binder.entries else "")
        + "".join(_sheet(each, number) for number, each in enumerate(binder.sheets, 1))
        + '</main>\n<p class="said" role="status"></p>\n'
    )
    return page(title, body, style=beside(__file__, "page.css"), script=beside(__file__, "page.js"))


def _index(entries: Sequence[Entry]) -> str:
    return f"<nav>\n<h1>Connections</h1>\n<ul>\n{''.join(map(_entry, entries))}</ul>\n</nav>\n"


def _entry(entry: Entry) -> str:
    rest = " · ".join(_text(each) for each in (entry.workspace, entry.product, entry.environment) if each)
    links = " · ".join(
        f'<a href="{_text(place)}">{_SHEETS[audience]}</a>' for audience, place in entry.places if place
    )
    return f"<li><b>{_text(entry.name)}</b> {rest}<br>{links or 'no sheet: it has errors'}</li>\n"


def _sheet(sheet: Sheet, number: int) -> str:
    about = "".join(f"<dt>{_text(each.label)}</dt><dd>{_text(each.value)}</dd>\n" for each in sheet.about)
    sections = "".join(_section(each, f"s{number}-{at}", at) for at, each in enumerate(sheet.sections, 1))
    return (
        f'<article id="s{number}" aria-labelledby="t{number}">\n<h1 id="t{number}">{_text(sheet.title)}</h1>\n'
        f'<p class="for">{_text(sheet.reader)}</p>\n<dl class="about">\n{about}</dl>\n'
        f'<p class="progress" hidden></p>\n{sections}{_pages(sheet.pages)}</article>\n'
    )


def _section(section: Section, prefix: str, number: int) -> str:
    kind = "ol" if section.ticked else "ul"
    steps = "".join(
        f"<li>{_step(each, f'{prefix}-{at}' if section.ticked else '')}</li>\n"
        for at, each in enumerate(section.steps, 1)
    )
    look = "steps" if section.ticked else "steps plain"
    heading = f"<h2>{number}. {_text(section.title)}</h2>"
    return f'<section>\n{heading}\n<{kind} class="{look}">\n{steps}</{kind}>\n</section>\n'


def _step(step: Step, box: str) -> str:
    sign = f'<span class="sign">{_said(step.sign)}</span>' if step.sign else ""
    do = f'{sign}<span class="do">{_said(step.do)}</span>'
    if box:
        digest = hashlib.sha256(plain(step.do).encode()).hexdigest()[:8]
        do = f'<label class="step"><input type="checkbox" id="{box}" data-step="{digest}"><span>{do}</span></label>'
    below = "".join(_below(step))
    return f'{do}<div class="more">{below}</div>' if below else do


def _below(step: Step) -> Iterator[str]:
    if step.fields:
        verbs = any(each.verb.value for each in step.fields)
        rows = "".join(_field(each, verbs=verbs) for each in step.fields)
        yield f"<table><tbody>\n{rows}</tbody></table>"
    yield from (f'<p class="note">{_said(each)}</p>' for each in step.notes)
    if step.inferred:
        yield f'<p class="inferred">Inferred, not documented: {_said(step.inferred)}</p>'
    if step.links:
        yield f'<p class="links">{" · ".join(link(*each) for each in step.links)}</p>'


def _field(field: Field, *, verbs: bool) -> str:
    value = f"<code>{_text(field.value)}</code>" if field.exact else _text(field.value)
    note = f"<small>{_text(field.note)}</small>" if field.note else ""
    label = _text(field.label)
    button = f'<button type="button" hidden aria-label="Copy {label}">Copy</button>' if field.exact else ""
    look = ' class="filled"' if field.verb in {Verb.FILLED, Verb.KEEP, Verb.EMPTY} else ""
    verb = f'<td class="verb">{field.verb.value}</td>' if verbs else ""
    return (
        f'<tr{look}><th scope="row">{label}</th>{verb}'
        f'<td class="value"><bdi>{value}</bdi>{note}</td><td class="copy">{button}</td></tr>\n'
    )


def _pages(links: Iterable[Link]) -> str:
    """Return the list of all pages with their addresses, for paper, where a link leads nowhere."""
    items = "".join(
        f"<li>{_text(each.title)}{f'<br>{_text(each.url)}' if each.url not in {'', each.title} else ''}</li>\n"
        for each in links
    )
    return (
        f'<section class="paper">\n<h2>Public pages</h2>\n<ol>\n{items}</ol>\n</section>\n' if items else ""
    )


def _said(words: Words) -> str:
    return "".join(
        _text(each)
        if isinstance(each, str)
        else f"<{_TAGS[each.mark]}>{_text(each.text)}</{_TAGS[each.mark]}>"
        for each in words
    )
