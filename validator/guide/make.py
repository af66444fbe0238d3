"""The two sheets of a connection, put together from what is known of the steps and what the project says."""

from __future__ import annotations

from validator.guide.doubts import ask_first, doubted
from validator.guide.fields import fields_called
from validator.guide.sentences import said
from validator.guide.sheet import Audience, Field, Link, Section, Sheet, Step, Verb, plain
from validator.guide.steps import chapters, fits, pages
from validator.guide.traits import case_of
from validator.guide.values import name_at
from validator.secrets.hide import HIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.diagnostics import Diagnostic
    from validator.guide.steps import Chapter, Told
    from validator.guide.traits import Case
    from validator.project.connection import Connection
    from validator.project.project import Project

_ABOUT = {
    Audience.ADMIN: (("Company", "company"), ("Integration", "integration"), ("App", "app")),
    Audience.INTEGRATOR: (
        ("Customer", "company"),
        ("Workspace", "workspace"),
        ("Integration", "integration"),
        ("Connector", "product"),
    ),
}
_TITLES = {Audience.ADMIN: "Prepare {} for App Xchange", Audience.INTEGRATOR: "Set up {} in App Xchange"}
_OF_THE_CATALOGUE = "catalogue"
_DOCUMENTED = "documented"


def sheet_of(
    connection: Connection, project: Project, audience: Audience, warnings: Sequence[Diagnostic] = ()
) -> Sheet:
    """Return the sheet of a connection for one reader; it holds nothing that must not be shown.

    Of what the warnings are about nothing is to be done before somebody was asked.
    """
    case = case_of(connection, project, audience)
    found = (
        _section(each, case, connection, project)
        for each in chapters(audience)
        if fits(each.when, case.traits)
    )
    sections = tuple(doubted(each, warnings) for each in found if each.steps)
    return Sheet(
        audience=audience,
        name=name_at(connection.config, ("name",), project, HIDDEN),
        title=_TITLES[audience].format(_text(case, "product")),
        reader=_reader(case, audience),
        about=(*_about(case, audience), *ask_first(audience, sections, warnings)),
        sections=sections,
    )


def _text(case: Case, key: str) -> str:
    found = case.names.get(key, "")
    return found if isinstance(found, str) else found.text


def _reader(case: Case, audience: Audience) -> str:
    if audience is Audience.INTEGRATOR:
        return "For the person who sets it up in App Xchange"
    company = _text(case, "company")
    return f"For the {_text(case, 'product')} administrator" + (f" of {company}" if company else "")


def _about(case: Case, audience: Audience) -> Iterator[Field]:
    for label, key in (*_ABOUT[audience], ("Environment", "environment")):
        if not isinstance(case.names.get(key, ""), str):
            yield Field(label, Verb.READ, _text(case, key))


def _section(chapter: Chapter, case: Case, connection: Connection, project: Project) -> Section:
    told = (each for each in chapter.steps if fits(each.when, case.traits))
    steps = (_step(each, case, connection, project) for each in told)
    return Section(chapter.title, tuple(each for each in steps if each is not None), chapter.ticked)


def _step(told: Told, case: Case, connection: Connection, project: Project) -> Step | None:
    """Return a step; None where it names or shows something that is not known of this connection."""
    do, sign, inferred = (said(each, case.names) for each in (told.do, told.sign, told.inferred))
    fields = fields_called(told.fields, connection, project)
    if do is None or sign is None or inferred is None or (told.fields and not fields):
        return None
    notes = (said(each.say, case.names) for each in told.notes if fits(each.when, case.traits))
    return Step(
        do=do,
        sign=sign,
        fields=fields,
        notes=tuple(each for each in notes if each is not None and plain(each)),
        links=tuple(_links(told, connection)),
        inferred=inferred,
    )


def _links(told: Told, connection: Connection) -> Iterator[Link]:
    for key in told.pages:
        if key == _OF_THE_CATALOGUE:
            yield from _sources(connection)
        else:
            yield pages()[key]


def _sources(connection: Connection) -> Iterator[Link]:
    """Yield the pages that document what the shipped catalogue says of the definition, else of the connector."""
    document = connection.definition if connection.structured else connection.connector
    found = document.get("sources") if document is not None and document.shipped else None
    for url in dict.fromkeys(each["url"] for each in found or () if each["certainty"] == _DOCUMENTED):
        yield Link(url, url)
