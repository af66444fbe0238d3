"""What the live check reports: a ladder of steps, the faults that it met, and the facts that it learned."""

from __future__ import annotations

import enum

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Severity


class StepName(enum.Enum):
    """The steps, in the order in which they are taken."""

    REFERENCE = "reference"
    HOST = "host"
    TOKEN = "token"  # noqa: S105 - the name of a step
    COMPANIES = "companies"
    ACCESS = "access"
    REGION = "region"
    PROJECTS = "projects"


class Outcome(enum.Enum):
    """How a step ended."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


INTERRUPTED = "interrupted"
"""Why a step is skipped that an interrupted run did not come to, or did not wait for."""

NO_FURTHER_STEP = "for this connector the token is all that can be tried"
"""Why a step is skipped that does not exist for a connector; reports leave it out."""


class Step(NamedTuple):
    """One step of the ladder; `detail` is what it found, or why it was skipped."""

    name: StepName
    outcome: Outcome
    detail: str = ""
    seconds: float = 0.0


class Blame(enum.Enum):
    """Which part of a config a fault points at; one that the config lacks falls back to the connection."""

    CLIENT = "client"
    SECRET = "secret"  # noqa: S105 - the name of a part
    COMPANY_ID = "company_id"
    ENVIRONMENT = "environment"
    DEFINITION = "definition"
    APPLICATION = "application"
    WORKSPACE = "workspace"
    CONNECTOR = "connector"
    CONNECTION = "connection"


class ExitClass(enum.Enum):
    """What a fault, or a whole run, means for the exit code.

    A finding counts when the level at which it is shown reaches `--fail-on`; `UNCHECKED` leaves the question open;
    `UNTRIED` says that it is not one for the live check, which counts with `--require-all`. A run without any of them
    is a `NOTE`.
    """

    FINDING = "finding"
    UNCHECKED = "unchecked"
    UNTRIED = "untried"
    NOTE = "note"


class LiveFault(NamedTuple):
    """One diagnosis: why it failed, and what to do next; nothing in it is secret.

    `request_id` is the server's own number of the failed request, for its support; empty where it gave none.
    """

    rule: str
    severity: Severity
    cause: str
    next_step: str
    blame: Blame
    request_id: str = ""


class Facts(NamedTuple):
    """What a run learned; None where it did not get so far, or where the answer did not say.

    `lifetime` and `clock_skew` are seconds (positive: this machine's clock is ahead). `caller` is the user
    whom the token acts for: with client credentials the app's own. `projects` counts the permitted ones.
    """

    lifetime: int | None = None
    clock_skew: int | None = None
    caller: str | None = None
    company: str | None = None
    company_active: bool | None = None
    company_expected: bool | None = None
    zone: str | None = None
    web_host: str | None = None
    projects: int | None = None
    rate_limit: int | None = None
    rate_limit_left: int | None = None
    token_revoked: bool | None = None
    refresh_token_revoked: bool | None = None


class LiveResult(NamedTuple):
    """The outcome for one config, by its name; there are always seven steps.

    `interrupted` says that the run ended before the last one, `ready` that a dry run took none and could have.
    """

    name: str
    steps: tuple[Step, ...]
    faults: tuple[LiveFault, ...]
    facts: Facts = Facts()
    interrupted: bool = False
    ready: bool = False
