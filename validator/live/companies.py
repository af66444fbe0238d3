"""The list of companies that a token sees, and the search for the configured one in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from validator.live.answers import Answer
from validator.live.diagnosis import fault
from validator.live.foreign import listed, shown
from validator.live.statuses import OK, unexpected
from validator.live.targets import Grant
from validator.live.visit import Found, read, records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.live.results import Facts
    from validator.live.visit import Visit

MOST_PAGES = 3
PAGE_SIZE = 100
_PROJECTS_PAGE = 300
_NEXT = re.compile(r';\s*rel="?next"?', re.IGNORECASE)


class Company(NamedTuple):
    """A company that the token sees; `active` is None where the answer does not say."""

    id: int
    name: str
    active: bool | None


def companies(visit: Visit, facts: Facts) -> Found:
    """Look for the configured company in at most three pages; links to pages are counted, never followed."""
    seen: list[Company] = []
    for page in range(1, MOST_PAGES + 1):
        query: dict[str, str | int] = {"per_page": PAGE_SIZE, "page": page, "include_free_companies": "true"}
        found = read(visit, facts, "companies", "/rest/v1.0/companies", query)
        if isinstance(found, Found):
            return found
        facts = found.facts
        listing = _companies(found.answer)
        if listing is None:
            return Found(facts, fault=unexpected(found.answer, visit.api.label))
        seen += listing
        for company in listing:
            if company.id == visit.company_id:
                return _present(visit, facts, company)
        if not _NEXT.search(found.answer.headers.get("link", "")):
            return _absent(visit, facts, seen)
    return Found(facts, f"not among the first {len(seen)} companies, so it is asked for directly")


def _companies(answer: Answer) -> list[Company] | None:
    listing: list[Company] = []
    for record in records(answer) or ():
        number, name, active = record["id"], record.get("name"), record.get("is_active")
        if not isinstance(number, int) or not isinstance(name, str) or not isinstance(active, bool | None):
            return None
        listing.append(Company(number, name, active))
    return None if records(answer) is None else listing


def _present(visit: Visit, facts: Facts, company: Company) -> Found:
    name = shown(company.name, visit.secrets)
    expected = visit.target.expected.company
    facts = facts._replace(
        company=name,
        company_active=company.active,
        company_expected=_plain(company.name) == _plain(expected) if expected else None,
    )
    if company.active is False:
        return Found(facts, fault=fault("live/company-inactive", company=name))
    other = facts.company_expected is False
    return Found(facts, f'visible: "{name}"' + (", which is not the name in the config" if other else ""))


def _absent(visit: Visit, facts: Facts, seen: Sequence[Company]) -> Found:
    if not seen:
        return Found(facts, fault=fault("live/company-not-visible", "none"))
    unattended = visit.target.grant is Grant.CLIENT_CREDENTIALS
    if unattended and len(seen) == 1 and _is_project(visit, seen[0]):
        company = shown(seen[0].name, visit.secrets)
        return Found(facts, fault=fault("live/company-is-project", company=f'"{company}"'))
    names = listed([company.name for company in seen], visit.secrets)
    environment = visit.target.endpoints.environment
    kind = "" if unattended else "user"
    return Found(facts, fault=fault("live/company-not-visible", kind, names=names, environment=environment))


def _is_project(visit: Visit, only: Company) -> bool:
    """Whether the configured id is that of a project in the only company that the app is installed in.

    This takes the place of the read of projects. It is not done with a person's token, whose calls in a
    company may install the app there.
    """
    query = {"company_id": only.id, "per_page": _PROJECTS_PAGE}
    answer = visit.get("/rest/v1.1/projects", query, only.id)
    listing = records(answer) if isinstance(answer, Answer) and answer.status == OK else None
    return any(record["id"] == visit.company_id for record in listing or ())


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
