"""Procore's REST API, as far as the live check reads it: addresses, answers and what they mean. Nothing is written.

Paths stand in the catalogue; shapes are those of Procore's API description.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import urlencode

from validator.catalog import shipped
from validator.documents.kinds import CONNECTOR
from validator.lazy import lazy
from validator.live.answers import (
    OK,
    Answer,
    Failure,
    failed,
    identified,
    is_whole,
    no_service,
    payload,
    unexpected,
    web_host,
)
from validator.live.diagnosis import fault
from validator.live.results import StepName
from validator.live.target import Grant
from validator.live.transport import Request
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from validator.live.hosts import Origin
    from validator.live.patience import Patience
    from validator.live.redactor import Redactor
    from validator.live.results import Facts, LiveFault
    from validator.live.target import Target
    from validator.live.token import Token

PROCORE = "procore"
"""The key of the connector whose API this module reads, as `liveCheck` of a Connector says it."""

COMPANY_HEADER = "Procore-Company-Id"
MOST_PAGES = 3
PAGE_SIZE = 100

_PROJECTS_PAGE = 300
_CLIENT_ERRORS = range(400, 500)
_BAD_REQUEST, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND = 400, 401, 403, 404
_UNNAMED = frozenset({_BAD_REQUEST, _NOT_FOUND})
"""What Procore is known to answer, or may, where a request lacks the company that it has to name."""

_NEXT = lazy(r';\s*rel="?next"?', re.IGNORECASE)
_NOT_CONNECTED = "app is not connected to this company"


@functools.cache
def path_of(step: str) -> str:
    """Return the path that a step reads, out of the shipped catalogue alone, so that no project can lead it away."""
    (found,) = (each.get("apiPaths", step) for each in shipped(PROCORE) if each.kind == CONNECTOR)
    return str(found)


class Visit(NamedTuple):
    """One token, one company (0: none yet), one API address, the time that is left, and the way for words out."""

    target: Target
    company_id: int
    api: Origin
    token: Token
    patience: Patience
    redactor: Redactor
    names: bool = False

    def get(
        self, path: str, query: Mapping[str, str | int] | None = None, company_id: int | None = None
    ) -> Answer | Failure:
        """Read one address of the API, with the header that says which company is meant."""
        question = f"?{urlencode(query)}" if query else ""
        asked_of = company_id or self.company_id
        company = {COMPANY_HEADER: str(asked_of)} if asked_of else {}
        return self.patience.ask(Request(self.api.url(path) + question, company, bearer=self.token.value))


class Found(NamedTuple):
    """What a read found out; `skipped` says that the answer left the question open, without a fault."""

    facts: Facts
    detail: str = ""
    fault: LiveFault | None = None
    skipped: bool = False


class Read(NamedTuple):
    """An answer of status 200, and the facts that it adds to."""

    answer: Answer
    facts: Facts


def read(
    visit: Visit, facts: Facts, step: str, path: str, query: Mapping[str, str | int] | None = None
) -> Read | Found:
    """Read one address; anything but an answer of status 200 is already the fault of the step."""
    answer = visit.get(path, query)
    if isinstance(answer, Failure):
        return Found(facts, fault=failed(answer, visit.api.label))
    facts = _with_rates(visit, facts, answer)
    if answer.status in _UNNAMED and not visit.company_id:
        return Found(facts, fault=identified(fault("live/company-not-visible", "unnamed"), answer))
    if answer.status != OK:
        environment = visit.target.endpoints.environment
        return Found(facts, fault=refused(answer, visit.api.label, environment, step))
    return Read(answer, facts)


def _with_rates(visit: Visit, facts: Facts, answer: Answer) -> Facts:
    limit = visit.redactor.number(answer.number("x-rate-limit-limit"))
    left = visit.redactor.number(answer.number("x-rate-limit-remaining"))
    return facts if left is None else facts._replace(rate_limit=limit, rate_limit_left=left)


def records(answer: Answer) -> list[dict[str, object]] | None:
    """Return a list of records, each with an integer `id`; None for an answer of any other shape."""
    body = payload(answer)
    if not isinstance(body, list):
        return None
    fit = all(isinstance(record, dict) and is_whole(record.get("id")) for record in body)
    return body if fit else None


class Company(NamedTuple):
    """A company that the token sees; `active` is None where the answer does not say."""

    id: int
    name: str
    active: bool | None


def companies(visit: Visit, facts: Facts) -> Found:
    """Look for the configured company in at most three pages; links to pages are counted, never followed."""
    seen: list[Company] = []
    for page in range(1, MOST_PAGES + 1):
        found = _page(visit, facts, page)
        if isinstance(found, Found):
            return found
        facts, there, more = found
        seen += there
        for company in there:
            if company.id == visit.company_id:
                return _present(visit, facts, company)
        if not more:
            return _absent(visit, facts, seen)
    return Found(facts, f"not among the first {len(seen)} companies, so it is asked for directly")


def listing(visit: Visit, facts: Facts) -> Found:
    """List the companies that the token sees, of at most three pages; on a terminal with their names."""
    seen: list[Company] = []
    for page in range(1, MOST_PAGES + 1):
        found = _page(visit, facts, page)
        if isinstance(found, Found):
            return found
        facts, there, more = found
        seen += there
        if not more:
            break
    if not seen:
        return Found(facts, fault=fault("live/company-not-visible", "none"))
    named = [(each.name, each.id) for each in seen]
    ids = ", ".join(f"{visit.redactor.number(each.id)}" for each in seen)
    return Found(facts, f"visible: {visit.redactor.listed(named, len(named)) if visit.names else ids}")


def _page(visit: Visit, facts: Facts, page: int) -> tuple[Facts, list[Company], bool] | Found:
    """Return one page of companies, and whether there is a further one; a fault where it cannot be had."""
    query: dict[str, str | int] = {"per_page": PAGE_SIZE, "page": page, "include_free_companies": "true"}
    found = read(visit, facts, "companies", path_of("companies"), query)
    if isinstance(found, Found):
        return found
    there = _companies(found.answer)
    if there is None:
        return Found(found.facts, fault=unexpected(found.answer, visit.api.label))
    return found.facts, there, _NEXT.search(found.answer.headers.get("link", "")) is not None


def _companies(answer: Answer) -> list[Company] | None:
    listing: list[Company] = []
    for record in records(answer) or ():
        number, name, active = record["id"], record.get("name"), record.get("is_active")
        if not isinstance(number, int) or not isinstance(name, str) or not isinstance(active, bool | None):
            return None
        listing.append(Company(number, name, active))
    return None if records(answer) is None else listing


def _present(visit: Visit, facts: Facts, company: Company) -> Found:
    """Say what the company is called; where it may be another customer's, on a terminal alone."""
    expected = visit.target.expected.company
    other = bool(expected) and _plain(company.name) != _plain(expected)
    name = visit.redactor.shown(company.name) if visit.names or not other else None
    facts = facts._replace(
        company=name,
        company_active=company.active,
        company_expected=not other if expected else None,
    )
    if company.active is False:
        return Found(facts, fault=fault("live/company-inactive", company=name or visit.company_id))
    if other:
        return Found(facts, fault=fault("live/other-company", "named" if name else "", company=name))
    return Found(facts, f'visible: "{name}"')


