"""Operators on the number that names a Procore company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.whole.quality.edits import replaced
from tests.whole.quality.making import fields, replacing
from tests.whole.quality.model import Mutant, from_mistakes, operator
from tests.whole.quality.scenes import value_at, written
from validator.documents.kinds import CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.quality.scenes import Scene
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection

FAMILY = "Company ids"
IDS = fields(
    CONFIG, ("connection", "details", "companyId"), ("generalConfiguration", "companyId"), connector="procore"
)


def _pairs(scene: Scene) -> Iterator[tuple[Connection, Connection]]:
    known = [each for each in scene.connections("procore") if each.company_id is not None]
    return ((first, second) for at, first in enumerate(known) for second in known[at + 1 :])


def _copied(one: Connection, other: Connection, at: Connection, rule: str) -> Mutant:
    """Write one connection's number for another; the finding is expected at a third, one of the two."""
    assert one.company_id
    assert other.company_id
    assert at.company_id
    text = written(one.company_id.document, *one.company_id.route)
    return Mutant(
        replaced(other.company_id.document, other.company_id.route, text),
        rule,
        (value_at(at.company_id.document, *at.company_id.route),),
    )


@operator(FAMILY, "the number of another company")
def of_another(scene: Scene) -> Iterator[Mutant]:
    for first, second in _pairs(scene):
        companies = {each.workspace.get("company") for each in (first, second) if each.workspace is not None}
        live = all(each.environment and "production" in each.environment.traits for each in (first, second))
        if live and len(companies) > 1 and written_id(first) != written_id(second):
            yield _copied(first, second, second, "company-id-of-another")
            yield _copied(second, first, second, "company-id-of-another")


def written_id(connection: Connection) -> str:
    """Return the number of a connection's company as its file has it."""
    setting = connection.company_id
    return written(setting.document, *setting.route) if setting is not None else ""


@operator(FAMILY, "one number for Production and a sandbox with numbers of its own")
def shared(scene: Scene) -> Iterator[Mutant]:
    for first, second in _pairs(scene):
        own = [
            each
            for each in (first, second)
            if each.environment and "own-company-ids" in each.environment.traits
        ]
        if len(own) == 1:
            yield _copied(first, second, own[0], "company-id-shared")
            yield _copied(second, first, own[0], "company-id-shared")


def _sandboxes(scene: Scene) -> Iterator[tuple[Document, Route]]:
    for config, route in IDS(scene):
        environment = scene.project.connection(config).environment
        if environment is not None and environment.traits >= {"sandbox", "own-company-ids"}:
            yield config, route


def _in_production(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield numbers in whose environments the pages of Production are."""
    for config, route in IDS(scene):
        environment = scene.project.connection(config).environment
        if environment is None or "app.procore.com" in environment.web_hosts:
            yield config, route


def _elsewhere(scene: Scene) -> Iterator[tuple[Document, Route]]:
    """Yield numbers whose connection is known to be for another environment than a page of Production."""
    production = {id(config) for config, _ in _in_production(scene)}
    return (each for each in IDS(scene) if id(each[0]) not in production)


OPERATORS = (
    from_mistakes(
        replacing(
            FAMILY,
            "the address of a page of another environment",
            "environment-host-mismatch",
            _elsewhere,
            "https://us02.procore.com/562949953443325/company/home",
            "https://app.procore.com/2653585/project/home",
        )
    ),
    replacing(
        FAMILY,
        "the address of a company's page",
        "company-id-is-url",
        _in_production,
        "https://us02.procore.com/562949953443325/company/home",
        "https://app.procore.com/webclients/host/companies/562949953443325/tools/directory",
        "us02.procore.com/562949953443325/company/home",
        "https://app.procore.com/account",
    ),
    replacing(
        FAMILY,
        "the address of a project's page",
        "company-id-is-project",
        _in_production,
        "https://app.procore.com/2653585/project/home",
        "https://us02.procore.com/562949953497014/project/home",
    ),
    replacing(
        FAMILY,
        "a number with separators",
        "company-id-malformed",
        IDS,
        "'4,281,379'",
        "4.281.379",
        "4 281 379",
    ),
    replacing(FAMILY, "a number with underscores", "company-id-malformed", IDS, "4_281_379"),
    replacing(FAMILY, "a number with an exponent", "company-id-malformed", IDS, "5.62949953E+14", "4e6"),
    replacing(FAMILY, "a leading zero", "company-id-malformed", IDS, "04281379", '"04281379"'),
    replacing(FAMILY, "a sign", "company-id-malformed", IDS, "-4281379", "+4281379"),
    replacing(FAMILY, "a # in quotes", "company-id-malformed", IDS, '"#4281379"'),
    replacing(
        FAMILY,
        "a # without quotes",
        "comment-cuts-value",
        fields(CONFIG, ("generalConfiguration", "companyId"), connector="procore"),
        "#4281379",
    ),
    replacing(FAMILY, "a fraction", "company-id-malformed", IDS, "4281379.0"),
    replacing(FAMILY, "zero, or too many digits", "company-id-malformed", IDS, "0", "56294995344332512345"),
    replacing(FAMILY, "a name, or an empty text", "company-id-malformed", IDS, "Acme Builders", '""'),
    replacing(FAMILY, "true or false", "company-id-malformed", IDS, "true"),
    replacing(
        FAMILY,
        "an example out of the documentation",
        "company-id-example",
        IDS,
        "112233",
        "'7656'",
        "598134325779301",
    ),
    of_another,
    shared,
    replacing(
        FAMILY,
        "a number of a region that a sandbox is not in",
        "company-id-region",
        _sandboxes,
        "562949953443325",
    ),
)
