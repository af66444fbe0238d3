"""The reads that follow the list of companies: access, region, projects. Nothing is written.

Addresses and shapes are those of Procore's API description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.live.answers import Failure, payload
from validator.live.diagnosis import fault
from validator.live.foreign import shown, web_host
from validator.live.statuses import OK, failed, no_service, unexpected
from validator.live.targets import Grant
from validator.live.visit import Found, read, records, with_rates

if TYPE_CHECKING:
    from validator.live.answers import Answer
    from validator.live.results import Facts
    from validator.live.visit import Visit

_CLIENT_ERRORS = range(400, 500)


def access(visit: Visit, facts: Facts) -> Found:
    """Read the caller's own record in the company: it takes no right but that the app is connected."""
    found = read(visit, facts, "access", f"/rest/v1.0/companies/{visit.company_id}/me")
    if isinstance(found, Found):
        return found
    body = payload(found.answer)
    name = body.get("name") if isinstance(body, dict) else 0
    if not isinstance(name, str | None):
        return Found(found.facts, fault=unexpected(found.answer, visit.api.label))
    caller = shown(name, visit.secrets) if name else None
    return Found(found.facts._replace(caller=caller), f'connected as "{caller}"' if caller else "connected")


def region(visit: Visit, facts: Facts) -> Found:
    """Ask in which zone the company lives; a refusal here leaves the question open and is no fault.

    Whether every environment serves this address is not documented.
    """
    answer = visit.get("/rest/v1.0/company_base_url")
    if isinstance(answer, Failure):
        return Found(facts, fault=failed(answer, visit.api.label))
    facts = with_rates(facts, answer)
    absent = no_service(answer, visit.api.label)
    if absent is not None:
        return Found(facts, fault=absent)
    if answer.status in _CLIENT_ERRORS:
        return Found(facts, f"{visit.api.label} does not say (HTTP {answer.status})", skipped=True)
    return _region(visit, facts, answer)


def projects(visit: Visit, facts: Facts) -> Found:
    """Count the projects that the token may see in the company."""
    query = {"company_id": visit.company_id, "per_page": 1}
    found = read(visit, facts, "projects", "/rest/v1.1/projects", query)
    if isinstance(found, Found):
        return found
    listing = records(found.answer)
    if listing is None:
        return Found(found.facts, fault=unexpected(found.answer, visit.api.label))
    if not listing:
        kind = "" if visit.target.grant is Grant.CLIENT_CREDENTIALS else "user"
        return Found(found.facts._replace(projects=0), fault=fault("live/no-permitted-projects", kind))
    total = found.answer.number("total")
    detail = f"permitted: {total}" if total else "permitted: at least one"
    return Found(found.facts._replace(projects=total or None), detail)


def _region(visit: Visit, facts: Facts, answer: Answer) -> Found:
    body = payload(answer)
    zone, address = (body.get("zone"), body.get("web_base_url")) if isinstance(body, dict) else (None, None)
    host = web_host(address) if isinstance(address, str) else None
    if answer.status != OK or not isinstance(zone, str) or host is None:
        return Found(facts, fault=unexpected(answer, visit.api.label))
    zone, web = shown(zone, visit.secrets), shown(host, visit.secrets)
    facts = facts._replace(zone=zone, web_host=web)
    expected = visit.target.expected
    if expected.web_hosts and host not in {each.lower() for each in expected.web_hosts}:
        hosts = " or ".join(expected.web_hosts)
        return Found(facts, fault=fault("live/region-mismatch", found=web, expected=hosts))
    if expected.zone and zone.casefold() != expected.zone.casefold():
        return Found(facts, fault=fault("live/region-mismatch", found=zone, expected=expected.zone))
    return Found(facts, f"{zone}, {web}")