def _absent(visit: Visit, facts: Facts, seen: Sequence[Company]) -> Found:
    if not seen:
        return Found(facts, fault=fault("live/company-not-visible", "none"))
    unattended = visit.target.grant is Grant.CLIENT_CREDENTIALS
    if unattended and len(seen) == 1 and _is_project(visit, seen[0]):
        company = visit.redactor.shown(seen[0].name)
        return Found(facts, fault=fault("live/company-is-project", company=f'"{company}"'))
    names = _told(visit, seen)
    environment = visit.target.endpoints.environment
    kind = "" if unattended else "user"
    return Found(facts, fault=fault("live/company-not-visible", kind, names=names, environment=environment))


def _told(visit: Visit, seen: Sequence[Company]) -> str:
    """Return the companies that a token sees: on a terminal by name and id, for logs and files their number alone."""
    if not visit.names:
        return "1 other company" if len(seen) == 1 else f"{len(seen)} other companies"
    return visit.redactor.listed([(company.name, company.id) for company in seen])


def _is_project(visit: Visit, only: Company) -> bool:
    """Whether the configured id is that of a project in the only company that the app is installed in.

    This takes the place of the read of projects. It is not done with a person's token, whose calls in a
    company may install the app there.
    """
    query = {"company_id": only.id, "per_page": _PROJECTS_PAGE}
    answer = visit.get(path_of("projects"), query, only.id)
    listing = records(answer) if isinstance(answer, Answer) and answer.status == OK else None
    return any(record["id"] == visit.company_id for record in listing or ())


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def access(visit: Visit, facts: Facts) -> Found:
    """Read the caller's own record in the company: it takes no right but that the app is connected."""
    found = read(visit, facts, "access", path_of("access").format(company=visit.company_id))
    if isinstance(found, Found):
        return found
    body = payload(found.answer)
    name = body.get("name") if isinstance(body, dict) else 0
    if not isinstance(name, str | None):
        return Found(found.facts, fault=unexpected(found.answer, visit.api.label))
    caller = visit.redactor.shown(name) if name else None
    return Found(found.facts._replace(caller=caller), f'connected as "{caller}"' if caller else "connected")


