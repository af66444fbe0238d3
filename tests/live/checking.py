"""Short words for the tests: a target at the fake, a check of it, and what came out."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.support.fake_procore import COMPANY, SECRET, client_id
from validator.live.answers import Answer
from validator.live.hosts import Trust, host_port
from validator.live.results import LiveResult, Outcome, StepName
from validator.live.run import Options, run
from validator.live.secret import Secret
from validator.live.target import Endpoints, Grant, Paths, Target
from validator.live.transport import Limits

if TYPE_CHECKING:
    from tests.support.fake_procore import FakeProcore

USUAL = Limits(connect=5.0, read=5.0, request=5.0, total=20.0, wait=15.0)
"""Limits that leave a busy machine time enough."""

QUICK = Limits(connect=2.0, read=0.5, request=0.7, total=5.0, wait=2.0)
"""Limits with which even a server that never ends is given up at once."""

PATHS = Paths("/oauth/token", "/oauth/authorize", "/oauth/revoke")
"""Where the fake gives tokens, lets people in, and takes tokens back."""

_MARKS = itertools.count()


def fresh(scenario: str = "good") -> str:
    """Return a client id for a scenario that no other test uses."""
    return client_id(scenario, f"t{next(_MARKS)}")


def trusting(fake: FakeProcore) -> Trust:
    """Return a trust in the fake's own servers, and not in the stranger."""
    sites = (fake.login, fake.api, fake.sandbox_login, fake.sandbox_api)
    hosts = [host_port(site.host) for site in sites]
    return Trust(frozenset(), frozenset(host for host in hosts if host is not None))


def production(fake: FakeProcore) -> Endpoints:
    """Return the fake's production environment."""
    return Endpoints("Production", fake.login.url, fake.api.url)


def sandbox(fake: FakeProcore) -> Endpoints:
    """Return the fake's developer sandbox."""
    return Endpoints("Developer Sandbox", fake.sandbox_login.url, fake.sandbox_api.url)


def target(fake: FakeProcore, scenario: str = "good", **fields: Any) -> Target:
    """Return a target whose client asks for a scenario."""
    usual: dict[str, Any] = {
        "name": "acme-procore",
        "grant": Grant.CLIENT_CREDENTIALS,
        "client_id": fresh(scenario),
        "client_secret": Secret(SECRET),
        "endpoints": production(fake),
        "paths": PATHS,
        "trust": trusting(fake),
        "company_id": COMPANY,
    }
    return Target(**(usual | fields))


def options(fake: FakeProcore, **fields: Any) -> Options:
    """Return options of a run against the fake."""
    usual: dict[str, Any] = {
        "ca_bundle": fake.ca_file,
        "limits": USUAL,
        "sleep": _no_sleep,
    }
    return Options(**(usual | fields))


def _no_sleep(_seconds: float) -> None:
    """Let no test wait for a busy server."""


def check(fake: FakeProcore, scenario: str = "good", /, **fields: Any) -> LiveResult:
    """Check one config; fields of options and of the target are told apart by their names.

    Whatever a test is about, the result holds no secret and no token.
    """
    settings = {key: fields.pop(key) for key in tuple(fields) if key in Options._fields}
    acme = target(fake, scenario, **fields)
    (result,) = run([acme], options(fake, **settings))
    assert not secrets_in(repr(result), fake, acme.client_id)
    return result


def secrets_in(text: str, fake: FakeProcore, client_id: str) -> list[str]:
    """Return the secrets and tokens of a client that a text holds."""
    state = fake.state
    issued = [*state.tokens.items(), *state.revoked.items(), *state.refresh_tokens.items()]
    tokens = [token for token, each in issued if each is not None and each.client_id == client_id]
    forms = [each.form for each in fake.requests("login", client_id)] if "code" in text else []
    sent = [form[name] for form in forms for name in ("code", "code_verifier") if name in form]
    return [secret for secret in (SECRET, *tokens, *sent) if secret in text]


def answer(status: int, body: Any = b"", **headers: str) -> Answer:
    """Return an answer whose body is JSON unless it is given as bytes; `_` stands for `-` in names of headers."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, content)


def rules(result: LiveResult) -> list[str]:
    """Return the rules of a result's faults without their common beginning."""
    return [each.rule.removeprefix("live/") for each in result.faults]


class Ladder(NamedTuple):
    """How far a check came: the step that failed, and the outcomes of all."""

    failed: tuple[str, ...]
    outcomes: str


def ladder(result: LiveResult) -> Ladder:
    """Return the failed steps by name, and the outcomes as one letter each (p, f, s)."""
    assert [each.name for each in result.steps] == list(StepName)
    failed = tuple(each.name.value for each in result.steps if each.outcome is Outcome.FAILED)
    return Ladder(failed, "".join(each.outcome.value[0] for each in result.steps))
