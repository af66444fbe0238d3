"""The live check of several configs at once: the one function that a command calls."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

from validator.live.ledger import Ledger
from validator.live.login import log_in
from validator.live.patience import Tools
from validator.live.pool import Pool
from validator.live.progress import Counter, Doing
from validator.live.redactor import Redactor
from validator.live.refresh import refreshed
from validator.live.results import LiveFault, StepName
from validator.live.steps import climb, refused, request_token
from validator.live.target import Addresses, Grant, addresses
from validator.live.token import Code, give_back
from validator.live.transport import Limits, Transport, context
from validator.values import NamedTuple

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from validator.live.ledger import Issued
    from validator.live.login import Person
    from validator.live.progress import Progress
    from validator.live.results import LiveResult
    from validator.live.target import Target

    _Said = str | list[tuple[int, LiveResult]]

WORKERS = 4
GRACE_SECONDS = 12.0
"""How long an interrupted run may take for requests that are under way, and to revoke the tokens that it has."""


class Interrupted(KeyboardInterrupt):
    """A run was interrupted; the text says what became of its tokens, `found` are the results by then, by place."""

    def __init__(self, words: str, found: Mapping[int, LiveResult]) -> None:
        super().__init__(words)
        self.found = found


class Options(NamedTuple):
    """How a run is to be done.

    `person` logs in for the code flow. `probe_environments` asks the other login hosts after an unknown
    client. `names` has the names of other companies told, not their number alone. `refresh` spends the refresh token of
    a log-in once. `clock` is in Unix seconds.
    Without `sleep` waits end when the run is interrupted.
    """

    person: Person | None = None
    probe_environments: bool = False
    names: bool = False
    refresh: bool = False
    ca_bundle: Path | None = None
    limits: Limits = Limits()
    workers: int = WORKERS
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], object] | None = None


def run(
    targets: Sequence[Target], options: Options, tell: Callable[[Progress | None], object] | None = None
) -> tuple[LiveResult, ...]:
    """Check every target and return the results in the order of the targets.

    People log in one after the other in the calling thread, while the other configs are checked. `tell`
    is called in that thread, too. Tokens that the run made are revoked, on Ctrl-C as well.

    Raises:
        SetupError: the certificate authorities or a proxy of the environment cannot be used.
        Interrupted: the run was interrupted.
    """
    stop = threading.Event()
    tls = context(options.ca_bundle)
    Transport(tls, options.limits).close()  # A proxy that cannot be used is known before anything is sent.
    redactor = Redactor(each for target in targets for each in target.secrets)
    shared = _Shared(options, redactor, Ledger(), tls, stop)
    pool: Pool[_Said] = Pool(options.workers)
    tally = _Tally({}, Counter(len(targets), tell))
    try:
        _submit(grouped(targets), pool, shared, tally.counter)
        tally.take(pool.reports(tally.counter.wait))
    except KeyboardInterrupt as error:
        stop.set()
        tally.counter.begin(Doing.ENDING)
        with contextlib.suppress(KeyboardInterrupt):  # A second one waits for nothing more.
            tally.take(pool.settle(GRACE_SECONDS, tally.counter.wait))
        raise Interrupted(shared.ledger.words(), tally.found) from error
    except BaseException:
        stop.set()
        for _ in pool.settle(GRACE_SECONDS):
            pass
        raise
    finally:
        tally.counter.clear()
    return tuple(tally.found[place] for place in range(len(targets)))


def _submit(groups: Sequence[Sequence[Member]], pool: Pool[_Said], shared: _Shared, count: Counter) -> None:
    """Begin with every group, those that need a person last."""
    for group in sorted(groups, key=lambda each: each[0].target.grant is Grant.AUTHORIZATION_CODE):
        count.begin(Doing.LOGGING_IN, group[0].target.name)
        code = code_for(group, shared.options.person, count.wait)
        if isinstance(code, Code):
            shared.redactor.learn(code.value, code.verifier)
        pool.submit(_job(group, code, shared))
    count.begin(Doing.TRYING)


class _Tally(NamedTuple):
    """The results that a run has by now, by place, and how many configs are done."""

    found: dict[int, LiveResult]
    counter: Counter

    def take(self, reports: Iterable[_Said]) -> None:
        """Take in what jobs report: the name of a config that is done, and the results of a group."""
        for report in reports:
            if isinstance(report, str):
                self.counter.add(report)
            else:
                self.found.update(report)


class _Shared(NamedTuple):
    """What all jobs of a run have in common."""

    options: Options
    redactor: Redactor
    ledger: Ledger
    tls: ssl.SSLContext
    stop: threading.Event

    def tools(self, transport: Transport) -> Tools:
        """Return the effects for one job, which has a transport of its own."""
        options, stop = self.options, self.stop
        return Tools(
            self.redactor,
            self.ledger,
            transport,
            options.limits,
            options.clock,
            options.sleep or stop.wait,
            stop.is_set,
            options.probe_environments,
            options.names,
            options.refresh,
        )


def _job(
    group: Sequence[Member], code: Code | LiveFault | None, shared: _Shared
) -> Callable[[Callable[[_Said], None]], None]:
    def job(report: Callable[[_Said], None]) -> None:
        transport = Transport(shared.tls, shared.options.limits, shared.stop.is_set)
        try:
            report(check(group, code, shared.tools(transport), report))
        finally:
            transport.close()

    return job


class Member(NamedTuple):
    """A target with its place in the order of the run, and its judged addresses or why they are refused."""

    place: int
    target: Target
    addresses: Addresses | LiveFault


def grouped(targets: Sequence[Target]) -> list[list[Member]]:
    """Put targets that can share a token together, in order; one with a refused address stands alone."""
    groups: list[list[Member]] = []
    for place, target in enumerate(targets):
        member = Member(place, target, addresses(target))
        fitting = next((group for group in groups if _fits(member, group[0])), None)
        if fitting is None:
            groups.append([member])
        else:
            fitting.append(member)
    return groups


def code_for(
    group: Sequence[Member], person: Person | None, waiting: Callable[[], object]
) -> Code | LiveFault | None:
    """Have a person log in for a group whose grant needs it; None for every other group."""
    first = group[0]
    if isinstance(first.addresses, LiveFault):
        return None
    return log_in(first.target, first.addresses, person, waiting)


def check(
    group: Sequence[Member], code: Code | LiveFault | None, tools: Tools, finished: Callable[[str], object]
) -> list[tuple[int, LiveResult]]:
    """Check the members of a group, one after the other for the sake of their client's rate limit.

    `finished` is called with the name of each config that is done.
    """
    first = group[0]
    if isinstance(first.addresses, LiveFault):
        finished(first.target.name)
        return [(first.place, refused(first.target.name, StepName.HOST, first.addresses))]
    with tools.ledger.waiting():
        opening = request_token(first.target, first.addresses, code, tools)
        tools.ledger.enter(opening.issued)
    results: list[tuple[int, LiveResult]] = []
    left = opening.issued
    try:
        if tools.refreshes and isinstance(code, Code):
            opening = refreshed(opening, first.target, first.addresses, tools)
        for member in group:
            if isinstance(member.addresses, Addresses):
                results.append((member.place, climb(member.target, member.addresses, opening, tools)))
            finished(member.target.name)
    finally:
        left = give_back(opening.issued, first.target, first.addresses.revocation, tools)
    return [(place, _ended(each, opening.issued, left, tools.redactor)) for place, each in results]


def _ended(
    result: LiveResult, issued: Sequence[Issued], left: Sequence[Issued], redactor: Redactor
) -> LiveResult:
    """Return a result with what became of the tokens, and without what a server repeats of a secret."""
    revoked: dict[bool, bool | None] = {
        kind: not any(each.refreshing is kind for each in left)
        for kind in {each.refreshing for each in issued}
    }
    facts = result.facts._replace(token_revoked=revoked.get(False), refresh_token_revoked=revoked.get(True))
    return result._replace(faults=tuple(map(redactor.fault, result.faults)), facts=facts)


def _fits(member: Member, other: Member) -> bool:
    trusted = isinstance(member.addresses, Addresses) and isinstance(other.addresses, Addresses)
    return trusted and member.target.shares_token_with(other.target)