def region(visit: Visit, facts: Facts) -> Found:
    """Ask in which zone the company lives; a refusal here leaves the question open and is no fault.

    Whether every environment serves this address is not documented.
    """
    answer = visit.get(path_of("region"))
    if isinstance(answer, Failure):
        return Found(facts, fault=failed(answer, visit.api.label))
    facts = _with_rates(visit, facts, answer)
    absent = no_service(answer, visit.api.label)
    if absent is not None:
        return Found(facts, fault=absent)
    if answer.status in _CLIENT_ERRORS:
        return Found(facts, f"{visit.api.label} does not say (HTTP {answer.status})", skipped=True)
    return _region(visit, facts, answer)


def projects(visit: Visit, facts: Facts) -> Found:
    """Count the projects that the token may see in the company."""
    query = {"company_id": visit.company_id, "per_page": 1}
    found = read(visit, facts, "projects", path_of("projects"), query)
    if isinstance(found, Found):
        return found
    listing = records(found.answer)
    if listing is None:
        return Found(found.facts, fault=unexpected(found.answer, visit.api.label))
    if not listing:
        kind = "" if visit.target.grant is Grant.CLIENT_CREDENTIALS else "user"
        return Found(found.facts._replace(projects=0), fault=fault("live/no-permitted-projects", kind))
    total = visit.redactor.number(found.answer.number("total"))
    detail = f"permitted: {total}" if total else "permitted: at least one"
    return Found(found.facts._replace(projects=total or None), detail)


READS: tuple[tuple[StepName, Callable[[Visit, Facts], Found]], ...] = (
    (StepName.COMPANIES, companies),
    (StepName.ACCESS, access),
    (StepName.REGION, region),
    (StepName.PROJECTS, projects),
)
"""What is asked after the token, in this order."""

LISTING: tuple[tuple[StepName, Callable[[Visit, Facts], Found]], ...] = ((StepName.COMPANIES, listing),)
"""What is asked where companies are to be listed and nothing else."""


def _region(visit: Visit, facts: Facts, answer: Answer) -> Found:
    body = payload(answer)
    zone, address = (body.get("zone"), body.get("web_base_url")) if isinstance(body, dict) else (None, None)
    host = web_host(address) if isinstance(address, str) else None
    if answer.status != OK or not isinstance(zone, str) or host is None:
        return Found(facts, fault=unexpected(answer, visit.api.label))
    zone, web = visit.redactor.shown(zone), visit.redactor.shown(host)
    facts = facts._replace(zone=zone, web_host=web)
    expected = visit.target.expected
    if expected.web_hosts and host not in {each.lower() for each in expected.web_hosts}:
        hosts = " or ".join(expected.web_hosts)
        return Found(facts, fault=fault("live/region-mismatch", found=web, expected=hosts))
    return Found(facts, f"{zone}, {web}")


def refused(answer: Answer, host: str, environment: str, step: str) -> LiveFault:
    """Return the fault of an API answer that is not 200."""
    absent = no_service(answer, host)
    if absent is not None:
        return absent
    if answer.looks_like_html:
        return unexpected(answer, host)
    if answer.status == _UNAUTHORIZED:
        found = fault("live/token-refused", "api", host=host)
    elif answer.status == _FORBIDDEN and _NOT_CONNECTED in error_text(answer).casefold():
        found = fault("live/app-not-connected", environment=environment)
    elif answer.status == _FORBIDDEN:
        found = fault("live/forbidden", step=step)
    elif answer.status == _NOT_FOUND:
        found = fault("live/company-not-visible", "hidden")
    else:
        found = fault("live/unexpected-answer", "status", host=host, status=answer.status)
    return identified(found, answer)


def error_text(answer: Answer) -> str:
    """Return the words of an error answer in any of its documented shapes, to be searched and never shown."""
    body = payload(answer)
    if not isinstance(body, dict):
        return body if isinstance(body, str) else ""
    for key in ("errors", "error", "error_description", "message"):
        if body.get(key):
            return " ".join(_texts(body[key]))
    return ""


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in ([part] if isinstance(part, str) else _strings(part))]


def _strings(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
