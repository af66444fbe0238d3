"""Sheets of texts, and sheets made by hand: what the tests of this package share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.reading import project_of
from validator.guide.make import sheet_of
from validator.guide.sheet import Audience, Field, Link, Mark, Part, Section, Sheet, Step, Verb, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.project.connection import Connection
    from validator.project.project import Project

ADMIN, INTEGRATOR = Audience.ADMIN, Audience.INTEGRATOR

CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:ACME_CLIENT_ID}
clientSecret: ${env:ACME_CLIENT_SECRET}
tokenUrl: https://login.procore.com/oauth/token
clientAuthentication: Client credentials body
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme-config
connector: procore
integration: Procore + Payroll
workspace: {name: "Acme : Procore <> Payroll", type: standard, region: us, company: Acme Builders}
application:
  source: custom
  name: Payroll Sync
  versionKey: 3f0c1c52-6d6c-4d7a-9a5e-0d3a1f2b4c5d
  access: service-account
  installed: 2026-10-02
  permittedProjects: [Quay House, Mill Lane]
connection:
  name: Acme live
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: Production}
"""
GENERAL = f"""\
{CONFIG.partition("connection:")[0]}generalConfiguration:
  companyId: 4281379
  baseUrl: https://api.procore.com/
  clientSecret: ${{env:ACME_CLIENT_SECRET}}
"""
RULES = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
complete: true
baseConnections:
  - name: Payroll live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}
"""
BASED = (
    CONFIG.partition("  definition:")[0] + "  baseConnection: Payroll live\n  details: {companyId: 4281379}\n"
)
SHEET = Sheet(
    ADMIN,
    "acme-config",
    "Prepare Procore for App Xchange",
    "For the Procore administrator of Acme",
    (Field("Company", Verb.READ, "Acme"),),
    (
        Section(
            "Install the app",
            (
                Step(
                    (
                        "Install ",
                        Part("Payroll Sync", Mark.NAME),
                        " with ",
                        Part("Install App", Mark.SCREEN),
                        ".",
                    ),
                    fields=(
                        Field("App Version Key", Verb.ENTER, "3f0c1c52", exact=True),
                        Field("Client secret", Verb.ENTER, "from ACME_CLIENT_SECRET"),
                        Field("Scope", Verb.EMPTY, ""),
                        Field("Connection Environment", Verb.FILLED, "Production", "by the base connection"),
                    ),
                    notes=(("It is asked for once.",),),
                    links=(Link("Help, Apps", "https://help.example/apps"), Link("Help, by title alone", "")),
                    inferred=("it follows.",),
                ),
            ),
        ),
        Section(
            "If it fails",
            (Step(("Ask again with ", Part("appxlint live a.yaml", Mark.CODE)), sign=("404",)),),
            ticked=False,
        ),
    ),
)


def connected(*texts: str) -> tuple[Connection, Project]:
    """Return the connection of the first config in some texts, and its project."""
    project = project_of(*texts)
    return project.connection(project.configs()[0]), project


def sheet(audience: Audience, *texts: str) -> Sheet:
    """Return the sheet of the first config in some texts."""
    return sheet_of(*connected(*texts), audience)


def titles(made: Sheet) -> list[str]:
    """Return the titles of a sheet's sections."""
    return [each.title for each in made.sections]


def steps(made: Sheet) -> list[str]:
    """Return what a sheet says is to be done."""
    return [plain(step.do) for section in made.sections for step in section.steps]


def fields(made: Sheet, title: str) -> dict[str, Field]:
    """Return the fields of a section by their labels."""
    found = (
        field for each in made.sections if each.title == title for step in each.steps for field in step.fields
    )
    return {each.label: each for each in found}


def texts(made: Sheet) -> Iterator[str]:
    """Yield every text of a sheet."""
    yield from (made.title, made.reader)
    for each in made.about:
        yield from (each.label, each.value)
    for section in made.sections:
        yield section.title
        for step in section.steps:
            yield from (plain(step.do), plain(step.sign), plain(step.inferred), *map(plain, step.notes))
            for field in step.fields:
                yield from (field.label, field.value, field.note)
            for link in step.links:
                yield from link
