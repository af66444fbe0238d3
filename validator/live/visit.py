"""A visit to the API with one token for one company: what every read of it needs, and what one finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from validator.live.answers import Answer, Failure, is_whole, payload
from validator.live.statuses import OK, failed, refused
from validator.live.transport import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.live.hosts import Origin
    from validator.live.patience import Patience
    from validator.live.results import Facts, LiveFault
    from validator.live.secret import Secret
    from validator.live.targets import Target
    from validator.live.token import Token

COMPANY_HEADER = "Procore-Company-Id"


class Visit(NamedTuple):
    """One token, one company, one API address, and the time that is left."""

    target: Target
    company_id: int
    api: Origin
    token: Token
    patience: Patience

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What no answer may bring onto a screen."""
        return (self.token.value, self.target.client_secret)

    def get(
        self, path: str, query: Mapping[str, str | int] | None = None, company_id: int | None = None
    ) -> Answer | Failure:
        """Read one address of the API, with the header that says which company is meant."""
        question = f"?{urlencode(query)}" if query else ""
        company = {COMPANY_HEADER: str(company_id or self.company_id)}
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
    facts = with_rates(facts, answer)
    if answer.status != OK:
        environment = visit.target.endpoints.environment
        return Found(facts, fault=refused(answer, visit.api.label, environment, step))
    return Read(answer, facts)


def with_rates(facts: Facts, answer: Answer) -> Facts:
    """Add what an answer says of the rate limit to the facts."""
    limit, left = answer.number("x-rate-limit-limit"), answer.number("x-rate-limit-remaining")
    return facts if left is None else facts._replace(rate_limit=limit, rate_limit_left=left)


def records(answer: Answer) -> list[dict[str, object]] | None:
    """Return a list of records, each with an integer `id`; None for an answer of any other shape."""
    body = payload(answer)
    if not isinstance(body, list):
        return None
    fit = all(isinstance(record, dict) and is_whole(record.get("id")) for record in body)
    return body if fit else None
