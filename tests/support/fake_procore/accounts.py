"""What the fake knows: companies, projects, and clients whose id says how they are answered."""

from __future__ import annotations

from typing import NamedTuple

COMPANY, NOT_INSTALLED, INACTIVE = 112233, 445566, 778899
PROJECT = 2653585
COMPANY_NAME = "Example Builders"
USER_ID = 9001

SECRET = "fake-client-secret-of-43-characters-0000000"  # the secret of every client
WORD = "swordfish"  # a secret that a person chose; every client has it as well
_WIDTH = 43


class Client(NamedTuple):
    """What a client's id asks for: `endpoint` misbehaves in the way of `behaviour`, all else is as usual.

    `home` is the environment whose keys these are.
    """

    endpoint: str
    behaviour: str
    home: str


def client_id(scenario: str = "good", mark: str = "") -> str:
    """Return a client id of the usual 43 characters for a scenario.

    A scenario is `good`, `unknown`, or an endpoint (token, companies, me, region, projects, revoke), a hyphen
    and a behaviour; with `sandbox_` before it, the keys are those of the developer sandbox. `mark` makes ids of
    one scenario different from each other. The behaviour `echo-` with a form gives the client's secret back, `retort-`
    the token.
    """
    text = f"{scenario}__{mark}" if mark else scenario
    assert len(text) <= _WIDTH, "a scenario must fit into a client id"
    return text.ljust(_WIDTH, "_")


def client(text: str) -> Client | None:
    """Read a client id back; None for one that nobody has registered."""
    scenario = text.rstrip("_").partition("__")[0]
    home = "production"
    if scenario.startswith("sandbox_"):
        home, scenario = "sandbox", scenario.removeprefix("sandbox_")
    if len(text) != _WIDTH or scenario == "unknown":
        return None
    endpoint, _, behaviour = scenario.partition("-")
    return Client(endpoint, behaviour, home)


def company(number: int, name: str = COMPANY_NAME, *, active: bool = True) -> dict[str, object]:
    """Return an entry of the list of companies."""
    return {
        "id": number,
        "name": name,
        "is_active": active,
        "logo_url": None,
        "pcn_business_experience": False,
        "my_company": True,
    }


def project(number: int, company_id: int) -> dict[str, object]:
    """Return an entry of the list of projects."""
    return {
        "id": number,
        "name": "Demo",
        "company": {"id": company_id, "name": COMPANY_NAME},
        "active": True,
    }
